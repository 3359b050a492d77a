// Checks regularly whether Redis can still be trusted with the rooms: settings change, and another Redis may answer at its address.
// Live rooms go on; whoever runs the server is told.
import { CannotStart } from '../../process/cannot-start.ts';
import { clocksApart, judge, type RedisPlace, whyNotConnected } from './redis-place.ts';
import type { RedisWire } from './redis-wire.ts';

const lookEveryMs = 60_000;

export class RedisWatch {
  readonly #wire: RedisWire;
  readonly #place: RedisPlace;
  readonly #tell: (sentence: string) => void;
  readonly #stopFollowing: () => void;
  readonly #looks: NodeJS.Timeout;
  /** Warnings that have been given and still hold, whatever the numbers in them are by now. */
  #told = new Set<string>();
  #isTrusted = true;

  private constructor(wire: RedisWire, place: RedisPlace, tell: (sentence: string) => void) {
    this.#wire = wire;
    this.#place = place;
    this.#tell = tell;
    this.#stopFollowing = wire.followReturn(() => void this.#lookAgain());
    this.#looks = setInterval(() => void this.#lookAgain(), lookEveryMs).unref();
  }

  /** Throws `CannotStart` when the first check finds it unfit. */
  static async begin(wire: RedisWire, place: RedisPlace, tell: (sentence: string) => void): Promise<RedisWatch> {
    const worse = await judge(wire, place).catch((cause: unknown) => {
      throw cause instanceof CannotStart ? cause : whyNotConnected(place, cause);
    });
    const apart = await clocksApart(wire, place);
    if (apart !== null) throw new CannotStart(apart);
    const watch = new RedisWatch(wire, place, tell);
    watch.#tellOnce(worse);
    return watch;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  stop(): void {
    clearInterval(this.#looks);
    this.#stopFollowing();
  }

  async #lookAgain(): Promise<void> {
    try {
      const worse = await judge(this.#wire, this.#place);
      // The clocks agreed when this server began, and its own cannot have moved since: Redis' clock was set. The servers still agree with each other.
      const apart = await clocksApart(this.#wire, this.#place);
      if (apart !== null) worse.push(apart);
      if (!this.#isTrusted) this.#tell(`Redis on ${this.#place.where} can be trusted with the rooms again.`);
      this.#isTrusted = true;
      this.#tellOnce(worse);
    } catch (cause) {
      if (!(cause instanceof CannotStart)) return; // it did not answer, which its wire reports
      this.#isTrusted = false;
      this.#tellOnce([`${cause.message} Until then nobody is sent to this server.`]);
    }
  }

  #tellOnce(sentences: readonly string[]): void {
    const told = this.#told;
    this.#told = new Set(sentences.map(withoutNumbers));
    for (const sentence of sentences) if (!told.has(withoutNumbers(sentence))) this.#tell(sentence);
  }
}

function withoutNumbers(sentence: string): string {
  return sentence.replace(/\d+(\.\d+)?/g, '');
}
