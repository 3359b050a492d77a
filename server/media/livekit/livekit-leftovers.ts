// LiveKit rooms under names that were given up. A lost node that comes back may still have them, with people in them; they are closed then.
import type { Clock } from '../../ports/clock.ts';
import type { LiveKitNodes } from './livekit-nodes.ts';

/** A node that has been away longer than this has lost its people too. */
const keptMs = 10 * 60_000;

export class LiveKitLeftovers {
  readonly #nodes: LiveKitNodes;
  readonly #clock: Clock;
  readonly #since = new Map<string, number>();

  constructor(nodes: LiveKitNodes, clock: Clock) {
    this.#nodes = nodes;
    this.#clock = clock;
  }

  add(name: string): void {
    this.#since.set(name, this.#clock.now());
    void this.#close(name);
  }

  /** A node has come back, perhaps with some of them. */
  closeAll(): void {
    for (const [name, since] of this.#since) {
      if (this.#clock.now() - since > keptMs) this.#since.delete(name);
      else void this.#close(name);
    }
  }

  async #close(name: string): Promise<void> {
    await this.#nodes
      .ask(name, (gateway) => gateway.closeRoom(name))
      .then(
        () => this.#since.delete(name),
        () => {}, // Its node is away; it is closed when the node comes back.
      );
  }
}
