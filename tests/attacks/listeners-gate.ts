// Operates a bot's gate as an honest page operates its own: by the newest view on one person's socket, shut when that has been away too long.
import { AwayTimer } from '../../client/src/connection/away-timer.ts';
import type { View } from '../../shared/ritual/view.ts';
import type { MediaBot } from '../support/bot-process.ts';
import type { TestPerson } from '../support/test-person.ts';

/** As in a page. */
const staleAfterMs = 3000;

export class ListenersGate {
  readonly #person: TestPerson;
  readonly #bot: MediaBot;
  readonly #away = new AwayTimer(staleAfterMs, { stale: () => this.#tell(false), unreachable: () => {}, old: () => {} });
  #view: View | null = null;
  #told: Promise<number> = Promise.resolve(0);

  constructor(person: TestPerson, bot: MediaBot) {
    [this.#person, this.#bot] = [person, bot];
  }

  /** Once the person is connected. */
  begin(): void {
    const { socket, view } = this.#person;
    const seen = (newest: View) => {
      this.#away.end();
      this.#view = newest;
      this.#tell(true);
    };
    if (view) seen(view);
    socket.on('view', seen);
    socket.on('disconnect', () => this.#away.begin());
  }

  /** The moment (ms since 1970) from which the bot follows the newest view. */
  inForce(): Promise<number> {
    return this.#told;
  }

  end(): void {
    this.#away.end();
  }

  #tell(isFresh: boolean): void {
    this.#told = this.#bot.gate({ view: this.#view, isFresh });
    // A bot that is gone plays nothing.
    this.#told.catch(() => {});
  }
}
