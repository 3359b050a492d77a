// The drawn faces of a practice, and their mouths. Each file holds one face three times, side by side: at rest, speaking, speaking widely.
// Toon Head by Johan Melin, CC BY 4.0; scripts/rehearse/practice-faces.ts draws the files.
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Picture } from '../model/room-media.ts';
import type { Tone } from './phrases.ts';
import type { Mouth } from './talk.ts';

const files: Readonly<Record<string, string>> = {
  Ann: new URL('./faces/ann.svg', import.meta.url).href,
  Ben: new URL('./faces/ben.svg', import.meta.url).href,
  Cid: new URL('./faces/cid.svg', import.meta.url).href,
  Dee: new URL('./faces/dee.svg', import.meta.url).href,
  Eva: new URL('./faces/eva.svg', import.meta.url).href,
  Finn: new URL('./faces/finn.svg', import.meta.url).href,
  Gita: new URL('./faces/gita.svg', import.meta.url).href,
  Hal: new URL('./faces/hal.svg', import.meta.url).href,
};

type Frame = 0 | 1 | 2;

class DrawnFace implements Picture {
  readonly isMoving = true;
  readonly #file: string;
  readonly #shownIn = new Set<HTMLElement>();
  #frame: Frame = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** As a background: changing which third is seen loads nothing, so that nothing flickers. */
  attach(element: HTMLElement): () => void {
    element.style.backgroundImage = `url("${this.#file}")`;
    element.style.backgroundSize = '300% 100%';
    this.#shownIn.add(element);
    this.show(this.#frame);
    return () => {
      this.#shownIn.delete(element);
      element.style.background = '';
    };
  }

  show(frame: Frame): void {
    this.#frame = frame;
    for (const element of this.#shownIn) element.style.backgroundPosition = `${frame * 50}% 0`;
  }
}

export class Faces implements Mouth {
  readonly pictures: ReadonlyMap<PersonId, Picture>;
  readonly #faces = new Map(Object.entries(files).map(([name, file]) => [name, new DrawnFace(file)]));
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor() {
    this.pictures = this.#faces;
  }

  /** R10.2: where motion is unwanted, no mouth moves. */
  speak(who: PersonId, tones: readonly Tone[]): void {
    this.hush();
    const face = this.#faces.get(who);
    if (!face || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [i, { at, lasts }] of tones.entries()) {
      this.#timers.push(
        setTimeout(() => face.show(i % 3 === 1 ? 2 : 1), at),
        setTimeout(() => face.show(0), at + lasts * 0.8),
      );
    }
  }

  hush(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    for (const face of this.#faces.values()) face.show(0);
  }
}
