// The doors to the media server.
import type { Rights } from '../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import type { RoomId } from './rooms.ts';

export interface MediaTrack {
  readonly sid: string;
  readonly kind: 'audio' | 'video' | 'other';
  readonly source: 'microphone' | 'camera' | 'other';
}

/** Somebody in the media server's room, as the media server reports them. */
export interface MediaPresence {
  readonly identity: string;
  readonly sid: string;
  /** The rights that the media server enforces now; null if we never give such rights. */
  readonly rights: Rights | null;
  readonly tracks: readonly MediaTrack[];
}

/** The media server. Identities are person ids. Throws `Fault` with code `media-unavailable`, or `media-not-found` for an unknown identity. */
export interface MediaGateway {
  /** Makes sure the room exists; cheap to repeat. */
  openRoom(room: RoomId): Promise<void>;
  closeRoom(room: RoomId): Promise<void>;
  /** The live list, not a copy. An unknown room is empty. */
  presences(room: RoomId): Promise<readonly MediaPresence[]>;
  /** Replaces all rights; answers with what is enforced from now on. */
  applyRights(room: RoomId, identity: PersonId, rights: Rights): Promise<MediaPresence>;
  remove(room: RoomId, identity: string): Promise<void>;
  /** A pass for one join right now: 60 s, these rights, nothing else. */
  mintPass(room: RoomId, identity: PersonId, rights: Rights): Promise<string>;
  isUp(): Promise<boolean>;
}

/**
 * The name by which a media server of several nodes knows a room: a new one each time the node that had the room is lost, so that
 * whatever is left of it there no longer matters. Throws `Fault` with `servers-unreachable`.
 */
export interface MediaNames {
  of(room: RoomId): Promise<string | null>;
  /** Does nothing if another server was quicker and the name is no longer `before`. Answers with the resulting name. */
  replace(room: RoomId, before: string | null, after: string): Promise<string | null>;
  forget(room: RoomId): Promise<void>;
  /** Notes, for every server of ours, that what is left under this name is to be closed. */
  giveUp(name: string): Promise<void>;
  givenUp(): Promise<readonly string[]>;
  /** The media server has closed it: nothing of it, nor of its name, stays in any file. */
  noteClosed(name: string): Promise<void>;
}

/** The proxied connections into the media server, which only we can cut, whichever server carries them. */
export interface MediaConnections {
  isOpen(room: RoomId, identity: PersonId): Promise<boolean>;
  cut(room: RoomId, identity: PersonId): void;
  /** Cuts every connection here that this state no longer allows: the person may not hear, or another device holds the seat (R6.5). */
  holdTo(room: RoomId, state: RoomState): void;
}
