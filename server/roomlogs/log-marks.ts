// What the records know of a room's log, so that a log which has lost something is found out by servers that never saw it whole.
import type { RoomId } from '../ports.ts';

/** The command that made this version. */
export interface LogMark {
  readonly version: number;
  readonly commandId: string;
}

/** Throws `Fault` with `records-unavailable`. */
export interface LogMarks {
  /** Null: the room of this meeting was never opened. `unknown`: the records hold no such meeting. `notedAt` in milliseconds since 1970. */
  of(room: RoomId): Promise<(LogMark & { readonly notedAt: number }) | null | 'closed' | 'unknown'>;
  /** Never back to an older version, and never for a meeting that is closed. */
  note(room: RoomId, mark: LogMark): Promise<void>;
}
