// The simulated members: does what the script and the reactions say, when it is time. Everything passes the rules, as a person's act would.
import type { RoomState } from '../../../shared/ritual/state.ts';
import type { PracticeClock } from './practice-clock.ts';
import type { PracticeRoom } from './practice-room.ts';
import { reactions } from './reactions.ts';
import { type Cue, leaderName, type Script } from './scripts.ts';

/** While a leader pauses, everybody waits. */
const looksAgainMs = 1_000;

export class Company {
  readonly #room: PracticeRoom;
  readonly #clock: PracticeClock;
  readonly #script: Script;
  readonly #toPresenter: string;
  readonly #done = new Set<string>();
  /** How to cancel what is still to come: of this phase alone, and whatever the phase. */
  readonly #ofPhase = new Set<() => void>();
  readonly #ofAll = new Set<() => void>();
  #unfollow: (() => void) | null = null;

  /** `toPresenter`: the note that a simulated leader writes when they have seen a signal. */
  constructor(room: PracticeRoom, clock: PracticeClock, script: Script, toPresenter: string) {
    this.#room = room;
    this.#clock = clock;
    this.#script = script;
    this.#toPresenter = toPresenter;
  }

  begin(): void {
    if (this.#unfollow) return;
    this.#unfollow = this.#room.follow((before, after) => this.#changed(before, after));
    for (const cue of this.#script.first) this.#plan(cue, this.#ofAll);
    this.#planPhase();
  }

  end(): void {
    this.#unfollow?.();
    this.#unfollow = null;
    for (const plans of [this.#ofPhase, this.#ofAll]) drop(plans);
  }

  #changed(before: RoomState, after: RoomState): void {
    if (before.scene.phase !== after.scene.phase) {
      drop(this.#ofPhase);
      this.#planPhase();
    }
    for (const cue of reactions(before, after, this.#script.me)) this.#plan(cue, this.#ofAll);
    const isSeen = after.scene.signal?.acknowledgedAt ?? null;
    if (this.#script.me !== leaderName && isSeen !== null && before.scene.signal?.acknowledgedAt === null)
      this.#room.writes(leaderName, 'presenter', this.#toPresenter);
  }

  #planPhase(): void {
    for (const cue of this.#script.phases[this.#room.state.scene.phase] ?? []) this.#plan(cue, this.#ofPhase);
  }

  #plan(cue: Cue, plans: Set<() => void>, afterMs = cue.afterMs): void {
    const cancel = this.#clock.after(afterMs, () => {
      plans.delete(cancel);
      const { scene } = this.#room.state;
      if (scene.clock.pausedAt !== null) return this.#plan(cue, plans, looksAgainMs);
      if (cue.once !== undefined && this.#done.has(cue.once)) return;
      const by = cue.by === 'presenter' ? scene.presenter?.personId : cue.by;
      const command = cue.does(this.#room.state);
      if (by === undefined || command === null) return;
      if (this.#room.does(by, command).ok && cue.once !== undefined) this.#done.add(cue.once);
    });
    plans.add(cancel);
  }
}

function drop(plans: Set<() => void>): void {
  for (const cancel of plans) cancel();
  plans.clear();
}
