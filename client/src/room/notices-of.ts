// Which calm strips the room shows now (R7.2, R7.3). Pure; the words are given.
import type { RoomView } from '../../../shared/ritual/view.ts';
import type { Words } from '../words/words.ts';
import type { RoomMedia } from './room-media.ts';

const minute = 60_000;
/** R7.2: after so long a calm notice says what is known. */
export const tellsAfterMs = 5 * minute;
/** R7.3: when the room warns, and when it ends. */
export const warnsAfterMs = 20 * minute;
export const endsAfterMs = 30 * minute;

export interface Known {
  readonly view: Pick<RoomView, 'leaderlessSince' | 'phase'>;
  readonly media: RoomMedia['line'];
  readonly line: 'open' | 'lost';
  /** Server's time, ms. */
  readonly now: number;
  readonly timeOf: (serverTime: number) => string;
}

export function noticesOf({ view, media, line, now, timeOf }: Known, words: Words['controls']): string[] {
  if (line === 'lost') return [words.lineLost];
  const texts: string[] = [];
  if (media === 'reconnecting') texts.push(words.mediaReconnecting);
  if (media === 'lost') texts.push(words.mediaLost);
  const since = view.leaderlessSince;
  if (since !== null && view.phase !== 'gathering' && now - since >= tellsAfterMs) {
    texts.push(now - since >= warnsAfterMs ? words.leaderlessEnds(timeOf(since + endsAfterMs)) : words.leaderless(timeOf(since)));
  }
  return texts;
}
