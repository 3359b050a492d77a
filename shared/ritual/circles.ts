// Two circles (R5.6): who sits in the outer one, and who only listens because of it. Asked by rules, rights and views alike.
import type { Form } from './forms.ts';
import { isLeaderByRole, isPresenter } from './people.ts';
import { phases } from './phases.ts';
import { isLeading, isOfTheCircle } from './roles.ts';
import type { PersonId, RoomState, Round, Seat } from './state.ts';

/** How many sit inside where the form has not said for how many it is: leaders and members. */
const usualInner = 8;
/** R5.1: as many as one circle holds. */
export const mostInner = 12;

/** Half of all. */
function innerSeatsOf({ seats }: Form): number {
  return seats === undefined ? usualInner : Math.ceil(seats / 2);
}

export function hasTwoCircles({ circles }: Form): boolean {
  return circles === 'two';
}

/** Whoever leads or presents sits inside, wherever their own place is; after the case a presenter is back at it, and no screen tells (R2.5). */
export function isOuter(state: RoomState, id: PersonId): boolean {
  return hasTwoCircles(state.form) && state.outer.includes(id) && !isLeaderByRole(state, id) && !isPresenter(state, id);
}

export function outerPeople(state: RoomState): PersonId[] {
  return state.outer.filter((id) => isOuter(state, id));
}

/** Whose round it is: within a case, and where somebody sits outside; otherwise everybody may speak, and there is none. */
export function roundOf(state: RoomState): Round | null {
  return phases[state.scene.phase].ofTheCase && outerPeople(state).length > 0 ? state.scene.round : null;
}

/** To be heard by nobody, because the other circle has the round. A round gives and takes nothing of leaders and presenter. */
export function listensFromCircle(state: RoomState, id: PersonId): boolean {
  const round = roundOf(state);
  if (round === null || round === 'both' || isLeaderByRole(state, id) || isPresenter(state, id)) return false;
  return isOuter(state, id) ? round === 'inner' : round === 'outer';
}

/**
 * Who has a place outside once these have seats: nobody moves, and whoever is new sits inside while there is room.
 * Whoever comes to lead keeps that place (`isOuter` tells that they sit inside meanwhile), so a substitute goes back to it.
 */
export function outerAmong(seats: readonly Seat[], form: Form, before: Pick<RoomState, 'seats' | 'outer'>): readonly PersonId[] {
  if (!hasTwoCircles(form)) return [];
  const sitting = seats.filter(({ role }) => isOfTheCircle(role));
  const sat = new Set(before.seats.filter(({ role }) => isOfTheCircle(role)).map(({ personId }) => personId));
  const outer = before.outer.filter((id) => sitting.some(({ personId }) => personId === id));
  let inner = sitting.filter(({ personId, role }) => sat.has(personId) && (isLeading(role) || !outer.includes(personId))).length;
  const isNew = ({ personId }: Seat) => !sat.has(personId);
  const leadersFirst = sitting.filter(isNew).sort((a, b) => Number(isLeading(b.role)) - Number(isLeading(a.role)));
  const more = leadersFirst.flatMap(({ personId, role }) => {
    const isInside = isLeading(role) || inner < innerSeatsOf(form);
    if (isInside) inner += 1;
    return isInside ? [] : [personId];
  });
  return [...outer, ...more];
}

/** Those who change places with the outer circle: its first, as many as there are members inside. Everybody has their turn so. */
export function exchanged(state: RoomState): readonly PersonId[] {
  const outer = outerPeople(state);
  const members = state.seats.filter(({ role }) => isOfTheCircle(role) && !isLeading(role)).map(({ personId }) => personId);
  const inside = members.filter((id) => !outer.includes(id));
  const count = Math.min(outer.length, inside.length);
  return [...outer.slice(count), ...inside.slice(0, count)];
}
