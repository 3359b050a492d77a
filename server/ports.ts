// Every door from the server to the world; those to the records are in records-ports.ts. Adapters stand behind these; only main.ts and tests choose them.
import type { HeardWhisper } from '../shared/protocol/messages.ts';
import type { RoomEvent } from '../shared/ritual/events.ts';
import type { Rights } from '../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../shared/ritual/state.ts';
import type { CommandKind, RefusalKind } from './rooms/told-apart.ts';

export type RoomId = string;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, call: () => void): () => void;
}

/** One accepted command: what it made happen, and the version it made. */
export interface LogEntry {
  readonly version: number;
  readonly commandId: string;
  readonly events: readonly RoomEvent[];
}

export type Appended =
  | { readonly outcome: 'appended'; readonly version: number }
  /** This command id is in the log already, at that version. */
  | { readonly outcome: 'duplicate'; readonly version: number }
  /** Somebody else was quicker; what the asker has missed. */
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
   * Calls back for what happened elsewhere to rooms that this process has read: an entry; `removed`; or `unsure` when some may have
   * been missed. The returned function stops it.
   */
  follow(call: (room: RoomId, news: LogEntry | 'removed' | 'unsure') => void): () => void;
  close(): Promise<void>;
}

/** What one server has to tell the others. */
export type ServerNews =
  | { readonly type: 'whisper'; readonly room: RoomId; readonly whisper: HeardWhisper }
  /** Whichever server carries this person's way into the media ends it. */
  | { readonly type: 'cutMedia'; readonly room: RoomId; readonly personId: PersonId }
  /** The media server says that something happened in this room. */
  | { readonly type: 'lookAtMedia'; readonly room: RoomId }
  | { readonly type: 'soundFrom'; readonly room: RoomId; readonly personId: PersonId }
  /** Sessions of this seat are over. */
  | { readonly type: 'sessionsEnded'; readonly ref: string };

/** Between the servers: heard at most once by each other one, held in memory only and never written. */
export interface ServerLine {
  /** Throws `Fault` when the others cannot be reached. */
  tell(news: ServerNews): Promise<void>;
  follow(call: (news: ServerNews) => void): () => void;
}

/** A socket of one browser tab, or a person's way into the media. */
export type LineName = `socket/${PersonId}/${string}` | `media/${PersonId}`;

/** Which lines are open, whichever servers carry them. A server that dies takes its lines along. Throws `Fault`. */
export interface LineBook {
  /** Noted under this server; for a moment, while a tab changes its server, two may carry one line. */
  open(room: RoomId, line: LineName): Promise<void>;
  /** No longer carried by this server. */
  close(room: RoomId, line: LineName): Promise<void>;
  /** Whether a living server carries it. */
  isOpen(room: RoomId, line: LineName): Promise<boolean>;
}

/** Which server looks after a room: its silences, its graces, its end. One at a time; whatever it does late is refused by the log. */
export interface RoomClaims {
  /** Asks to look after the room; answers whether we do now. A repeat is harmless. Throws `Fault`. */
  claim(room: RoomId): Promise<boolean>;
  isOurs(room: RoomId): boolean;
  /** Known at once here; the others learn of it in time. */
  release(room: RoomId): Promise<void>;
  /** `lost`: another server looks after that room now. `serverGone`: a server fell silent, and its rooms and lines are nobody's. */
  follow(call: (news: { readonly type: 'lost'; readonly room: RoomId } | { readonly type: 'serverGone' }) => void): () => void;
}

export interface MediaTrack {
  readonly sid: string;
  readonly kind: 'audio' | 'video' | 'other';
  readonly source: 'microphone' | 'camera' | 'other';
}

/** Somebody in the media server's room, as it says itself. */
export interface MediaPresence {
  readonly identity: string;
  readonly sid: string;
  /** The rights the media server enforces now; null when they are none that we ever give. */
  readonly rights: Rights | null;
  readonly tracks: readonly MediaTrack[];
}

/** The media server. Identities are person ids. Throws `Fault` with code `media-unavailable`, or `media-not-found` for an unknown identity. */
export interface MediaGateway {
  /** Makes sure the room exists; cheap to repeat. */
  openRoom(room: RoomId): Promise<void>;
  closeRoom(room: RoomId): Promise<void>;
  /** Live, not from a copy. An unknown room is empty. */
  presences(room: RoomId): Promise<readonly MediaPresence[]>;
  /** Replaces the rights whole; answers with what is enforced from now on. */
  applyRights(room: RoomId, identity: PersonId, rights: Rights): Promise<MediaPresence>;
  remove(room: RoomId, identity: string): Promise<void>;
  /** A pass for one join right now: 60 s, these rights, nothing else. */
  mintPass(room: RoomId, identity: PersonId, rights: Rights): Promise<string>;
  isUp(): Promise<boolean>;
}

/**
 * Under which name the media server knows a room, where it is several nodes: a new one each time the node that had the room is lost, so that
 * what is left of it there concerns nobody. Throws `Fault` with `servers-unreachable`.
 */
export interface MediaNames {
  of(room: RoomId): Promise<string | null>;
  /** Unless another server was quicker and the name is not `before` any more. Answers with the name that holds from now on. */
  replace(room: RoomId, before: string | null, after: string): Promise<string | null>;
  forget(room: RoomId): Promise<void>;
}

/** The proxied lines into the media server, which only we can cut, whichever server carries them. */
export interface MediaLines {
  isOpen(room: RoomId, identity: PersonId): Promise<boolean>;
  cut(room: RoomId, identity: PersonId): void;
  /** Cuts every line here that this state no longer allows: the person may not hear, or another device holds the seat (R6.5). */
  holdTo(room: RoomId, state: RoomState): void;
}

/** Something outside failed; the asker reads "not available", the log has the cause. */
export class Fault extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Fault';
    this.code = code;
  }
}

export type FaultCode =
  | 'log-unavailable'
  | 'log-damaged'
  /** The log knows less of a room than we do: its store has lost data. */
  | 'log-lost'
  /** A newer version wrote what this one cannot read. */
  | 'log-newer'
  | 'servers-unreachable'
  | 'media-unavailable'
  | 'media-not-found'
  | 'records-unavailable';

/** A number read whenever somebody looks. */
export type Gauge = 'openSockets' | 'openMediaLines' | 'roomsKnown' | 'roomsLookedAfter' | 'oldestLookSeconds';

/**
 * What happens on this server, in numbers, for whoever watches it. Times are seconds. The types leave no room for a person, a group, a room
 * or an address. Never throws.
 */
export interface Meters {
  /** From the command's arrival to its answer. */
  commandAnswered(kind: CommandKind, outcome: 'done' | 'failed' | { readonly refused: RefusalKind }, seconds: number): void;
  appended(outcome: Appended['outcome'] | 'failed', seconds: number): void;
  /** Entries that this server had missed were read. */
  caughtUp(): void;
  /** A change has been handed to the last line here: since it was stored, or, when another server stored it, since it was decided there. */
  told(storedBy: 'here' | 'elsewhere', seconds: number): void;
  /** R3.7: since the event that took the voice. */
  silenceConfirmed(seconds: number): void;
  silenceDoubted(): void;
  /** A look at one room in the media server. */
  lookedAtMedia(seconds: number): void;
  /** A line into the media, through the proxy; `anew`: it was told to begin its stay anew. */
  mediaJoined(outcome: 'joined' | 'anew' | 'refused' | 'failed', seconds: number): void;
  watch(gauge: Gauge, read: () => number): void;
  /** `false`, or a rejection, is "down". */
  watchPart(part: 'records' | 'servers' | 'media', isUp: () => Promise<boolean>): void;
}
