// Who sits in this meeting as what: by the roster, but for its convenor and its substitutes (R1.4, R6.1).
import { isLeading, isOfTheCircle, type Role } from './roles.ts';
import type { RoomState, Seat } from './state.ts';

type WhoLeads = Pick<RoomState, 'convenor' | 'substitutes' | 'form'>;

/** In a group without leaders the roster's leaders keep its pages, and sit among the others. */
export function seatedAs(who: WhoLeads, seats: readonly Seat[]): readonly Seat[] {
  return seats.map((seat) => {
    const role = roleHere(who, seat);
    return role === seat.role ? seat : { ...seat, role };
  });
}

function roleHere({ convenor, substitutes, form }: WhoLeads, { personId, role }: Seat): Role {
  if (!isOfTheCircle(role)) return role;
  if (form.led === 'byConvenor' && convenor === personId) return 'leader';
  if (substitutes.includes(personId)) return isLeading(role) && form.led !== 'byConvenor' ? role : 'coLeader';
  return form.led === 'byConvenor' ? 'member' : role;
}
