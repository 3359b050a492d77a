// Questions about who is who in a room, asked by the rules, the rights and the views alike.
import { phases } from './phases.ts';
import type { Person, PersonId, Role, RoomState, Seat } from './state.ts';

export function seatOf(state: RoomState, id: PersonId): Seat | undefined {
  return state.seats.find((seat) => seat.personId === id);
}

export function personOf(state: RoomState, id: PersonId): Person | undefined {
  return state.people[id];
}

export function nameOf(state: RoomState, id: PersonId): string {
  return seatOf(state, id)?.name ?? '';
}

export function isIn(state: RoomState, id: PersonId): boolean {
  return personOf(state, id)?.where === 'in';
}

function leads(role: Role | undefined): boolean {
  return role === 'leader' || role === 'coLeader';
}

export function isPresenter(state: RoomState, id: PersonId): boolean {
  return state.scene.presenter?.personId === id;
}

/** R1.4 with R2.3: a leader who presents does not lead until the case closes. */
export function actsAsLeader(state: RoomState, id: PersonId): boolean {
  return leads(seatOf(state, id)?.role) && !isPresenter(state, id);
}

/** In the circle: everyone on the roster but observers (R6.6). */
export function sitsInCircle(state: RoomState, id: PersonId): boolean {
  const role = seatOf(state, id)?.role;
  return role !== undefined && role !== 'observer';
}

/** Ids of those in the room who act as leader now; `without` is left out. */
export function leadersIn(state: RoomState, without?: PersonId): PersonId[] {
  return state.seats
    .map((seat) => seat.personId)
    .filter((id) => id !== without && isIn(state, id) && actsAsLeader(state, id));
}

/** R3: outside the circle, to be heard by nobody. */
export function isSteppedBack(state: RoomState, id: PersonId): boolean {
  return isPresenter(state, id) && state.scene.presenter?.place === 'steppedBack';
}

/** R6.3, R7.2: walking in needs an open phase and somebody who leads, or being one who leads. */
export function walksIn(state: RoomState, id: PersonId): boolean {
  if (leads(seatOf(state, id)?.role)) return true;
  const { phase } = state.scene;
  if (phases[phase].leadersOnly) return false;
  if (state.scene.phase === 'gathering') return state.form.opensDoorUntilPresentation;
  return phases[phase].openDoor && state.form.opensDoorUntilPresentation && state.leaderlessSince === null;
}
