// The notation of the rules' tests: given a room, when somebody wishes something, then this holds.
// A room reaches its phase by actually walking there, and time is a plain number that only `after` moves.

import { expect } from 'vitest';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { evolve } from '../../shared/ritual/evolve.ts';
import { type Form, presets } from '../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId, phases } from '../../shared/ritual/phases.ts';
import { type Rights, rightsOf } from '../../shared/ritual/rights.ts';
import type { Role } from '../../shared/ritual/roles.ts';
import type { PersonId, PlannedHours, RoomState, Seat } from '../../shared/ritual/state.ts';
import { step } from '../../shared/ritual/step.ts';
import type { Chair, Desk, RoomView, View } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { everybody, type Name, type Somebody, type Wish } from './persons.ts';

export const second = 1000;
export const minute = 60 * second;
/** The order of the roster, and so of the circle; Oda's seat is not last, though observers come last on screen. */
const roster: readonly Name[] = ['Ann', 'Ben', 'Oda', 'Cid', 'Dee', 'Hal'];

export interface Story {
  readonly state: RoomState;
  readonly events: readonly RoomEvent[];
  readonly now: number;
}

function openedRoom(seats: readonly Seat[], form: Form, planned: PlannedHours | undefined): Story {
  const opening: RoomEvent = {
    type: 'meetingOpened',
    at: 0,
    meetingId: 'meeting-1',
    groupName: 'Tuesday',
    form,
    seats,
    ...(planned && { planned }),
  };
  return { state: evolve(null, opening), events: [opening], now: 0 };
}

interface Setting {
  readonly phase: PhaseId;
  readonly form: Form;
  readonly leaders: readonly Name[];
  readonly presenter: Name;
  readonly absent: readonly Name[];
  readonly isObserved: boolean;
  readonly convenor: Name | null;
  readonly planned: PlannedHours | undefined;
}

/** Describes a room; each method answers with a new description, and `tell` walks it into being. */
class Room {
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  #with(change: Partial<Setting>): Room {
    return new Room({ ...this.#setting, ...change });
  }

  in(phase: PhaseId): Room {
    return this.#with({ phase });
  }

  /** The first is the leader, the others co-lead. Ann and Hal by default. */
  ledBy(...leaders: Name[]): Room {
    return this.#with({ leaders });
  }

  /** Ben by default. */
  presentedBy(presenter: Name): Room {
    return this.#with({ presenter });
  }

  /** On the roster, but has not come. */
  without(...absent: Name[]): Room {
    return this.#with({ absent });
  }

  /** Oda is on the roster and comes in. */
  observed(): Room {
    return this.#with({ isObserved: true });
  }

  /** R1.4: named ahead. */
  expecting(convenor: Name | null): Room {
    return this.#with({ convenor });
  }

  ofForm(form: Partial<Form>): Room {
    return this.#with({ form: { ...this.#setting.form, ...form } });
  }

  /** In minutes after the room was opened; without it the group meets freely. */
  planned(from: number, to: number): Room {
    return this.#with({ planned: { startsAt: from * minute, endsAt: to * minute } });
  }

  tell(): Story {
    const { phase, leaders, presenter, absent, isObserved, planned, convenor } = this.#setting;
    const form = withPhase(this.#setting.form, phase);
    const names = roster.filter((name) => name !== 'Oda' || isObserved);
    const present = names.filter((name) => !absent.includes(name));
    const leader = leaders.find((name) => name !== presenter && present.includes(name));
    let story = openedRoom(
      names.map((name) => ({
        ...{ personId: everybody[name].id, name, role: roleOf(name, leaders) },
        ...(name === convenor && { convenes: true as const }),
      })),
      form,
      planned,
    );
    const way = leader ? wayTo(phase, form) : [];
    for (const name of present) {
      story = lives(story, everybody[name].enters());
      const knocks = story.state.people[everybody[name].id]?.where === 'knocking';
      if (name === leader && form.led === 'byConvenor' && way.length > 0) story = lives(story, everybody[name].convenes());
      if (knocks && leader && (form.led !== 'byConvenor' || way.length > 0))
        story = lives(story, everybody[leader].admits(everybody[name]));
    }
    for (const next of way) {
      story = { ...story, now: story.now + minute };
      if (story.state.scene.phase === 'caseCall' && phases[next].ofTheCase) {
        story = lives(story, everybody[leader as Name].chooses(everybody[presenter]));
        story = lives(story, everybody[presenter].accepts());
      }
      story = lives(story, everybody[leader as Name].advancesTo(next));
    }
    return { ...story, now: story.now + minute };
  }
}

/** R1.7: what only some forms have is added to the form that is to walk there. */
function withPhase(form: Form, phase: PhaseId): Form {
  return !form.phases.includes(phase)
    ? { ...form, phases: allPhaseIds.filter((id) => id === phase || form.phases.includes(id)) }
    : form;
}

function roleOf(name: Name, leaders: readonly Name[]): Role {
  if (name === 'Oda') return 'observer';
  const place = leaders.indexOf(name);
  return place === 0 ? 'leader' : place > 0 ? 'coLeader' : 'member';
}

export const room = (): Room =>
  new Room({
    phase: 'gathering',
    form: presets['ABS 60/1'],
    leaders: ['Ann', 'Hal'],
    presenter: 'Ben',
    absent: [],
    isObserved: false,
    convenor: null,
    planned: undefined,
  });

function wayTo(phase: PhaseId, form: Form): PhaseId[] {
  return form.phases.slice(1, form.phases.indexOf(phase) + 1);
}

function lives(story: Story, wish: Wish): Story {
  const done = step(story.state, wish.command(story.state), { now: story.now, by: wish.by });
  if ('refused' in done) throw new Error(`refused: ${done.refused}, for ${JSON.stringify(wish.command(story.state))}`);
  return { ...story, state: done.state, events: [...story.events, ...done.events] };
}

/** What is true after the last wish. Reading anything but `refused` from a refused wish reads the room as it was. */
export class Outcome {
  readonly before: RoomState;
  readonly state: RoomState;
  readonly events: readonly RoomEvent[];
  readonly refused: string | null;
  readonly now: number;

  constructor(before: RoomState, state: RoomState, events: readonly RoomEvent[], refused: string | null, now: number) {
    this.before = before;
    this.state = state;
    this.events = events;
    this.refused = refused;
    this.now = now;
  }

  get phase(): PhaseId {
    return this.state.scene.phase;
  }

  rights({ id }: { id: PersonId }): Rights {
    return rightsOf(this.state, id);
  }

  view({ id }: { id: PersonId }): View {
    return viewFor(this.state, id, 1, this.now);
  }

  /** The room as this person sees it. */
  seenBy(who: Somebody): RoomView {
    const view = this.view(who);
    if (view.kind !== 'room') throw new Error(`${who.name} is not in the room but sees: ${view.kind}`);
    return view;
  }

  deskOf(who: Somebody): Desk {
    const { desk } = this.seenBy(who);
    if (!desk) throw new Error(`${who.name} has no desk`);
    return desk;
  }

  /** Somebody's chair on somebody's screen. */
  chair(of: Somebody, seenBy: Somebody): Chair {
    const chair = this.seenBy(seenBy).chairs.find(({ personId }) => personId === of.id);
    if (!chair) throw new Error(`${seenBy.name} sees no chair of ${of.name}`);
    return chair;
  }
}

type Expectation = (outcome: Outcome) => void;

class Given {
  #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  after(ms: number): Given {
    return new Given({ ...this.#story, now: this.#story.now + ms });
  }

  /** All wishes but the last must be granted. */
  when(...wishes: readonly [Wish, ...Wish[]]): When {
    const story = wishes.slice(0, -1).reduce(lives, this.#story);
    return new When(story, wishes.at(-1) as Wish);
  }

  // biome-ignore lint/suspicious/noThenProperty: the third word of the notation; nobody awaits it
  then(...expectations: Expectation[]): void {
    const { state, now } = this.#story;
    for (const expectation of expectations) expectation(new Outcome(state, state, [], null, now));
  }
}

class When {
  #before: Story;
  #wish: Wish;

  constructor(before: Story, wish: Wish) {
    this.#before = before;
    this.#wish = wish;
  }

  after(ms: number): Given {
    return new Given(lives(this.#before, this.#wish)).after(ms);
  }

  when(...wishes: readonly [Wish, ...Wish[]]): When {
    return this.after(0).when(...wishes);
  }

  // biome-ignore lint/suspicious/noThenProperty: the third word of the notation; nobody awaits it
  then(...expectations: Expectation[]): void {
    const { state, now } = this.#before;
    const done = step(state, this.#wish.command(state), { now, by: this.#wish.by });
    const outcome =
      'refused' in done ? new Outcome(state, state, [], done.refused, now) : new Outcome(state, done.state, done.events, null, now);
    if (!expectations.some((expectation) => mayBeRefused.has(expectation))) expect(outcome.refused).toBe(null);
    for (const expectation of expectations) expectation(outcome);
  }
}

const mayBeRefused = new WeakSet<Expectation>();

export const given = (story: Room): Given => new Given(story.tell());

export function refused(reason: string): Expectation {
  const expectation: Expectation = (outcome) => expect(outcome.refused).toBe(reason);
  mayBeRefused.add(expectation);
  return expectation;
}

export const phaseIs =
  (phase: PhaseId): Expectation =>
  (outcome) =>
    expect(outcome.phase).toBe(phase);

export const nothingHappens: Expectation = (outcome) => expect(outcome.events).toEqual([]);
