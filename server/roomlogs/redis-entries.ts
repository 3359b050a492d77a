// How an entry of a room's log is written to Redis and read back. Anything unreadable is damage and never skipped.
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { Fault } from '../ports/fault.ts';
import type { LogEntry, RoomId } from '../ports/rooms.ts';

/** What is heard on a room's channel: `version server entry`, or `removed server`. */
export interface Said {
  readonly by: string;
  readonly news: LogEntry | 'removed';
}

export function entryText(commandId: string, events: readonly RoomEvent[]): string {
  return JSON.stringify({ commandId, events });
}

/** Reads the answer to XRANGE, which must follow `after` without a gap. Throws `Fault('log-damaged')`. */
export function entriesIn(room: RoomId, after: number, rows: unknown): LogEntry[] {
  return (rows as [string, string[]][]).map(([id, [, text]], at) => {
    const version = after + at + 1;
    const entry = entryOf(Number.parseInt(id, 10), text ?? '');
    if (entry?.version === version) return entry;
    throw new Fault('log-damaged', `the log of room ${room} in Redis is damaged at version ${version}`);
  });
}

/** Null for anything that none of our servers would say. */
export function saidIn(message: string): Said | null {
  const [version = '', by = ''] = message.split(' ', 2);
  if (version === 'removed') return { by, news: 'removed' };
  const news = entryOf(Number(version), message.slice(version.length + by.length + 2));
  return news && { by, news };
}

function entryOf(version: number, text: string): LogEntry | null {
  try {
    const { commandId, events } = JSON.parse(text) as LogEntry;
    return Number.isInteger(version) && typeof commandId === 'string' && Array.isArray(events)
      ? { version, commandId, events }
      : null;
  } catch {
    return null;
  }
}
