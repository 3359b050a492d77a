// What remains of a meeting: who was there, as what, and for how many minutes (R9.1). Nothing of what was told, or by whom.
import { isLeaderByRole, personOf } from './people.ts';
import { type RoleTraits, traitsOf } from './roles.ts';
import type { PersonId, RoomState } from './state.ts';

export interface Presence {
  readonly personId: PersonId;
  readonly as: RoleTraits['attendsAs'];
  readonly minutesPresent: number;
}

/** R9.1: whoever is back this soon counts as not having been away. */
export const bridgedMs = 5 * 60_000;

/**
 * R9.1: how much of a stay falls between the end of the gathering and the end of the meeting, which for members comes when the debrief begins
 * (R7.4).
 */
export function countedMs(state: RoomState, id: PersonId, from: number, to: number): number {
  const { begunAt, leadersOnlySince, phase, clock } = state.scene;
  if (begunAt === null) return 0;
  const overSince = isLeaderByRole(state, id) ? (phase === 'ended' ? clock.startedAt : null) : leadersOnlySince;
  return Math.max(0, Math.min(to, overSince ?? to) - Math.max(from, begunAt));
}

/** Those who came, in seat order; `endedAt` in ms. */
export function attendanceOf(state: RoomState, endedAt: number): Presence[] {
  return state.seats.flatMap(({ personId, role }) => {
    const person = personOf(state, personId);
    const running = person?.where === 'in' ? countedMs(state, personId, person.since, endedAt) : 0;
    const presentMs = (person?.presentMs ?? 0) + running;
    const traits = traitsOf(role);
    if (presentMs === 0 || !traits) return [];
    return [
      {
        personId,
        as: traits.attendsAs,
        minutesPresent: Math.round(presentMs / 60_000),
      },
    ];
  });
}
