// A room that lives in this page alone: the ritual's own core behind the port that a connection to a server has too. No socket, no media, nothing kept.
import type { HeardNote, Note } from '../../../shared/protocol/messages.ts';
import type { By, Command, WireCommand } from '../../../shared/ritual/commands.ts';
import { evolve } from '../../../shared/ritual/evolve.ts';
import type { Form } from '../../../shared/ritual/forms.ts';
import { actsAsLeader, isIn, isLeaderByRole, isSteppedBack } from '../../../shared/ritual/people.ts';
import type { PersonId, RoomState, Seat } from '../../../shared/ritual/state.ts';
import { step } from '../../../shared/ritual/step.ts';
import { viewFor } from '../../../shared/ritual/view-for.ts';
import { whyNoWord } from '../../../shared/ritual/word-to-leaders.ts';
import type { Answer } from '../model/answer.ts';
import type { RoomNow, RoomPort } from '../model/room-port.ts';
import { Store } from '../model/store.ts';
import type { PracticeClock } from './practice-clock.ts';

export interface PracticeOptions {
  readonly groupName: string;
  readonly form: Form;
  readonly seats: readonly Seat[];
  /** Who the person at this page is. */
  readonly me: PersonId;
  readonly clock: PracticeClock;
}

export type Follower = (before: RoomState, after: RoomState) => void;

export class PracticeRoom implements RoomPort {
  readonly me: PersonId;
  readonly #clock: PracticeClock;
  readonly #store: Store<RoomNow>;
  readonly #followers = new Set<Follower>();
  #state: RoomState;
  #version = 1;

  readonly subscribe: Store<RoomNow>['subscribe'];
  readonly snapshot: Store<RoomNow>['snapshot'];

  constructor({ groupName, form, seats, me, clock }: PracticeOptions) {
    this.me = me;
    this.#clock = clock;
    this.#state = evolve(null, { type: 'meetingOpened', at: clock.now(), meetingId: 'practice', groupName, form, seats });
    this.#store = new Store<RoomNow>({ view: null, clockOffset: 0, notes: [], isFresh: true });
    this.subscribe = this.#store.subscribe;
    this.snapshot = this.#store.snapshot;
    this.does(me, { type: 'enter', device: me, replace: false });
  }

  get state(): RoomState {
    return this.#state;
  }

  readonly perform = async (command: WireCommand): Promise<Answer> => this.does(this.me, command);

  /** Somebody in the room acts, or what a server would report is reported. */
  does(who: PersonId | Exclude<By, object>, command: Command): Answer {
    const by: By = isOfTheRoom(who) ? who : { person: who };
    const result = step(this.#state, command, { now: this.#clock.now(), by });
    if ('refused' in result) return { ok: false, refusal: result.refused };
    const before = this.#state;
    this.#state = result.state;
    this.#version += 1;
    this.#show(this.snapshot().notes);
    for (const follow of this.#followers) follow(before, this.#state);
    return { ok: true, version: this.#version };
  }

  async whisper(to: Note['to'], text: string): Promise<Answer> {
    return this.writes(this.me, to, text);
  }

  /** Who may read a note sees it here only if that is the person at this page (R7.1, R3.4). */
  writes(from: PersonId, to: Note['to'], text: string): Answer {
    const refusal = actsAsLeader(this.#state, from) ? null : to === 'leaders' ? whyNoWord(this.#state, from) : 'not-a-leader';
    if (refusal !== null) return { ok: false, refusal };
    const presenter = this.#state.scene.presenter?.personId;
    const isToPresenter = to === 'presenter';
    if (isToPresenter && (presenter === undefined || !isSteppedBack(this.#state, presenter) || !isIn(this.#state, presenter)))
      return { ok: false, refusal: 'not-now' };
    const note: HeardNote = {
      from,
      to,
      text,
      at: this.#clock.now(),
      ...(isToPresenter && presenter !== undefined && { presenterId: presenter }),
    };
    const reads = isLeaderByRole(this.#state, this.me) || (isToPresenter && presenter === this.me);
    if (reads) this.#show([...this.snapshot().notes, note]);
    return { ok: true, version: this.#version };
  }

  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** R3.4: a note to the presenter outside is gone when the silence ends. */
  #show(notes: readonly HeardNote[]): void {
    const { presenter } = this.#state.scene;
    const isOutside = presenter !== null && isSteppedBack(this.#state, presenter.personId);
    this.#store.set({
      ...this.snapshot(),
      view: viewFor(this.#state, this.me, this.#version, this.#clock.now()),
      notes: isOutside ? notes : notes.filter(({ presenterId }) => presenterId === undefined),
    });
  }
}

function isOfTheRoom(who: string): who is Exclude<By, object> {
  return who === 'connection' || who === 'media' || who === 'clock' || who === 'roster';
}
