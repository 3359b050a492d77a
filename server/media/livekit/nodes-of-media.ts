// What the proxy needs from the media server, which may be one node or several that work together. Only the adapter knows which of them answers.
import type { Rights } from '../../../shared/ritual/rights.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { Upstream } from './upstream.ts';

export interface Join {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly rights: Rights;
  /** Path and query. */
  readonly target: string;
  readonly userAgent: string | undefined;
  /** Takes up an earlier stay instead of beginning a new one. */
  readonly isResume: boolean;
  readonly ending: AbortSignal;
}

export interface Joined {
  readonly upstream: Upstream;
  /** The name by which the media server knew the room then. If the room has another name now, this stay is gone. */
  readonly name: string;
}

export interface MediaNodes {
  /** Throws `Fault`; with `media-not-found` when there is no such room, or when the stay can no longer be taken up. */
  dial(join: Join): Promise<Joined>;
  /** Null when the media server does not have the room. */
  nameOf(room: RoomId): Promise<string | null>;
  /** The same, once a node that answers is known to have the room. */
  secure(room: RoomId): Promise<string | null>;
  /** A connection has ended unexpectedly: perhaps a node is lost. */
  doubt(): void;
  /** Calls back when names may have changed; `isDoubtful` when a node has gone down or come back. */
  follow(call: (isDoubtful: boolean) => void): () => void;
}
