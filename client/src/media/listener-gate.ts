// Who may be played here (R3.2): the newest view decides, and a view that can no longer be relied on permits nobody.
// What the media server permits is its own business; this gate holds regardless. Pure.
import type { View } from '../../../shared/ritual/view.ts';

export interface Gate {
  readonly view: View | null;
  readonly isFresh: boolean;
  /** Pictures outlast a short absence, voices do not; as `isFresh` when left out. */
  readonly isRecent?: boolean;
}

/** A track as its sender labels it. */
export interface RemoteLabel {
  readonly personId: string;
  readonly kind: string;
  readonly source: string;
}

export function mayBePlayed(track: RemoteLabel, { view, isFresh, isRecent = isFresh }: Gate): boolean {
  if (view?.kind !== 'room') return false;
  if (!view.me.rights.mayHear || track.personId === view.me.personId) return false;
  const chair = view.chairs.find(({ personId }) => personId === track.personId);
  if (!chair) return false;
  // Kind and source together: sound under the camera's label is played as neither.
  if (track.kind === 'audio' && track.source === 'microphone') return isFresh && chair.mayBeHeard;
  if (track.kind === 'video' && track.source === 'camera') return isRecent && chair.mayBeSeen;
  return false;
}
