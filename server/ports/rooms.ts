// The port to the live rooms: the journal of each, which is the only truth about it.
import type { RoomEvent } from '../../shared/ritual/events.ts';

export type RoomId = string;

/** One accepted command: the events it caused, and the version it produced. */
export interface LogEntry {
  readonly version: number;
  readonly commandId: string;
  readonly events: readonly RoomEvent[];
}

export type Appended =
  | { readonly outcome: 'appended'; readonly version: number }
  /** This command id is in the log already, at that version. */
  | { readonly outcome: 'duplicate'; readonly version: number }
  /** Somebody else was quicker; `missed` is what the caller has not seen yet. */
  | { readonly outcome: 'conflict'; readonly missed: readonly LogEntry[] };

/** The truth of the live rooms: an append-only journal for each, gone when the room ends. Throws `Fault`. */
export interface RoomLog {
  /** All entries after `version`, oldest first; empty for an unknown room. */
  read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]>;
  /** Durable when it resolves. */
  append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended>;
  /** The version at which this command was done, or null. */
  versionOf(room: RoomId, commandId: string): Promise<number | null>;
  liveRooms(): Promise<readonly RoomId[]>;
  remove(room: RoomId): Promise<void>;
  /**
   * Calls back for what happened elsewhere to rooms that this process has read: an entry, `removed`, or `unsure` when something may have
   * been missed. The returned function stops it.
   */
  follow(call: (room: RoomId, news: LogEntry | 'removed' | 'unsure') => void): () => void;
  close(): Promise<void>;
}
