// Who of those who lead takes the time (R7.6): a word between leaders that gives and takes no power, and that nobody else ever learns.
import type { LeaderCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { actsAsLeader, isIn, seatOf } from './people.ts';
import type { RoomState, TimeKeeper } from './state.ts';

/** Nobody while whoever has it is out of the room or presents; theirs again when they are back. */
export function timeKeeperOf(state: RoomState): TimeKeeper | null {
  const { timeKeeper } = state;
  return timeKeeper && isIn(state, timeKeeper.personId) && actsAsLeader(state, timeKeeper.personId) ? timeKeeper : null;
}

type HandTime = Extract<LeaderCommand, { type: 'handTime' }>;

/** R1.6: says who has it now, so that of two leaders who hand it on at once the first one is heard. */
export function decideTime(state: RoomState, { from, to }: HandTime, at: number): Decision {
  if (state.scene.phase === 'ended') return 'not-now';
  const keeper = timeKeeperOf(state)?.personId ?? null;
  if (from !== keeper || to === keeper) return 'already-so';
  if (!seatOf(state, to)) return 'no-such-person';
  if (!isIn(state, to)) return 'person-not-in-the-room';
  return actsAsLeader(state, to) ? [{ type: 'timeHanded', at, personId: to }] : 'not-a-leader';
}
