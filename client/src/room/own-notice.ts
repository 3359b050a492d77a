// Which one sentence about their own sound a person reads now, or none. Pure; the words are given.

import type { DeviceChange } from '../model/own-device.ts';
import type { RoomMedia } from '../model/room-media.ts';
import type { Words } from '../words/en.ts';

export type OwnNoticeKind = 'missing' | 'muted' | 'maySpeak' | 'mayBeSeen' | 'talks' | 'changed' | 'narrow' | 'poor';

export interface OwnNoticeText {
  readonly kind: OwnNoticeKind;
  readonly text: string;
}

export function ownNotice(media: RoomMedia, change: DeviceChange | null, words: Words['sound']): OwnNoticeText | null {
  if (media.microphone === 'missing') return { kind: 'missing', text: words.noMicrophone[media.microphoneTrouble] };
  if (media.microphone === 'muted') return { kind: 'muted', text: words.mutedByDevice };
  if (media.microphoneReturns) return { kind: 'maySpeak', text: words.maySpeak };
  if (media.talksUnheard && media.microphone === 'closed') return { kind: 'talks', text: words.talksUnheard };
  if (media.cameraReturns) return { kind: 'mayBeSeen', text: words.mayBeSeen };
  if (change) return { kind: 'changed', text: change.now === null ? words.speakerGone : words.nowOn[change.source](change.now) };
  if (media.arePicturesHeld) return { kind: 'narrow', text: words.picturesHeld };
  return media.isPoor ? { kind: 'poor', text: words.poor } : null;
}
