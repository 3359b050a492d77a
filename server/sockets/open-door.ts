// R6.9: through which door somebody comes: the meeting whose hours it is, or the one before it for as long as anybody sits in it. A group is never
// in two rooms at once. Opens no room.
import { isOverFor } from '../../shared/ritual/people.ts';
import { isLeading } from '../../shared/ritual/roles.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { isDoorOpen } from '../groups/meeting-times.ts';
import type { Clock } from '../ports/clock.ts';
import type { Groups, Meeting, Membership } from '../ports/records.ts';
import type { LiveRooms } from '../rooms/live-rooms.ts';

export interface DoorParts {
  readonly groups: Pick<Groups, 'openDoors'>;
  readonly rooms: Pick<LiveRooms, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Comer = Pick<Membership, 'groupId' | 'personId' | 'role' | 'onlyFor'>;

/** Once its planned hours are over, whoever has been away this long is not waited for. */
const lostForMs = 300_000;

/** Null while no door is open for this person. Throws `Fault`. */
export async function openDoorFor(comer: Comer, { groups, rooms, clock }: DoorParts): Promise<Meeting | null> {
  const now = clock.now();
  const doors = (await groups.openDoors(comer.groupId)).filter(({ id }) => comer.onlyFor === null || comer.onlyFor === id);
  const mayCome = (meeting: Meeting) => isDoorOpen(meeting, isLeading(comer.role), now);
  const states = await Promise.all(doors.map(async ({ id }) => (await rooms.current(id))?.state ?? null));
  const occupied = doors.findIndex((meeting, n) => isOccupied(states[n] ?? null, meeting, now));
  const meeting = occupied >= 0 ? doors[occupied] : doors.findLast(mayCome);
  if (!meeting || isShut(comer, meeting, states[occupied] ?? null, now)) return null;
  const where = states[occupied]?.people[comer.personId]?.where;
  return mayCome(meeting) || where === 'in' || where === 'lost' ? meeting : null;
}

/**
 * R7.5: the meeting goes on for the leaders alone, and this person reads as they will once it is closed. Not where people meet freely: there the
 * next meeting begins when this one is closed.
 */
export async function isShutTo(
  comer: Comer,
  meeting: Meeting,
  { rooms, clock }: Pick<DoorParts, 'rooms' | 'clock'>,
): Promise<boolean> {
  return !meeting.meetsFreely && isShut(comer, meeting, (await rooms.current(meeting.id))?.state ?? null, clock.now());
}

/** An undo may still bring its person back. */
function isShut({ personId }: Comer, { meetsFreely }: Meeting, state: RoomState | null, now: number): boolean {
  return !meetsFreely && state !== null && isOverFor(state, personId) && (state.undo?.until ?? 0) <= now;
}

/** Whether anybody sits in this meeting's room. */
export function isOccupied(state: RoomState | null, { endsAt }: Meeting, now: number): boolean {
  if (state === null || state.scene.phase === 'ended') return false;
  return Object.values(state.people).some(
    ({ where, since }) => where === 'in' || (where === 'lost' && (now < endsAt || now - since < lostForMs)),
  );
}
