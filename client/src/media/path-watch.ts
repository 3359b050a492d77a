// Notices within two seconds that one voice, or everything, has stopped arriving (R4.7), and when that is a reason to take another path. Pure but for its memory.
import type { PersonId } from '../../../shared/ritual/state.ts';

/** One sound that should be arriving now; a silent microphone too sends some packets a second. */
export interface ArrivingSound {
  readonly personId: PersonId;
  readonly sid: string;
  readonly packets: number;
  /** How long ago the newest came; null where the browser does not say, which counts as just now. */
  readonly quietMs: number | null;
}

export interface Findings {
  /** Those whose voice should come and does not. */
  readonly unheard: ReadonlySet<PersonId>;
  /** A voice or a picture came since the last look. */
  readonly isArriving: boolean;
  /** No voice and no picture comes from anybody. */
  readonly isDeaf: boolean;
  /** The path is dead, as far as can be told from here. */
  readonly wantsAnotherPath: boolean;
}

interface Known {
  readonly packets: number;
  readonly grewAt: number;
  /** At the last look. */
  readonly isGrowing: boolean;
}

/** One voice. */
const unheardMs = 2000;
/** Everything: a path on which no packet of anybody comes for so long is dead. */
const deafMs = 1500;
/** When the room's own connection has just been made anew, the network has most likely changed. */
const hurriedMs = 1000;
const hurryMs = 4000;
const firstRestMs = 5000;
const longestRestMs = 60_000;
/** A page that looks this late was not running itself, so nothing could arrive. */
const lateMs = 1000;

export class PathWatch {
  #known = new Map<string, Known>();
  #pictures: number | null = null;
  #aliveAt = Number.NEGATIVE_INFINITY;
  #lookedAt: number | null = null;
  #hurriedUntil = Number.NEGATIVE_INFINITY;
  #restUntil = Number.NEGATIVE_INFINITY;
  #restMs = firstRestMs;
  #isDeaf = false;

  /** Whether pictures have to be counted as well: they are a sign of life when no voice comes. */
  get isInDoubt(): boolean {
    return this.#known.size > 0 && [...this.#known.values()].every(({ isGrowing }) => !isGrowing);
  }

  hurry(now: number): void {
    this.#hurriedUntil = now + hurryMs;
  }

  /** Counting begins anew; what is believed stays until something arrives. */
  forget(): void {
    this.#known.clear();
    this.#pictures = null;
    this.#lookedAt = null;
  }

  /** `pictures`: of all of them together, null when they were not counted. */
  look(sounds: readonly ArrivingSound[], pictures: Pick<ArrivingSound, 'packets' | 'quietMs'> | null, now: number): Findings {
    const slept = this.#lookedAt !== null && now - this.#lookedAt > lateMs ? now - this.#lookedAt : 0;
    this.#lookedAt = now;
    const isAnySeen = this.#seePictures(pictures, slept, now);
    const before = this.#known;
    this.#known = new Map(sounds.map((sound) => [sound.sid, seen(sound, before.get(sound.sid), slept, now)]));
    const quietFor = ({ sid }: ArrivingSound) => now - (this.#known.get(sid)?.grewAt ?? now);
    const isAnyHeard = sounds.some(({ sid, packets }) => packets > (before.get(sid)?.packets ?? packets));
    if (isAnyHeard) this.#restMs = firstRestMs;
    const enough = now < this.#hurriedUntil ? hurriedMs : deafMs;
    const isAlive = now - this.#aliveAt < enough;
    const isSilent = sounds.length > 0 && !isAlive && sounds.every((sound) => quietFor(sound) >= enough);
    this.#isDeaf = sounds.length > 0 && !isAnyHeard && !isAlive && (this.#isDeaf || isSilent);
    return {
      unheard: new Set(sounds.filter((sound) => this.#isDeaf || quietFor(sound) >= unheardMs).map(({ personId }) => personId)),
      isArriving: isAnyHeard || isAnySeen,
      isDeaf: this.#isDeaf,
      wantsAnotherPath: isSilent && this.#isTime(now),
    };
  }

  /** Returns whether any more have come. */
  #seePictures(pictures: Pick<ArrivingSound, 'packets' | 'quietMs'> | null, slept: number, now: number): boolean {
    const isMore = pictures !== null && this.#pictures !== null && pictures.packets > this.#pictures;
    if (isMore) this.#aliveAt = now - (slept > 0 ? 0 : (pictures.quietMs ?? 0));
    this.#pictures = pictures?.packets ?? null;
    return isMore;
  }

  /** The others may be gone rather than our path: tries grow rarer, because each costs those who hear us a moment. */
  #isTime(now: number): boolean {
    if (now < this.#restUntil) return false;
    this.#restUntil = now + this.#restMs;
    this.#restMs = Math.min(longestRestMs, this.#restMs * 2);
    return true;
  }
}

/** Fewer packets than before mean a new receiver, which has had nothing yet. */
function seen({ packets, quietMs }: ArrivingSound, before: Known | undefined, slept: number, now: number): Known {
  if (!before) return { packets, grewAt: now, isGrowing: true };
  if (packets > before.packets) return { packets, grewAt: now - (slept > 0 ? 0 : (quietMs ?? 0)), isGrowing: true };
  return { packets, grewAt: Math.min(now, before.grewAt + slept), isGrowing: false };
}
