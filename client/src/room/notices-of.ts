// What the room says about its connection and about having no leader (R7.2, R7.3). Pure; the words are given.
import { endLeaderlessAfterMs } from '../../../shared/ritual/decide-keeping.ts';
import type { RoomView } from '../../../shared/ritual/view.ts';
import type { RoomMedia } from '../model/room-media.ts';
import type { Words } from '../words/en.ts';

const minute = 60_000;
/** R7.2: after so long a calm notice says what is known. */
const tellsAfterMs = 5 * minute;
/** R7.3: when the room warns of its end. */
const warnsAfterMs = 20 * minute;

/** What the room says in its middle while nobody leads, or null. Times are the server's, ms. */
export function leaderlessInWords(
  { leaderlessSince: since, phase }: Pick<RoomView, 'leaderlessSince' | 'phase'>,
  now: number,
  timeOf: (serverTime: number) => string,
  words: Words['controls'],
): string | null {
  if (since === null || phase === 'gathering' || now - since < tellsAfterMs) return null;
  return now - since >= warnsAfterMs ? words.leaderlessEnds(timeOf(since + endLeaderlessAfterMs)) : words.leaderless(timeOf(since));
}

/** The notice about the connection, or null while all is well. */
export function connectionInWords(
  media: Pick<RoomMedia, 'connection' | 'isDeaf'>,
  connection: 'open' | 'lost',
  words: Words['controls'],
): string | null {
  if (connection === 'lost') return words.connectionLost;
  if (media.connection === 'reconnecting') return words.mediaReconnecting;
  if (media.connection === 'lost') return words.mediaLost;
  return media.connection === 'open' && media.isDeaf ? words.nothingArrives : null;
}
