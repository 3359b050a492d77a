// The stays that browsers have in the media server through us. When a node of it is lost, a browser would go on trying to take up a stay
// that nobody has any more: here it is told at once to begin anew.
import type { RoomId } from '../ports.ts';
import type { MediaNodes } from './media-nodes.ts';

interface Stay {
  readonly room: RoomId;
  readonly beginAnew: () => void;
}

export class LostStays {
  readonly #nodes: MediaNodes;
  readonly #stays = new Set<Stay>();
  readonly #stopFollowing: () => void;

  constructor(nodes: MediaNodes) {
    this.#nodes = nodes;
    this.#stopFollowing = nodes.follow(() => this.#look());
  }

  /** The returned function ends our care for it. */
  add(stay: Stay): () => void {
    this.#stays.add(stay);
    return () => this.#stays.delete(stay);
  }

  stop(): void {
    this.#stopFollowing();
  }

  #look(): void {
    for (const room of new Set([...this.#stays].map((stay) => stay.room))) void this.#lookAt(room);
  }

  async #lookAt(room: RoomId): Promise<void> {
    const before = [...this.#stays].filter((stay) => stay.room === room);
    // Asked twice: a machine that has just taken over another one's work may be slow.
    if ((await this.#nodes.answersFor(room)) || (await this.#nodes.answersFor(room))) return;
    // Those that came since have found it somewhere else.
    for (const stay of before) if (this.#stays.delete(stay)) stay.beginAnew();
  }
}
