// What remains of a meeting: who was there, as what, for how many minutes (R9.1). Nothing of what was told or by whom.
import { isLeaderByRole, personOf } from './people.ts';
import type { PersonId, RoomState } from './state.ts';

export interface Presence {
  readonly personId: PersonId;
  readonly as: 'leader' | 'member' | 'observer';
  readonly minutesPresent: number;
}

/** Those who came, in seat order; `endedAt` in ms. Members' time ends where the leaders' debrief begins (R7.4). */
export function attendanceOf(state: RoomState, endedAt: number): Presence[] {
  return state.seats.flatMap(({ personId, role }) => {
    const person = personOf(state, personId);
    const leads = isLeaderByRole(state, personId);
    const until = leads ? endedAt : (state.scene.leadersOnlySince ?? endedAt);
    const running = person?.where === 'in' ? Math.max(0, until - person.since) : 0;
    const presentMs = (person?.presentMs ?? 0) + running;
    if (presentMs === 0) return [];
    return [
      {
        personId,
        as: leads ? 'leader' : role === 'observer' ? 'observer' : 'member',
        minutesPresent: Math.round(presentMs / 60_000),
      },
    ];
  });
}
