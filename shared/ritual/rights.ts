// What one person may send and hear now, from state alone (R3.2, R4, R6). The media server is held to this.
import { isClosed, isIn, isOverFor, isSteppedBack, personOf, sitsInCircle } from './people.ts';
import type { PersonId, RoomState } from './state.ts';

export interface Rights {
  /** May be connected at all; without it sound and picture flow in neither direction. */
  readonly mayHear: boolean;
  readonly mayBeHeard: boolean;
  readonly mayBeSeen: boolean;
}

export const noRights: Rights = { mayHear: false, mayBeHeard: false, mayBeSeen: false };
const listening: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const seen: Rights = { ...listening, mayBeSeen: true };
const open: Rights = { ...seen, mayBeHeard: true };

export function rightsOf(state: RoomState, id: PersonId): Rights {
  if (!isIn(state, id) || isOverFor(state, id)) return noRights;
  if (!sitsInCircle(state, id)) return listening; // R6.6
  if (isClosed(state, id)) return listening; // R4.6
  if (isSteppedBack(state, id)) return state.form.pushBack === 'atTheEdge' ? seen : listening; // R3.1
  if (personOf(state, id)?.held) return seen; // R4.2
  return open; // R4.1: no phase closes a member's microphone
}

export function sameRights(a: Rights, b: Rights): boolean {
  return a.mayHear === b.mayHear && a.mayBeHeard === b.mayBeHeard && a.mayBeSeen === b.mayBeSeen;
}
