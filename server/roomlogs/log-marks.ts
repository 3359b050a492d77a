// What the records know of a room's log, so that a log which has lost something is found out by servers that never saw it whole.
import type { RoomId } from '../ports/rooms.ts';

/** The command that made this version. */
export interface LogMark {
  readonly version: number;
  readonly commandId: string;
}

/** Null where nobody can read any more what was noted. */
interface NotedMark {
  readonly mark: LogMark | null;
  /** Milliseconds since 1970. */
  readonly notedAt: number;
}

/** Throws `Fault` with `records-unavailable`. */
export interface LogMarks {
  /** Null: the room of this meeting was never opened. `unknown`: the records hold no such meeting. */
  of(room: RoomId): Promise<NotedMark | null | 'closed' | 'unknown'>;
  /** The first mark of a room; none for a meeting that is closed. */
  note(room: RoomId, mark: LogMark): Promise<void>;
  /** The newest marks of rooms that have one, unless another server has just noted some. */
  renew(marks: ReadonlyMap<RoomId, LogMark>): Promise<void>;
}
