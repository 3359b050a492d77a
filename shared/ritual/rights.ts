// What one person may send and hear now, from state alone (R3.2, R4, R6). The media server is held to this.
import { isIn, isSteppedBack, personOf, sitsInCircle } from './people.ts';
import { phases } from './phases.ts';
import type { PersonId, RoomState } from './state.ts';

export interface Rights {
  /** May be connected at all; without it sound and picture flow in neither direction. */
  readonly mayHear: boolean;
  readonly mayBeHeard: boolean;
  readonly mayBeSeen: boolean;
}

export const noRights: Rights = { mayHear: false, mayBeHeard: false, mayBeSeen: false };

export function rightsOf(state: RoomState, id: PersonId): Rights {
  const person = personOf(state, id);
  const { phase } = state.scene;
  if (!person || phase === 'ended' || !isIn(state, id)) return noRights;
  if (phases[phase].leadersOnly && !isLeaderByRole(state, id)) return noRights;
  if (!sitsInCircle(state, id)) return { mayHear: true, mayBeHeard: false, mayBeSeen: false };
  if (isSteppedBack(state, id)) return { mayHear: true, mayBeHeard: false, mayBeSeen: state.form.pushBack === 'atTheEdge' };
  if (person.held) return { mayHear: true, mayBeHeard: false, mayBeSeen: true };
  return { mayHear: true, mayBeHeard: true, mayBeSeen: true };
}

function isLeaderByRole(state: RoomState, id: PersonId): boolean {
  const role = state.seats.find((seat) => seat.personId === id)?.role;
  return role === 'leader' || role === 'coLeader';
}

export function sameRights(a: Rights, b: Rights): boolean {
  return a.mayHear === b.mayHear && a.mayBeHeard === b.mayBeHeard && a.mayBeSeen === b.mayBeSeen;
}
