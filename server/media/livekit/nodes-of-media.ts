// What the proxy needs of the media server, which may be one node or several that work together. Which of them answers, only the adapter knows.
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
  /** Takes up the stay it had, instead of a new one. */
  readonly isResume: boolean;
  readonly ending: AbortSignal;
}

export interface Joined {
  readonly upstream: Upstream;
  /** The name under which the media server knew the room then. Under another one this stay is nowhere. */
  readonly name: string;
}

export interface MediaNodes {
  /** Throws `Fault`; with `media-not-found` when there is no such room, or nobody any more who could take up the stay. */
  dial(join: Join): Promise<Joined>;
  /** Null when the media server does not have the room. */
  nameOf(room: RoomId): Promise<string | null>;
  /** The same, once it is sure that a node which answers has the room. */
  secure(room: RoomId): Promise<string | null>;
  /** A line has ended by itself: perhaps a node is lost. */
  doubt(): void;
  /** Calls back when names may have changed; `isDoubtful` when a node has fallen silent or come back. */
  follow(call: (isDoubtful: boolean) => void): () => void;
}
