// Questions about who is who in a room, asked by the rules, the rights and the views alike.
import { phases } from './phases.ts';
import { isLeading, isOfTheCircle } from './roles.ts';
import type { Person, PersonId, RoomState, Seat } from './state.ts';

export function seatOf(state: RoomState, id: PersonId): Seat | undefined {
  return state.seats.find((seat) => seat.personId === id);
}

export function personOf(state: RoomState, id: PersonId): Person | undefined {
  return Object.hasOwn(state.people, id) ? state.people[id] : undefined;
}

export function isIn(state: RoomState, id: PersonId): boolean {
  return personOf(state, id)?.where === 'in';
}

/** In the room, or on the way back into it. */
export function keepsChair(state: RoomState, id: PersonId): boolean {
  const where = personOf(state, id)?.where;
  return where === 'in' || where === 'lost';
}

/** By the roster; R2.3 may suspend it. */
export function isLeaderByRole(state: RoomState, id: PersonId): boolean {
  return isLeading(seatOf(state, id)?.role);
}

export function isPresenter(state: RoomState, id: PersonId): boolean {
  return state.scene.presenter?.personId === id;
}

/** R1.4 with R2.3: a leader who presents does not lead until the case closes. */
export function actsAsLeader(state: RoomState, id: PersonId): boolean {
  return isLeaderByRole(state, id) && !isPresenter(state, id);
}

/** R6.6: has a chair in the circle. */
export function sitsInCircle(state: RoomState, id: PersonId): boolean {
  return isOfTheCircle(seatOf(state, id)?.role);
}

/** Ids of those in the room who act as leader now; `without` is left out. */
export function leadersIn(state: RoomState, without?: PersonId): PersonId[] {
  return state.seats.map((seat) => seat.personId).filter((id) => id !== without && isIn(state, id) && actsAsLeader(state, id));
}

/** R1.4, R7.2: first come, one only; somebody else only while people gather and whoever convened has gone. */
export function mayConvene(state: RoomState, id: PersonId): boolean {
  const { convenor, form, scene } = state;
  const isFree = convenor === null || (convenor !== id && !keepsChair(state, convenor));
  const isAsked = form.led === 'byConvenor' && scene.phase === 'gathering' && isFree;
  return isAsked && sitsInCircle(state, id) && !isHeld(state, id);
}

/** R1.4: who was named ahead and would convene by coming in now; null once somebody convenes, or when nobody was named. */
export function expectedConvenor(state: RoomState): Seat | null {
  // Nobody outside is told apart from the others there: not who knocks, nor who was shown out.
  const isAway = (id: PersonId) => !keepsChair(state, id);
  return state.seats.find(({ personId, convenes }) => convenes && isAway(personId) && mayConvene(state, personId)) ?? null;
}

/** R2.3: a leader may present only while somebody else leads. */
export function wouldLeaveNobodyLeading(state: RoomState, id: PersonId): boolean {
  return isLeaderByRole(state, id) && leadersIn(state, id).length === 0;
}

/** R3: outside the circle, to be heard by nobody. */
export function isSteppedBack(state: RoomState, id: PersonId): boolean {
  return isPresenter(state, id) && state.scene.presenter?.place === 'steppedBack';
}

/** R4.2, R4.6: to be heard by nobody, because a leader holds them or because their program lied. */
export function isHeld(state: RoomState, id: PersonId): boolean {
  return personOf(state, id)?.held === true || isClosed(state, id);
}

/** R4.6: their program lied in this phase. */
export function isClosed(state: RoomState, id: PersonId): boolean {
  return state.scene.closed.includes(id);
}

/** R7.4: whether the room is over for this person. */
export function isOverFor(state: RoomState, id: PersonId): boolean {
  const { phase } = state.scene;
  return phase === 'ended' || (phases[phase].leadersOnly && !isLeaderByRole(state, id));
}

/** Ended, and it can no longer be undone (R1.5). */
export function isClosedForGood({ scene, undo }: RoomState): boolean {
  return scene.phase === 'ended' && undo === null;
}

/** R6.3: people walk in without a knock until the first presentation. R7.2: without a leader the door takes knocks only, but people may gather. */
export function walksIn(state: RoomState, id: PersonId): boolean {
  if (isLeaderByRole(state, id)) return true;
  const { phase } = state.scene;
  if (mayConvene(state, id)) return true; // R1.4: else nobody could be there to open the door
  const led = phase === 'gathering' || state.leaderlessSince === null;
  return phases[phase].openDoor && state.scene.caseNumber === 0 && state.form.opensDoorUntilPresentation && led;
}
