// What one person's screen received, and when: their views in order, each with its time.
import type { View } from '../../shared/ritual/view.ts';
import type { TestPerson } from '../support/test-person.ts';
import { nowMs } from './machine.ts';

const kept = 500;
const patienceMs = 15_000;

export class Seen {
  readonly #views: { at: number; view: View }[] = [];
  readonly #waiting = new Set<() => void>();

  /** For a person who is already connected. */
  constructor(person: TestPerson) {
    const write = (view: View) => {
      this.#views.push({ at: nowMs(), view });
      if (this.#views.length > kept * 2) this.#views.splice(0, kept);
      for (const look of [...this.#waiting]) look();
    };
    if (person.view) write(person.view);
    person.socket.on('view', write);
  }

  /** The moment of the first view since then that meets the condition. */
  firstSince(since: number, isSo: (view: View) => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`a screen did not show in ${patienceMs} ms: ${isSo}`));
      }, patienceMs);
      const look = () => {
        const found = this.#views.find(({ at, view }) => at >= since && isSo(view));
        if (!found) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve(found.at);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The newest view at that moment. */
  at(ms: number): View | null {
    return this.#views.findLast(({ at }) => at <= ms)?.view ?? null;
  }
}
