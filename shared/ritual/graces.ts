// The next moment at which time alone brings something about (R7.3, R7.4). Derived from state, so any server can keep it.
import type { ClockCommand } from './commands.ts';
import { endLeaderlessAfterMs, onlyLeadersSince } from './decide-keeping.ts';
import type { RoomState } from './state.ts';

export interface Grace {
  /** Milliseconds of the server's clock. */
  readonly at: number;
  readonly command: ClockCommand;
}

/** There is never more than one: of a room that nobody leads, the debrief cannot begin by itself. */
export function nextGrace(state: RoomState): Grace | null {
  const { phase } = state.scene;
  const goneSince = onlyLeadersSince(state);
  if (goneSince !== null) return { at: goneSince, command: { type: 'beginDebrief', goneSince } };
  if (state.leaderlessSince === null || phase === 'gathering' || phase === 'ended') return null;
  return {
    at: state.leaderlessSince + endLeaderlessAfterMs,
    command: { type: 'endLeaderless', leaderlessSince: state.leaderlessSince },
  };
}
