// Puts into the screens' few words how sound and picture stand. Pure.
import type { MediaState } from '../../../shared/protocol/messages.ts';
import type { View } from '../../../shared/ritual/view.ts';
import type { DeviceState, RoomMedia } from '../room/room-media.ts';
import type { OwnDevices } from './own-devices.ts';
import { mayOpen, type Source, type Wishes } from './wishes.ts';

const lostAfterMs = 15_000;

export const atFirst: RoomMedia = {
  line: 'connecting',
  pictures: new Map(),
  ownPicture: null,
  microphone: 'closed',
  camera: 'closed',
  soundNeedsTouch: false,
  volume: 1,
};

export function deviceState(
  source: Source,
  view: View | null,
  wishes: Wishes,
  devices: Pick<OwnDevices, 'track' | 'trouble'>,
): DeviceState {
  if (!mayOpen(view)[source]) return 'withheld';
  const isThere = devices.track(source)?.readyState === 'live';
  if (!isThere && devices.trouble(source) !== 'none') return 'missing';
  return isThere && wishes[source] ? 'open' : 'closed';
}

/** `room` is LiveKit's own word for its line. */
export function lineState(media: MediaState | null, room: string, wasOpen: boolean, awaySince: number | null): RoomMedia['line'] {
  if (media === 'none') return 'none';
  if (room === 'connected') return 'open';
  const isLong = awaySince !== null && performance.now() - awaySince > lostAfterMs;
  if (media === 'down' || isLong) return 'lost';
  return wasOpen ? 'reconnecting' : 'connecting';
}

export function isSameMedia(a: RoomMedia, b: RoomMedia): boolean {
  const { pictures: some, ...rest } = a;
  const { pictures: others } = b;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  return (
    keys.every((key) => a[key] === b[key]) &&
    some.size === others.size &&
    [...some].every(([id, picture]) => others.get(id) === picture)
  );
}
