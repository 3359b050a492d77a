// Judges the line to the server and the device's clock. Pure; the words are given.
import type { Words } from '../../words/words.ts';
import type { Finding } from './finding.ts';
import type { Measured } from './measured.ts';

/** Above this, touches are felt to come late. */
const quickMs = 250;
/** Times on screen are told to the minute. */
const clockMayBeOffMs = 5_000;

export function lineFinding({ line }: Measured, { line: words }: Words['check']): Finding {
  if (line === 'waiting') return { id: 'line', verdict: 'open', says: words.waiting, todo: null };
  if (line === 'blocked') return { id: 'line', verdict: 'bad', says: words.bad, todo: words.todo };
  const ms = Math.max(1, Math.round(line.roundTripMs));
  if (ms <= quickMs) return { id: 'line', verdict: 'good', says: words.good(ms), todo: null };
  return { id: 'line', verdict: 'fair', says: words.slow(ms), todo: words.slowTodo };
}

export function clockFinding({ line, clockOffset }: Measured, { clock: words, line: lineWords }: Words['check']): Finding {
  if (clockOffset === null) {
    return line === 'blocked'
      ? { id: 'clock', verdict: 'none', says: words.unknown, todo: null }
      : { id: 'clock', verdict: 'open', says: lineWords.waiting, todo: null };
  }
  const off = Math.abs(clockOffset);
  if (off <= clockMayBeOffMs) return { id: 'clock', verdict: 'good', says: words.good, todo: null };
  const seconds = Math.round(off / 1000);
  const time = seconds < 90 ? words.seconds(seconds) : words.minutes(Math.round(seconds / 60));
  return { id: 'clock', verdict: 'fair', says: clockOffset < 0 ? words.ahead(time) : words.behind(time), todo: words.todo };
}
