// The state of the connection to the room. Plain data; the socket stays behind room-connection.ts.
import type { ConnectionRefusal, Goodbye, HeardNote, MediaState } from '../../../shared/protocol/messages.ts';
import type { Refusal } from '../../../shared/ritual/refusals.ts';
import type { View } from '../../../shared/ritual/view.ts';
import type { Obstacle } from '../model/obstacle.ts';

/** Why the connection is closed. After all but `no-meeting` it does not try again by itself. */
export type Ending = Goodbye | Exclude<ConnectionRefusal, 'unavailable' | 'server-older'>;

export interface ConnectionState {
  readonly isOpen: boolean;
  readonly ending: Ending | null;
  /** The newest view, kept while the connection is gone; null before the first. */
  readonly view: View | null;
  /** False once the connection has been gone for 3 s: what `view` permits can then no longer be relied on. */
  readonly isFresh: boolean;
  /** False once the connection has been gone, or has not come, for 5 s. */
  readonly isReachable: boolean;
  /** What blocks the connection, once it is known. */
  readonly obstacle: Obstacle | null;
  /** False once the connection has been gone for 10 s: then nobody is shown any more either. */
  readonly isRecent: boolean;
  /** The server's clock minus this page's steady one, ms. */
  readonly clockOffset: number;
  /** What the server says of its media; null until it has said it. */
  readonly media: MediaState | null;
  /** Oldest first; gone with the page. */
  readonly notes: readonly HeardNote[];
  /** Why the last wish to enter was refused. */
  readonly entryRefusal: Refusal | null;
}

export const beforeFirst: ConnectionState = {
  isOpen: false,
  ending: null,
  view: null,
  isFresh: false,
  isReachable: true,
  isRecent: false,
  obstacle: null,
  clockOffset: 0,
  media: null,
  notes: [],
  entryRefusal: null,
};
