// Which silences still wait for the media server's confirmation (R3.7). Pure.
import { isSteppedBack, personOf, sitsInCircle } from '../../../shared/ritual/people.ts';
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { Person, PersonId, RoomState } from '../../../shared/ritual/state.ts';

/** The person, if leaders are told of a silence of theirs; else null. */
export function silentPerson(state: RoomState, id: PersonId): Person | null {
  const person = personOf(state, id);
  if (!person || !sitsInCircle(state, id) || rightsOf(state, id).mayBeHeard) return null;
  return person.where === 'in' || person.where === 'lost' || isSteppedBack(state, id) ? person : null;
}

export function unconfirmedSilences(state: RoomState): PersonId[] {
  return state.seats.map((seat) => seat.personId).filter((id) => silentPerson(state, id)?.silentSince === null);
}
