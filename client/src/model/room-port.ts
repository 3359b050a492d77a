// What the room's screen needs of whoever keeps the room: the server behind a connection, or, while practising, the page itself.
import type { HeardNote, Note } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { View } from '../../../shared/ritual/view.ts';
import type { Answer } from './answer.ts';
import type { Readable } from './use-snapshot.ts';

export interface RoomNow {
  /** Null before the first. */
  readonly view: View | null;
  /** The keeper's clock minus this page's steady one, ms. */
  readonly clockOffset: number;
  /** Oldest first. */
  readonly notes: readonly HeardNote[];
  /** False while what `view` permits cannot be relied on. */
  readonly isFresh: boolean;
}

export interface RoomPort extends Readable<RoomNow> {
  /** Answers exactly once. */
  readonly perform: (command: WireCommand) => Promise<Answer>;
  whisper(to: Note['to'], text: string): Promise<Answer>;
}
