// Reads a journal's bytes: complete lines in unbroken order. A torn last line is left out; anything worse is damage, and may be mended by hand.
import { Fault } from '../ports/fault.ts';
import type { LogEntry } from '../ports/rooms.ts';

/** `length` is the size in bytes of the complete lines. Throws `Fault('log-damaged')`, naming the file and line. */
export function readJournal(bytes: Buffer, path: string): { entries: LogEntry[]; length: number } {
  const entries: LogEntry[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const entry = end === -1 ? null : entryIn(bytes.subarray(start, end));
    if (entry?.version !== entries.length + 1) {
      if (isTorn(bytes, start, end)) break;
      throw new Fault(
        'log-damaged',
        `${path} is damaged at line ${entries.length + 1}; restore it or move it away to lose that meeting only`,
      );
    }
    entries.push(entry);
    start = end + 1;
  }
  return { entries, length: start };
}

/** The last line as a crash leaves it: without its end, or with a page that was never written. */
function isTorn(bytes: Buffer, start: number, end: number): boolean {
  return end === -1 || (end === bytes.length - 1 && bytes.subarray(start, end).includes(0));
}

function entryIn(line: Buffer): LogEntry | null {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    const isEntry = typeof value === 'object' && value !== null && 'version' in value && 'commandId' in value && 'events' in value;
    return isEntry && Array.isArray(value.events) ? (value as LogEntry) : null;
  } catch {
    return null;
  }
}
