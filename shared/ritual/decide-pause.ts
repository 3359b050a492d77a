// The pause and the break (R8.5): how long it lasts is said to all, and nothing happens by itself when that time has come.
import type { LeaderCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import type { RoomState } from './state.ts';

type PauseCommand = Extract<LeaderCommand, { type: 'pause' | 'takeBreak' | 'resume' }>;

/** R8.5: a longer break is an open-ended one. */
export const mostBreakMinutes = 60;

export function decidePause({ scene }: RoomState, command: PauseCommand, at: number): Decision {
  const { pausedAt, returnAt } = scene.clock;
  if (command.type === 'resume') return pausedAt === null ? 'already-so' : [{ type: 'resumed', at }];
  if (scene.phase === 'ended') return 'not-now';
  if (command.type === 'pause') return pausedAt === null ? [{ type: 'paused', at }] : 'already-so';
  // R1.6: says what it assumes, so that of two leaders' choices, and of a touch that comes twice, the first one counts.
  if (command.from !== returnAt) return 'already-so';
  const { minutes } = command;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > mostBreakMinutes) return 'not-now';
  const ends = { type: 'returnSet', at, until: at + minutes * 60_000 } as const;
  return pausedAt === null ? [{ type: 'paused', at }, ends] : [ends];
}
