// The doors between servers: what one tells the others, who carries which connection, and who looks after which room.
import type { HeardNote } from '../../shared/protocol/messages.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { RoomId } from './rooms.ts';

/** What one server has to tell the others. */
export type ServerNews =
  | { readonly type: 'whisper'; readonly room: RoomId; readonly whisper: HeardNote }
  /** Whichever server carries this person's media connection ends it. */
  | { readonly type: 'cutMedia'; readonly room: RoomId; readonly personId: PersonId }
  /** The media server says that something happened in this room. */
  | { readonly type: 'lookAtMedia'; readonly room: RoomId }
  | { readonly type: 'soundFrom'; readonly room: RoomId; readonly personId: PersonId }
  /** Sessions of this seat are over. */
  | { readonly type: 'sessionsEnded'; readonly ref: string };

/** Between the servers: each other server hears it at most once; kept in memory only and never stored. */
export interface ServerBus {
  /** Throws `Fault` when the others cannot be reached. */
  tell(news: ServerNews): Promise<void>;
  follow(call: (news: ServerNews) => void): () => void;
}

/** A socket of one browser tab, or a person's media connection. */
export type ConnectionName = `socket/${PersonId}/${string}` | `media/${PersonId}`;

/** Which connections are open, whichever servers carry them. When a server dies, its connections count as closed. Throws `Fault`. */
export interface PresenceRegistry {
  /** Entered as carried by this server; while a tab moves to another server, two may carry one connection for a moment. */
  open(room: RoomId, connection: ConnectionName): Promise<void>;
  /** No longer carried by this server. */
  close(room: RoomId, connection: ConnectionName): Promise<void>;
  /** Whether a living server carries it. */
  isOpen(room: RoomId, connection: ConnectionName): Promise<boolean>;
}

/** Which server looks after a room: its silences, its graces, its end. One at a time; the log refuses what an earlier one does too late. */
export interface RoomLeases {
  /** Asks to look after the room; true if we do now. A repeat is harmless. Throws `Fault`. */
  acquire(room: RoomId): Promise<boolean>;
  isOurs(room: RoomId): boolean;
  /** Takes effect here at once; the others learn of it eventually. */
  release(room: RoomId): Promise<void>;
  /** `lost`: another server looks after that room now. `serverGone`: a server fell silent, and its rooms and connections belong to nobody. */
  follow(call: (news: { readonly type: 'lost'; readonly room: RoomId } | { readonly type: 'serverGone' }) => void): () => void;
}

/** How much one caller asks for and holds on all servers together. Whoever is counted is known there by a keyed hash alone. Throws `Fault`. */
export interface SharedCounts {
  /** Adds what was spent here, of a burst and a steady rate; answers for how many milliseconds that is too much, or 0. */
  spend(what: string, who: string, cost: number, measure: { readonly burst: number; readonly perSecond: number }): Promise<number>;
  /** Enters how many they hold here, now; answers how many that makes on all living servers. It is entered later if it cannot be now. */
  hold(what: string, who: string, here: number): Promise<number>;
}
