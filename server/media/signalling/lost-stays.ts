// The stays that browsers have in the media server through us. When a node of it is lost, a browser would go on trying to take up a stay
// that nobody has any more: here it is told at once to begin anew.
import type { RoomId } from '../../ports/rooms.ts';
import type { MediaNodes } from '../livekit/nodes-of-media.ts';

interface Stay {
  readonly room: RoomId;
  /** As the media server knew the room when it began. */
  readonly name: string;
  readonly beginAnew: () => void;
}

export class LostStays {
  readonly #nodes: Pick<MediaNodes, 'nameOf' | 'secure' | 'follow'>;
  readonly #stays = new Set<Stay>();
  readonly #stopFollowing: () => void;

  constructor(nodes: Pick<MediaNodes, 'nameOf' | 'secure' | 'follow'>) {
    this.#nodes = nodes;
    this.#stopFollowing = nodes.follow((isDoubtful) => {
      for (const room of new Set([...this.#stays].map((stay) => stay.room))) void this.#look(room, isDoubtful);
    });
  }

  /** The returned function ends our care for it. */
  add(stay: Stay): () => void {
    this.#stays.add(stay);
    return () => this.#stays.delete(stay);
  }

  stop(): void {
    this.#stopFollowing();
  }

  async #look(room: RoomId, isDoubtful: boolean): Promise<void> {
    const before = [...this.#stays].filter((stay) => stay.room === room);
    try {
      const name = await (isDoubtful ? this.#nodes.secure(room) : this.#nodes.nameOf(room));
      for (const stay of before) if (name !== null && stay.name !== name && this.#stays.delete(stay)) stay.beginAnew();
    } catch {
      // Nobody can tell now; the next look may.
    }
  }
}
