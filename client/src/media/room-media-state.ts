// Puts into the screens' few words how sound and picture stand. Pure.
import type { MediaState } from '../../../shared/protocol/messages.ts';
import type { Microphone } from '../../../shared/ritual/state.ts';
import type { View } from '../../../shared/ritual/view.ts';
import type { DeviceState, RoomMedia } from '../model/room-media.ts';
import { type Intents, mayOpen, type Source } from './intents.ts';
import type { OwnDevices } from './own-devices.ts';

const lostAfterMs = 15_000;

export function deviceState(
  source: Source,
  view: View | null,
  intents: Intents,
  devices: Pick<OwnDevices, 'track' | 'trouble' | 'isMuted'>,
): DeviceState {
  if (!mayOpen(view)[source]) return 'withheld';
  const isThere = devices.track(source)?.readyState === 'live';
  if (!isThere && devices.trouble(source) !== 'none') return 'missing';
  if (!isThere || !intents[source]) return 'closed';
  return devices.isMuted(source) ? 'muted' : 'open';
}

/** R4.7: what the room is told of the person's own device. `sendsNothing`: they might send, their connection is up, and nothing is sent. */
export function microphoneTold(
  intents: Intents,
  devices: Pick<OwnDevices, 'track' | 'trouble' | 'isMuted'>,
  { sendsNothing }: { readonly sendsNothing: boolean },
): Microphone {
  const isThere = devices.track('microphone')?.readyState === 'live';
  if (!isThere && devices.trouble('microphone') !== 'none') return 'missing';
  const isWished = intents.microphone || intents.microphoneReturns;
  if (isThere && isWished && devices.isMuted('microphone')) return 'muted';
  return sendsNothing && !intents.microphone ? 'off' : 'works';
}

/** `room` is LiveKit's own word for its connection. */
export function connectionState(
  media: MediaState | null,
  room: string,
  { wasOpen, awaySince, isFlowing = false }: { wasOpen: boolean; awaySince: number | null; isFlowing?: boolean },
): RoomMedia['connection'] {
  if (media === 'none') return 'none';
  // Without its signalling a connection may still carry everybody's voice.
  if (room === 'connected' || (room === 'signalReconnecting' && isFlowing)) return 'open';
  const isLong = awaySince !== null && performance.now() - awaySince > lostAfterMs;
  if (media === 'down' || isLong) return 'lost';
  return wasOpen ? 'reconnecting' : 'connecting';
}

export function isSameMedia(a: RoomMedia, b: RoomMedia): boolean {
  const { pictures: _, hearing: __, ...rest } = a;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  return keys.every((key) => a[key] === b[key]) && isSameMap(a.pictures, b.pictures) && isSameMap(a.hearing, b.hearing);
}

function isSameMap<T>(some: ReadonlyMap<string, T>, others: ReadonlyMap<string, T>): boolean {
  return some.size === others.size && [...some].every(([id, one]) => others.get(id) === one);
}
