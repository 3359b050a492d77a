// One thing at a time between what should be sent and what is sent: overlapping publishing wedges the media server,
// so every step waits for the one before and follows the newest wish. Knows no LiveKit.
import { type Source, sources } from './intents.ts';

/** `withheld` takes the track away; `closed` leaves a published one in place, silent. */
export type Wanted = 'open' | 'closed' | 'withheld';

export interface Publisher {
  /** A connection, the permission and a device: without them nothing is tried. */
  canPublish(source: Source): boolean;
  published(source: Source): 'none' | 'open' | 'muted';
  publish(source: Source): Promise<void>;
  /** Settles once the track is really gone. */
  unpublish(source: Source): Promise<void>;
  mute(source: Source): Promise<void>;
  unmute(source: Source): Promise<void>;
}

interface Step {
  readonly source: Source;
  readonly act: () => Promise<void>;
}

const retryAfterMs = 5000;
const mostTries = 2;

export class PublishQueue {
  readonly #publisher: Publisher;
  readonly #failed: (source: Source) => void;
  #wanted: Readonly<Record<Source, Wanted>> = { microphone: 'withheld', camera: 'withheld' };
  /** Grows with every new reason to try; a failure counts for its own generation only. */
  #generation = 0;
  #failures = new Map<Source, number>();
  #resting = new Set<Source>();
  #isRunning = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #abandon = () => {};

  /** `failed` is called when a source could not be sent even the second time. */
  constructor(publisher: Publisher, failed: (source: Source) => void) {
    this.#publisher = publisher;
    this.#failed = failed;
  }

  want(wanted: Readonly<Record<Source, Wanted>>): void {
    const isSame = sources.every((source) => this.#wanted[source] === wanted[source]);
    this.#wanted = wanted;
    if (isSame) this.look();
    else this.startOver();
  }

  /** A connection, a permission or a device has changed: past failures no longer count. */
  startOver(): void {
    this.#generation += 1;
    this.#failures.clear();
    this.#resting.clear();
    clearTimeout(this.#retry);
    this.look();
  }

  /** Compares what is wanted with what is so, again. */
  look(): void {
    if (!this.#isRunning) void this.#run();
  }

  /** A step on the old connection may never be answered; nothing waits for it. */
  connectionLost(): void {
    this.#generation += 1;
    this.#abandon();
  }

  stop(): void {
    clearTimeout(this.#retry);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let step = this.#nextStep(); step; step = this.#nextStep()) {
      const generation = this.#generation;
      try {
        await Promise.race([step.act(), this.#abandoned()]);
      } catch {
        if (generation === this.#generation) this.#noteFailure(step.source);
      }
    }
    this.#isRunning = false;
  }

  #abandoned(): Promise<void> {
    return new Promise((resolve) => {
      this.#abandon = resolve;
    });
  }

  /** What must stop goes before what may begin. */
  #nextStep(): Step | null {
    const awake = sources.filter((source) => !this.#resting.has(source));
    for (const source of awake) {
      const is = this.#publisher.published(source);
      if (this.#wanted[source] === 'withheld' && is !== 'none') return { source, act: () => this.#publisher.unpublish(source) };
      if (this.#wanted[source] === 'closed' && is === 'open') return { source, act: () => this.#publisher.mute(source) };
    }
    for (const source of awake) {
      if (this.#wanted[source] !== 'open' || !this.#publisher.canPublish(source)) continue;
      const is = this.#publisher.published(source);
      if (is === 'none') return { source, act: () => this.#publisher.publish(source) };
      if (is === 'muted') return { source, act: () => this.#publisher.unmute(source) };
    }
    return null;
  }

  #noteFailure(source: Source): void {
    const tries = (this.#failures.get(source) ?? 0) + 1;
    this.#failures.set(source, tries);
    this.#resting.add(source);
    if (tries >= mostTries) {
      this.#failed(source);
      return;
    }
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#resting.clear();
      this.look();
    }, retryAfterMs);
  }
}
