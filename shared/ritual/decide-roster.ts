// The roster has changed while the room is open: who joins gets a chair at once, who left the series is shown out, and nobody else notices more.

import { goesOut } from './decide-door.ts';
import type { Decision } from './decision.ts';
import { personOf, seatOf } from './people.ts';
import { seatedAs } from './seated-as.ts';
import type { RoomState, Seat } from './state.ts';

/** `seats`: everybody who has a seat now, guests last (R5.3). */
export function decideRoster(state: RoomState, seats: readonly Seat[], at: number): Decision {
  const gone = state.seats.filter(({ personId }) => !seats.some((seat) => seat.personId === personId));
  const shownOut = gone.filter(({ personId }) => personOf(state, personId)?.where !== 'shutOut');
  const after = seatedAs(state, withThoseWhoCame(state, seats)).map((seat) => observing(state, seat));
  const isSame = JSON.stringify(after) === JSON.stringify(state.seats);
  if (isSame && shownOut.every(({ personId }) => !hasCome(state, personId))) return [];
  if (state.scene.phase === 'ended') return 'meeting-over';
  return [
    ...shownOut
      .filter(({ personId }) => hasCome(state, personId))
      .flatMap(({ personId }) => goesOut(state, personId, 'shutOut', at)),
    ...(isSame ? [] : [{ type: 'rosterChanged' as const, at, seats: after }]),
  ];
}

/** R5.4: whoever has come keeps a chair, in its place, until the meeting is over. */
function withThoseWhoCame(state: RoomState, seats: readonly Seat[]): readonly Seat[] {
  const after = [...seats];
  for (const [index, seat] of state.seats.entries()) {
    if (seats.some(({ personId }) => personId === seat.personId) || !hasCome(state, seat.personId)) continue;
    const before = state.seats[index - 1];
    after.splice(before ? after.findIndex(({ personId }) => personId === before.personId) + 1 : 0, 0, seat);
  }
  return after;
}

/** R6.6: whoever has come as an observer stays one until the meeting is over, whatever the roster says by then. */
function observing(state: RoomState, seat: Seat): Seat {
  const isObserver = seatOf(state, seat.personId)?.role === 'observer' && hasCome(state, seat.personId);
  return isObserver ? { ...seat, role: 'observer' } : seat;
}

function hasCome(state: RoomState, id: string): boolean {
  const person = personOf(state, id);
  return seatOf(state, id) !== undefined && person !== undefined && (person.where !== 'away' || person.stays.length > 0);
}
