// The doors between servers: what one tells the others, who carries which connection, and who looks after which room.
import type { HeardNote } from '../../shared/protocol/messages.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { RoomId } from './rooms.ts';

/** What one server has to tell the others. */
export type ServerNews =
  | { readonly type: 'whisper'; readonly room: RoomId; readonly whisper: HeardNote }
  /** Whichever server carries this person's way into the media ends it. */
  | { readonly type: 'cutMedia'; readonly room: RoomId; readonly personId: PersonId }
  /** The media server says that something happened in this room. */
  | { readonly type: 'lookAtMedia'; readonly room: RoomId }
  | { readonly type: 'soundFrom'; readonly room: RoomId; readonly personId: PersonId }
  /** Sessions of this seat are over. */
  | { readonly type: 'sessionsEnded'; readonly ref: string };

/** Between the servers: heard at most once by each other one, held in memory only and never written. */
export interface ServerBus {
  /** Throws `Fault` when the others cannot be reached. */
  tell(news: ServerNews): Promise<void>;
  follow(call: (news: ServerNews) => void): () => void;
}

/** A socket of one browser tab, or a person's way into the media. */
export type ConnectionName = `socket/${PersonId}/${string}` | `media/${PersonId}`;

/** Which lines are open, whichever servers carry them. A server that dies takes its lines along. Throws `Fault`. */
export interface PresenceRegistry {
  /** Noted under this server; for a moment, while a tab changes its server, two may carry one line. */
  open(room: RoomId, connection: ConnectionName): Promise<void>;
  /** No longer carried by this server. */
  close(room: RoomId, connection: ConnectionName): Promise<void>;
  /** Whether a living server carries it. */
  isOpen(room: RoomId, connection: ConnectionName): Promise<boolean>;
}

/** Which server looks after a room: its silences, its graces, its end. One at a time; whatever it does late is refused by the log. */
export interface RoomLeases {
  /** Asks to look after the room; answers whether we do now. A repeat is harmless. Throws `Fault`. */
  acquire(room: RoomId): Promise<boolean>;
  isOurs(room: RoomId): boolean;
  /** Known at once here; the others learn of it in time. */
  release(room: RoomId): Promise<void>;
  /** `lost`: another server looks after that room now. `serverGone`: a server fell silent, and its rooms and lines are nobody's. */
  follow(call: (news: { readonly type: 'lost'; readonly room: RoomId } | { readonly type: 'serverGone' }) => void): () => void;
}
