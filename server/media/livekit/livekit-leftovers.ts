// LiveKit rooms that are over, or whose names were given up, and that are still there: with people in them, on a lost node that comes back,
// or as rows in LiveKit's own store. Each is closed as soon as LiveKit answers, by whichever of our servers looks then.
import type { Clock } from '../../ports/clock.ts';
import type { MediaNames } from '../../ports/media.ts';

const lookEveryMs = 10_000;

export interface LiveKitLeftoversParts {
  readonly close: (name: string) => Promise<void>;
  readonly names: Pick<MediaNames, 'giveUp' | 'givenUp' | 'noteClosed'>;
  readonly clock: Clock;
}

export class LiveKitLeftovers {
  readonly #parts: LiveKitLeftoversParts;
  /** Also those that could not be noted for the other servers. */
  readonly #here = new Set<string>();
  readonly #closing = new Set<string>();
  #cancelLook = () => {};

  constructor(parts: LiveKitLeftoversParts) {
    this.#parts = parts;
    this.#lookLater();
  }

  /** Throws `Fault` when it could not be noted for the other servers, so that it is lost if this one ends. */
  async add(name: string): Promise<void> {
    this.#here.add(name);
    await this.#parts.names.giveUp(name).finally(() => void this.#close(name));
  }

  /** A node has come back, perhaps with some of them. */
  async closeAll(): Promise<void> {
    const noted = await this.#parts.names.givenUp().catch(() => []);
    for (const name of new Set([...this.#here, ...noted])) void this.#close(name);
  }

  stop(): void {
    this.#cancelLook();
  }

  #lookLater(): void {
    this.#cancelLook = this.#parts.clock.after(lookEveryMs, () => {
      void this.closeAll();
      this.#lookLater();
    });
  }

  async #close(name: string): Promise<void> {
    if (this.#closing.has(name)) return;
    this.#closing.add(name);
    try {
      await this.#parts.close(name);
      await this.#parts.names.noteClosed(name);
      this.#here.delete(name);
    } catch {
      // Its node is away, or Redis is; the next look may find it closed.
    } finally {
      this.#closing.delete(name);
    }
  }
}
