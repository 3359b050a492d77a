// What remains of a meeting: who was there, as what, from when to when and for how long (R9.1). Nothing of what was told, or by whom.
import { isLeaderByRole, personOf } from './people.ts';
import { type RoleTraits, traitsOf } from './roles.ts';
import type { PersonId, PlannedHours, RoomState, Stay } from './state.ts';

export interface Presence {
  readonly personId: PersonId;
  readonly as: RoleTraits['attendsAs'];
  readonly minutesPresent: number;
  /** Of these, the minutes within the planned hours; all of them when the group meets freely. */
  readonly creditMinutes: number;
  /** When they first came in, however early, and when they were last in the meeting, in ms. */
  readonly firstIn: number;
  readonly lastOut: number;
}

/** Those who came, in seat order; `endedAt` in ms. */
export function attendanceOf(state: RoomState, endedAt: number): Presence[] {
  const begin = beginOf(state);
  if (begin === null) return [];
  return state.seats.flatMap(({ personId, role }) => {
    const traits = traitsOf(role);
    const stays = personOf(state, personId)?.stays ?? [];
    const [first, last] = [stays[0], stays.at(-1)];
    const end = Math.min(endedAt, overSince(state, personId) ?? endedAt);
    const presentMs = within(stays, begin, end);
    if (presentMs === 0 || !traits || !first || !last) return [];
    const { startsAt, endsAt } = hoursOf(state) ?? { startsAt: begin, endsAt: end };
    return [
      {
        personId,
        as: traits.attendsAs,
        minutesPresent: Math.round(presentMs / minute),
        creditMinutes: Math.round(within(stays, Math.max(begin, startsAt), Math.min(end, endsAt)) / minute),
        firstIn: first.from,
        lastOut: Math.min(last.to ?? end, end),
      },
    ];
  });
}

const minute = 60_000;

/** The planned hours, as far as those who lead have put off their end; null when the group meets freely. */
export function hoursOf({ planned, extendedMinutes }: RoomState): PlannedHours | null {
  return planned && { ...planned, endsAt: planned.endsAt + extendedMinutes * minute };
}

/**
 * From when presence counts: from the end of the gathering, or from the planned hour if people are still gathering then with a leader among
 * them. Null when the meeting never began.
 */
function beginOf({ scene, planned, seats, people }: RoomState): number | null {
  const { begunAt } = scene;
  if (begunAt === null || planned === null) return begunAt;
  const led = seats.flatMap(({ personId, role }) => (traitsOf(role)?.leads ? (people[personId]?.stays.slice(0, 1) ?? []) : []));
  const ledFrom = Math.min(begunAt, ...led.map(({ from }) => from));
  return Math.min(begunAt, Math.max(planned.startsAt, ledFrom));
}

/** For members the meeting is over when the debrief begins (R7.4). */
function overSince(state: RoomState, id: PersonId): number | null {
  const { leadersOnlySince, phase, clock } = state.scene;
  if (isLeaderByRole(state, id)) return phase === 'ended' ? clock.startedAt : null;
  return leadersOnlySince;
}

function within(stays: readonly Stay[], from: number, to: number): number {
  return stays.reduce((sum, stay) => sum + Math.max(0, Math.min(stay.to ?? to, to) - Math.max(stay.from, from)), 0);
}
