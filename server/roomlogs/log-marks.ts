// What the records know of a room's log, so that even servers that never saw the whole log notice when it has lost something.
import type { RoomId } from '../ports/rooms.ts';

/** The command that made this version. */
export interface LogMark {
  readonly version: number;
  readonly commandId: string;
}

/** Null if what was noted can no longer be read by anybody. */
interface NotedMark {
  readonly mark: LogMark | null;
  /** Milliseconds since 1970. */
  readonly notedAt: number;
}

/** Throws `Fault` with `records-unavailable`. */
export interface LogMarks {
  /** Null: this meeting's room was never opened. `unknown`: the records have no such meeting. */
  of(room: RoomId): Promise<NotedMark | null | 'closed' | 'unknown'>;
  /** Notes the first mark of a room; does nothing for a closed meeting. */
  note(room: RoomId, mark: LogMark): Promise<void>;
  /** Updates the marks of rooms that have one, except where another server has just done so. */
  renew(marks: ReadonlyMap<RoomId, LogMark>): Promise<void>;
}
