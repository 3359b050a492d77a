// One request to the browser at a time for each kind of device: what happens to a device meanwhile is not lost, but looked into afterwards.
// Knows neither tracks nor screens.
import { type Source, sources } from './intents.ts';

/** Why somebody asks. A `choice` is the person's own and holds even for a device that works; the others only for one that does not. */
export type Why = 'arrival' | 'choice' | 'loss';

export interface Asker {
  /** Asks the browser once for all of these, together. */
  ask(wanted: readonly Source[], why: Why): Promise<void>;
  isWorking(source: Source): boolean;
}

export class DeviceQueue {
  readonly #asker: Asker;
  readonly #underWay = new Map<Source, Promise<void>>();
  readonly #again = new Map<Source, Why>();

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  get isAsking(): boolean {
    return this.#underWay.size > 0;
  }

  /** Settles once each of them has been answered, and nothing has happened to it since. */
  async ask(wanted: readonly Source[], why: Why): Promise<void> {
    const free = wanted.filter((source) => !this.#underWay.has(source));
    for (const source of wanted) {
      if (this.#underWay.has(source) && this.#again.get(source) !== 'choice') this.#again.set(source, why);
    }
    if (free.length > 0) {
      const answered = this.#run(free, why);
      for (const source of free) this.#underWay.set(source, answered);
    }
    await Promise.all(wanted.map((source) => this.#underWay.get(source)));
  }

  /** Requests from now on start afresh; none from before is repeated. */
  forget(): void {
    this.#again.clear();
  }

  async #run(wanted: readonly Source[], why: Why): Promise<void> {
    // Not begun at once, so that two devices lost in the same moment are asked for together.
    await Promise.resolve();
    const mine = new Map(wanted.map((source) => [source, why]));
    while (mine.size > 0) {
      const next = [...mine.values()].includes('choice') ? 'choice' : ([...mine.values()][0] ?? why);
      await this.#asker.ask(
        sources.filter((source) => mine.get(source) === next),
        next,
      );
      for (const source of [...mine.keys()]) if (mine.get(source) === next) mine.delete(source);
      for (const source of wanted) {
        const again = this.#again.get(source);
        this.#again.delete(source);
        if (again !== undefined && (again === 'choice' || !this.#asker.isWorking(source))) mine.set(source, again);
        else if (!mine.has(source)) this.#underWay.delete(source);
      }
    }
  }
}
