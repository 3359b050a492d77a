// Folds events into the state. Total: every event is handled, and nothing is refused here.

import { outerAmong } from './circles.ts';
import type { RoomEvent } from './events.ts';
import { evolveScene } from './evolve-scene.ts';
import { mayRaiseHand } from './hands.ts';
import { isLeaderByRole, keepsChair, leadersIn, sitsInCircle } from './people.ts';
import { rightsOf } from './rights.ts';
import type { Role } from './roles.ts';
import { seatedAs } from './seated-as.ts';
import type { Person, PersonId, RoomState, Scene, Seat, Stay, Whereabouts } from './state.ts';

/** R1.5: how long a phase change can be undone. */
const undoMs = 10_000;
/** R9.1: whoever is back this soon counts as not having been away. */
const bridgedMs = 5 * 60_000;

export function evolve(before: RoomState | null, event: RoomEvent): RoomState {
  if (event.type === 'meetingOpened') return opened(event);
  if (before === null) throw new Error('a room begins with meetingOpened');
  return withConsequences(before, applied(before, event), event.at);
}

export function evolveAll(before: RoomState | null, events: readonly RoomEvent[]): RoomState | null {
  return events.reduce<RoomState | null>(evolve, before);
}

function notYetCome(since: number): Person {
  return {
    where: 'away',
    since,
    device: null,
    held: false,
    microphone: 'works',
    goneOnWithout: false,
    stays: [],
    silenceNumber: 0,
    silentSince: null,
  };
}

function opened(event: Extract<RoomEvent, { type: 'meetingOpened' }>): RoomState {
  const seats = seatedAs({ convenor: null, substitutes: [], form: event.form }, event.seats);
  return {
    meetingId: event.meetingId,
    groupName: event.groupName,
    form: event.form,
    openedAt: event.at,
    planned: event.planned ?? null,
    extendedMinutes: 0,
    convenor: null,
    substitutes: [],
    timeKeeper: null,
    seats,
    people: Object.fromEntries(event.seats.map((seat) => [seat.personId, notYetCome(event.at)])),
    outer: outerAmong(seats, event.form, { seats: [], outer: [] }),
    scene: {
      phase: 'gathering',
      clock: { startedAt: event.at, pausedAt: null, pausedMs: 0, returnAt: null },
      caseNumber: 0,
      offers: [],
      chosen: null,
      presenter: null,
      signal: null,
      hands: [],
      round: 'inner',
      closed: [],
      begunAt: null,
      leadersOnlySince: null,
    },
    undo: null,
    isDebriefUndone: false,
    leaderlessSince: event.at,
  };
}

type LaterEvent = Exclude<RoomEvent, { type: 'meetingOpened' }>;

function applied(state: RoomState, event: LaterEvent): RoomState {
  switch (event.type) {
    case 'guestSeated':
      // R5.3: at the end of the circle, so that no seat moves.
      return seated(state, [...state.seats, { personId: event.personId, name: event.name, role: 'member' }], event.at);
    case 'rosterChanged':
      return withoutWishesOfOthers(seated(state, event.seats, event.at));
    case 'personMoved':
      return changed(cameBack(state, event), event.personId, (person) => ({
        where: event.to,
        device: event.device,
        since: person.where === event.to ? person.since : event.at,
        goneOnWithout: false,
        // The new device has not reported anything yet.
        microphone: person.device === event.device ? person.microphone : 'works',
        stays: staysAfter(person, event.to, event.at),
      }));
    case 'personHeld':
      return changed(state, event.personId, () => ({ held: true }));
    case 'personReleased':
      return {
        ...changed(state, event.personId, () => ({ held: false })),
        scene: { ...state.scene, closed: state.scene.closed.filter((id) => id !== event.personId) },
      };
    case 'microphoneTold':
      return changed(state, event.personId, () => ({ microphone: event.microphone }));
    case 'wentOnWithout':
      return changed(state, event.personId, () => ({ goneOnWithout: true }));
    case 'minutesSet':
      return { ...state, form: { ...state.form, minutes: { ...state.form.minutes, [event.phase]: event.minutes } } };
    case 'pushBackSet':
      return { ...state, form: { ...state.form, pushBack: event.pushBack } };
    case 'circlesSeated':
      return { ...state, outer: event.outer };
    case 'roundGiven':
      return withoutWishesOfOthers({ ...state, scene: evolveScene(state.scene, event, state.form) });
    case 'hoursExtended':
      return { ...state, extendedMinutes: event.minutes };
    case 'convenorTaken':
      return led(state, { convenor: event.personId });
    case 'substituteNamed':
      return led(state, { substitutes: [...state.substitutes, event.personId] });
    case 'substituteEnded':
      return led(withRole(state, event.personId, 'member'), {
        substitutes: state.substitutes.filter((id) => id !== event.personId),
      });
    case 'timeHanded':
      return { ...state, timeKeeper: { personId: event.personId, since: event.at } };
    case 'silenceConfirmed':
      return changed(state, event.personId, () => ({ silentSince: event.at }));
    case 'silenceDoubted':
      return changed(state, event.personId, () => ({ silentSince: null }));
    case 'phaseUndone':
      return state.undo === null ? state : { ...backTo(state.undo.scene, state), isDebriefUndone: state.scene.phase === 'debrief' };
    case 'meetingClosed':
      return { ...state, undo: null };
    case 'phaseChanged':
      return {
        ...state,
        scene: evolveScene(state.scene, event, state.form),
        undo: { until: event.at + undoMs, scene: state.scene },
        isDebriefUndone: false,
      };
    default:
      return { ...state, scene: evolveScene(state.scene, event, state.form) };
  }
}

function seated(state: RoomState, seats: readonly Seat[], at: number): RoomState {
  const people = Object.fromEntries(seats.map(({ personId }) => [personId, state.people[personId] ?? notYetCome(at)]));
  return { ...state, seats, people, outer: outerAmong(seats, state.form, state) };
}

/** R7.4: with a member in the room again, the last of them can go again. */
function cameBack(state: RoomState, { personId, to }: Extract<RoomEvent, { type: 'personMoved' }>): RoomState {
  return to === 'in' && !isLeaderByRole(state, personId) ? { ...state, isDebriefUndone: false } : state;
}

function led(state: RoomState, who: Partial<Pick<RoomState, 'convenor' | 'substitutes'>>): RoomState {
  const after = { ...state, ...who };
  return withoutWishesOfOthers({ ...after, seats: seatedAs(after, state.seats) });
}

function withRole(state: RoomState, id: PersonId, role: Role): RoomState {
  return { ...state, seats: state.seats.map((seat) => (seat.personId === id ? { ...seat, role } : seat)) };
}

/** R4.6: a lie told since then is not undone with the phase. */
function backTo(then: Scene, now: RoomState): RoomState {
  return withoutWishesOfOthers({
    ...now,
    scene: { ...then, closed: [...new Set([...then.closed, ...now.scene.closed])] },
    undo: null,
  });
}

/** R2.2, R4.5: whoever has left meanwhile, or sits in the circle no more, has taken offer, question and hand along. */
function withoutWishesOfOthers(state: RoomState): RoomState {
  const { offers, chosen, hands } = state.scene;
  const sits = (id: PersonId) => keepsChair(state, id) && sitsInCircle(state, id);
  const scene = {
    ...state.scene,
    offers: offers.filter(sits),
    chosen: chosen !== null && sits(chosen.personId) ? chosen : null,
    hands: hands.filter((id) => sits(id) && mayRaiseHand(state, id)),
  };
  return { ...state, scene };
}

/** R9.1: a return within five minutes goes on with the stay that was broken off. */
function staysAfter({ where, stays }: Person, to: Whereabouts, at: number): readonly Stay[] {
  if ((where === 'in') === (to === 'in')) return stays;
  const last = stays.at(-1);
  if (where === 'in') return last ? [...stays.slice(0, -1), { from: last.from, to: at }] : stays;
  if (last && last.to !== null && at - last.to <= bridgedMs) return [...stays.slice(0, -1), { from: last.from, to: null }];
  return [...stays, { from: at, to: null }];
}

function changed(state: RoomState, id: PersonId, change: (person: Person) => Partial<Person>): RoomState {
  const person = state.people[id];
  return person ? { ...state, people: { ...state.people, [id]: { ...person, ...change(person) } } } : state;
}

/** What follows from every change: a new silence is not yet confirmed (R3.7); the room knows since when nobody leads (R7.2). */
function withConsequences(before: RoomState, after: RoomState, at: number): RoomState {
  let state = after;
  for (const { personId } of after.seats) {
    if (rightsOf(before, personId).mayBeHeard && !rightsOf(after, personId).mayBeHeard) {
      state = changed(state, personId, (person) => ({ silenceNumber: person.silenceNumber + 1, silentSince: null }));
    }
  }
  const isLed = leadersIn(state).length > 0;
  const leaderlessSince = isLed ? null : (before.leaderlessSince ?? at);
  return leaderlessSince === state.leaderlessSince ? state : { ...state, leaderlessSince };
}
