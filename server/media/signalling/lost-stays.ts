// The stays that browsers have in the media server through us. When a media node is lost, a browser would go on trying to take up a stay
// that no longer exists; here it is told at once to join anew.
import type { RoomId } from '../../ports/rooms.ts';
import type { MediaNodes } from '../livekit/nodes-of-media.ts';

interface Stay {
  readonly room: RoomId;
  /** The name by which the media server knew the room when the stay began. */
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

  /** The returned function takes the stay off the list. */
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
      // Not known now; the next look may tell.
    }
  }
}
