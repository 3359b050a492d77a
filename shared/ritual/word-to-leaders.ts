// Who may write a private word to those who lead (R7.7). The word itself is no part of the room: it is passed on, and stored nowhere.
import { actsAsLeader, isIn, isOverFor, isPresenter, leadersIn, sitsInCircle } from './people.ts';
import type { Refusal } from './refusals.ts';
import type { PersonId, RoomState } from './state.ts';

/** R7.7: of each person, in one meeting. */
export const mostWords = 10;

/** Null when they may. Depends on nothing but what the person's own view shows (R7.5). */
export function whyNoWord(state: RoomState, id: PersonId): Refusal | null {
  if (!isIn(state, id)) return 'not-in-the-room';
  if (isOverFor(state, id)) return 'meeting-over';
  if (!sitsInCircle(state, id)) return 'observers-only-listen'; // R6.6
  if (isPresenter(state, id) && state.scene.presenter?.place !== 'circle') return 'not-now'; // R3.4: the signal is all they have
  return leadersIn(state).length === 0 ? 'nobody-leads' : null;
}

/** For whom there is a place to write: those who lead have their notes. */
export function mayWriteWord(state: RoomState, id: PersonId): boolean {
  return !actsAsLeader(state, id) && whyNoWord(state, id) === null;
}
