// Keeps a person's seat over a lost connection (R5.2): whoever was in the room and has not left takes the seat again without being asked.
// Knows neither socket nor screen; it is told each view and says which one to show.

import type { View } from '../../../shared/ritual/view.ts';
import type { Answer } from '../model/answer.ts';
import { pause } from '../model/pause.ts';

export interface Seat {
  enter(replace: boolean): Promise<Answer>;
  show(view: View): void;
  /** It is clear where the person is: other commands may be sent. */
  settled(): void;
}

const tryAgainAfterMs = 1000;

export class SeatKeeper {
  readonly #seat: Seat;
  #wantsIn: boolean;
  #replaces = false;
  #isGoing = false;
  #isEntering = false;
  #isOnConnection = false;
  #isSettled = false;
  #shown: View | null = null;
  #newest: View | null = null;

  constructor(wasIn: boolean, seat: Seat) {
    this.#wantsIn = wasIn;
    this.#seat = seat;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** The person's own touch. */
  async take(replace: boolean): Promise<Answer> {
    this.#wantsIn = true;
    this.#isGoing = false;
    let reply = await this.#enter(replace);
    // Pressed while there was no connection: the wish waits for one, until it is withdrawn.
    while (!reply.ok && 'trouble' in reply && !this.#isOnConnection && this.#wantsIn) {
      await pause(tryAgainAfterMs);
      if (this.#wantsIn) reply = await this.#enter(replace);
    }
    if (!reply.ok) this.#wantsIn = false;
    this.#settle();
    return reply;
  }

  takeBack(): void {
    this.#wantsIn = true;
    this.#isGoing = false;
    this.#replaces = true;
  }

  giveUp(): void {
    this.#wantsIn = false;
    // A view of the room that was already under way brings nobody back.
    this.#isGoing = true;
  }

  connectionLost(): void {
    this.#isOnConnection = false;
    this.#isSettled = false;
  }

  /** Whether this view is to be shown. */
  sees(view: View): boolean {
    this.#newest = view;
    this.#isOnConnection = true;
    if (view.kind === 'room') this.#wantsIn = !this.#isGoing;
    else if (view.kind === 'over' || view.door === 'steppedOut' || view.door === 'shut') this.#wantsIn = false;
    // Somebody on the way back to their seat goes on seeing the room as they left it, or nothing yet, but no doorstep.
    if (this.#goesBack() && this.#shown?.kind !== 'doorstep') return false;
    this.#shown = view;
    return true;
  }

  /** After each view: returns the person to their seat, or settles where they are. */
  proceed(): void {
    if (this.#isEntering) return;
    if (this.#goesBack()) void this.#goBack();
    else this.#settle();
  }

  #goesBack(): boolean {
    return this.#wantsIn && isOutside(this.#newest);
  }

  async #goBack(): Promise<void> {
    const replace = this.#replaces;
    const reply = await this.#enter(replace);
    if (!reply.ok && 'trouble' in reply) {
      if (this.#newest && this.#shown === null) this.#show(this.#newest);
      setTimeout(() => {
        if (!this.#newest || !this.#wantsIn || this.#isEntering) return;
        if (this.sees(this.#newest)) this.#seat.show(this.#newest);
        this.proceed();
      }, tryAgainAfterMs);
      return;
    }
    this.#replaces = false;
    if (!reply.ok) {
      this.#wantsIn = false;
      if (this.#newest) this.#show(this.#newest);
    }
    this.#settle();
  }

  async #enter(replace: boolean, triesLeft = 2): Promise<Answer> {
    this.#isEntering = true;
    const reply = await this.#seat.enter(replace);
    this.#isEntering = false;
    // Done before the connection broke, and undone by the break: the same command again, as a new one.
    const wasUndone = reply.ok && this.#wantsIn && isOutside(this.#newest) && (this.#newest?.version ?? -1) >= reply.version;
    return wasUndone && triesLeft > 0 ? this.#enter(replace, triesLeft - 1) : reply;
  }

  #show(view: View): void {
    this.#shown = view;
    this.#seat.show(view);
  }

  #settle(): void {
    if (this.#isSettled || !this.#isOnConnection) return;
    this.#isSettled = true;
    this.#seat.settled();
  }
}

function isOutside(view: View | null): boolean {
  return view?.kind === 'doorstep' && view.door === 'outside';
}
