// Lets the simulated members sound, one after the other, by what the ritual permits at each moment. Knows neither a speaker nor a face.
import type { PersonId } from '../../../shared/ritual/state.ts';
import { maySound, nextTurn, type Tone } from './phrases.ts';
import type { PracticeClock } from './practice-clock.ts';
import type { PracticeRoom } from './practice-room.ts';

export interface Mouth {
  speak(who: PersonId, tones: readonly Tone[]): void;
  /** At once, in mid-sentence. */
  hush(): void;
}

const firstAfterMs = 1_500;

export class Talk {
  readonly #room: PracticeRoom;
  readonly #clock: PracticeClock;
  readonly #mouths: readonly Mouth[];
  readonly #chance: () => number;
  #last: PersonId | null = null;
  #ends: (() => void)[] = [];

  constructor(room: PracticeRoom, clock: PracticeClock, mouths: readonly Mouth[], chance: () => number) {
    this.#room = room;
    this.#clock = clock;
    this.#mouths = mouths;
    this.#chance = chance;
  }

  begin(): void {
    if (this.#ends.length > 0) return;
    this.#ends.push(
      this.#room.follow((_, after) => {
        // R3.2: whoever loses the right to be heard falls silent in mid-sentence.
        if (this.#last !== null && !maySound(after, this.#last)) this.#hush();
      }),
    );
    this.#wait(firstAfterMs);
  }

  end(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#hush();
  }

  #turn(): void {
    const { by, tones, lasts } = nextTurn(this.#room.state, this.#room.me, this.#last, this.#chance);
    this.#last = by;
    if (by !== null) for (const mouth of this.#mouths) mouth.speak(by, tones);
    this.#wait(lasts);
  }

  #wait(ms: number): void {
    this.#ends[1] = this.#clock.after(ms, () => this.#turn());
  }

  #hush(): void {
    this.#last = null;
    for (const mouth of this.#mouths) mouth.hush();
  }
}
