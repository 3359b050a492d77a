// What the proxy needs of the media server, which may be one node or several that work together. Which of them answers, only the adapter knows.
import type { RoomId } from '../ports.ts';
import type { Upstream } from './upstream.ts';

export interface Join {
  readonly room: RoomId;
  /** Path and query. */
  readonly target: string;
  readonly pass: string;
  readonly userAgent: string | undefined;
  /** Takes up the stay it had, instead of a new one. */
  readonly isResume: boolean;
  readonly ending: AbortSignal;
}

export interface MediaNodes {
  /** Throws `Fault`; with `media-not-found` when there is no such room, or nobody any more who could take up the stay. */
  dial(join: Join): Promise<Upstream>;
  /** Whether the node that has the room answers for it. */
  answersFor(room: RoomId): Promise<boolean>;
  /** Calls back when a node has fallen silent or come back, and one is there to be asked. */
  follow(call: () => void): () => void;
}
