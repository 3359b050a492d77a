// Notices within two seconds that a voice, or nothing at all, arrives any more (R4.7), and when that is a reason for another path. Pure but for its memory.
import type { PersonId } from '../../../shared/ritual/state.ts';

/** One sound that should be arriving now; a silent microphone too sends some packets a second. */
export interface ArrivingSound {
  readonly personId: PersonId;
  readonly sid: string;
  readonly packets: number;
}

export interface Findings {
  /** Whose voice should come and does not. */
  readonly unheard: ReadonlySet<PersonId>;
  /** A voice or a picture came since the last look. */
  readonly isArriving: boolean;
  /** Neither a voice nor a picture comes from anybody. */
  readonly isDeaf: boolean;
  /** The path is dead, as far as can be told from here. */
  readonly wantsAnotherPath: boolean;
}

interface Known {
  readonly packets: number;
  readonly grewAt: number;
}

/** One voice. */
const quietMs = 2000;
/** Everything: a path on which no packet of anybody comes for so long is dead. */
const deafMs = 1500;
/** When the room's own connection has just been made anew, the network has most likely changed. */
const hurriedMs = 1000;
const hurryMs = 4000;
const firstRestMs = 5000;
const longestRestMs = 60_000;
/** A page that looks so late was not running itself, and nothing could arrive. */
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
    return this.#known.size > 0 && [...this.#known.values()].every(({ grewAt }) => grewAt !== this.#lookedAt);
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

  /** `pictures`: packets of all pictures so far, null when they were not counted. */
  look(sounds: readonly ArrivingSound[], pictures: number | null, now: number): Findings {
    const slept = this.#lookedAt !== null && now - this.#lookedAt > lateMs ? now - this.#lookedAt : 0;
    this.#lookedAt = now;
    this.#seePictures(pictures, now);
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
      unheard: new Set(sounds.filter((sound) => this.#isDeaf || quietFor(sound) >= quietMs).map(({ personId }) => personId)),
      isArriving: isAnyHeard || this.#aliveAt === now,
      isDeaf: this.#isDeaf,
      wantsAnotherPath: isSilent && this.#isTime(now),
    };
  }

  #seePictures(pictures: number | null, now: number): void {
    if (pictures !== null && this.#pictures !== null && pictures > this.#pictures) this.#aliveAt = now;
    this.#pictures = pictures;
  }

  /** Others may be gone, not our path: tries grow rarer, for each costs those who hear us a moment. */
  #isTime(now: number): boolean {
    if (now < this.#restUntil) return false;
    this.#restUntil = now + this.#restMs;
    this.#restMs = Math.min(longestRestMs, this.#restMs * 2);
    return true;
  }
}

/** Fewer packets than before are a new receiver, which has had nothing yet. */
function seen({ packets }: ArrivingSound, before: Known | undefined, slept: number, now: number): Known {
  if (!before || packets > before.packets) return { packets, grewAt: now };
  return { packets, grewAt: Math.min(now, before.grewAt + slept) };
}
