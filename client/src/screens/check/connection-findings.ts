// Judges the connection to the server and the device's clock. Pure; the words are given.

import type { Measured } from '../../model/measured.ts';
import type { Words } from '../../words/en.ts';
import type { Finding } from './finding.ts';

/** Above this, people feel that touches come late. */
const quickMs = 250;
/** Times on screen are told to the minute. */
const clockMayBeOffMs = 5_000;

export function connectionFinding({ connection }: Measured, { connection: words }: Words['check']): Finding {
  if (connection === 'waiting') return { id: 'connection', verdict: 'open', says: words.waiting, todo: null };
  if (connection === 'blocked') return { id: 'connection', verdict: 'bad', says: words.bad, todo: words.todo };
  const ms = Math.max(1, Math.round(connection.roundTripMs));
  if (ms <= quickMs) return { id: 'connection', verdict: 'good', says: words.good(ms), todo: null };
  return { id: 'connection', verdict: 'fair', says: words.slow(ms), todo: words.slowTodo };
}

export function clockFinding(
  { connection, clockOffset }: Measured,
  { clock: words, connection: connectionWords }: Words['check'],
): Finding {
  if (clockOffset === null) {
    return connection === 'blocked'
      ? { id: 'clock', verdict: 'none', says: words.unknown, todo: null }
      : { id: 'clock', verdict: 'open', says: connectionWords.waiting, todo: null };
  }
  const off = Math.abs(clockOffset);
  if (off <= clockMayBeOffMs) return { id: 'clock', verdict: 'good', says: words.good, todo: null };
  const seconds = Math.round(off / 1000);
  const time = seconds < 90 ? words.seconds(seconds) : words.minutes(Math.round(seconds / 60));
  return { id: 'clock', verdict: 'fair', says: clockOffset < 0 ? words.ahead(time) : words.behind(time), todo: words.todo };
}
