// The next moment at which time alone brings something about (R7.3). Derived from state, so any server can keep it.
import type { ClockCommand } from './commands.ts';
import { endLeaderlessAfterMs } from './decide-keeping.ts';
import type { RoomState } from './state.ts';

export interface Grace {
  /** Milliseconds of the server's clock. */
  readonly at: number;
  readonly command: ClockCommand;
}

export function nextGrace(state: RoomState): Grace | null {
  const { phase } = state.scene;
  if (state.leaderlessSince === null || phase === 'gathering' || phase === 'ended') return null;
  return {
    at: state.leaderlessSince + endLeaderlessAfterMs,
    command: { type: 'endLeaderless', leaderlessSince: state.leaderlessSince },
  };
}
