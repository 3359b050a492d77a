// How many pictures may come on a connection that is too narrow for all (R10.3): none from the first sign that voices suffer, then more and
// more for as long as it stays well. Pure but for its memory.
import type { ReceivedSoFar } from './received-of.ts';

export interface Arriving extends Pick<ReceivedSoFar, 'packets' | 'lost' | 'samples' | 'madeUp'> {
  readonly sid: string;
}

/** `count` pictures at their smallest size, or all of them as large as they are shown. */
export type Allowance = 'all' | { readonly count: number };

/** The share of everything lost since the last look: a connection that drops this much is full. */
const lostPackets = 5;
const lostShare = 0.1;
/** A machine that is merely busy never loses this much. */
const lostShareWhenLate = 0.25;
/** Of what was heard since the last look: a connection that delays without losing is full as well, and shows it twice in a row. */
const madeUpShare = 0.2;
/** It looks twice a second. A page that looks so late is on a busy machine, where packets wait, and some get lost, whatever the connection. */
const lateMs = 900;
const firstRestMs = 8000;
const longestRestMs = 120_000;
/** One picture, then twice as many each time, after so long. */
const stepMs = 3000;
/** What still waited on the connection when pictures gave way, or is missed when sound comes again after none did. */
const drainsMs = 1500;
/** Once a connection has been wide for so long, what it was before is forgotten. */
const forgottenMs = 60_000;

type Sum = Omit<Arriving, 'sid'>;

export class VoiceFirst {
  #before = new Map<string, Arriving>();
  #lookedAt: number | null = null;
  #wasMadeUp = false;
  #isInDoubt = false;
  #count: number | null = null;
  /** How many went well. */
  #held = 0;
  #restMs = firstRestMs;
  #changeAt = 0;
  #drainsUntil = 0;
  /** When it last changed: gave way, or was wide again. */
  #turnedAt = Number.NEGATIVE_INFINITY;

  get allowance(): Allowance {
    return this.#count === null ? 'all' : { count: this.#count };
  }

  /** Something was lost: the next look should come soon. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /** `pictures`: how many there are that could come. */
  look(arriving: readonly Arriving[], pictures: number, now: number): Allowance {
    const isOnTime = this.#lookedAt !== null && now - this.#lookedAt < lateMs;
    this.#lookedAt = now;
    const since = this.#since(arriving);
    this.#isInDoubt = since.lost > 0;
    const isMadeUp = since.samples > 0 && since.madeUp / since.samples >= madeUpShare;
    const isTwice = isMadeUp && this.#wasMadeUp;
    this.#wasMadeUp = isMadeUp && isOnTime;
    const enough = isOnTime ? lostShare : lostShareWhenLate;
    const isLosing = since.lost >= lostPackets && since.lost / (since.lost + since.packets) >= enough;
    // A connection that brings nothing is cut, not narrow.
    if (since.packets === 0) this.#drainsUntil = Math.max(this.#drainsUntil, now + drainsMs);
    if (now >= this.#drainsUntil && (isLosing || (isTwice && isOnTime))) this.#giveWay(pictures, now);
    else this.#comeBack(pictures, now);
    return this.allowance;
  }

  /** The first time all give way at once; of those that came back, only the newest, and all if that does not help. */
  #giveWay(pictures: number, now: number): void {
    const { allowance } = this;
    if (pictures === 0 && allowance === 'all') return;
    if (allowance !== 'all' && allowance.count === 0) {
      this.#changeAt = Math.max(this.#changeAt, now + firstRestMs);
      return;
    }
    const isSoon = allowance !== 'all' && now - this.#turnedAt < 2 * drainsMs;
    if (allowance === 'all' && now - this.#turnedAt > forgottenMs) this.#restMs = firstRestMs;
    if (allowance === 'all' || isSoon) this.#held = 0;
    this.#count = this.#held;
    this.#changeAt = now + this.#restMs;
    this.#restMs = Math.min(longestRestMs, this.#restMs * 2);
    this.#drainsUntil = now + drainsMs;
    this.#turnedAt = now;
  }

  #comeBack(pictures: number, now: number): void {
    if (this.#count === null || now < this.#changeAt) return;
    this.#held = this.#count;
    this.#count = this.#count >= pictures ? null : Math.max(1, Math.min(pictures, this.#count * 2));
    this.#changeAt = now + stepMs;
    if (this.#count === null) this.#turnedAt = now;
  }

  /** What was received newly by another connection counts from its second look. */
  #since(arriving: readonly Arriving[]): Sum {
    const sum = { packets: 0, lost: 0, samples: 0, madeUp: 0 };
    for (const now of arriving) {
      const before = this.#before.get(now.sid);
      if (!before || now.packets < before.packets) continue;
      for (const what of ['packets', 'lost', 'samples', 'madeUp'] as const) sum[what] += Math.max(0, now[what] - before[what]);
    }
    this.#before = new Map(arriving.map((each) => [each.sid, each]));
    return sum;
  }
}
