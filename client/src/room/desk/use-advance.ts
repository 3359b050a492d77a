// Goes on to a phase; where that ends the room for members or for all, only after asking (R1.8).
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import type { PhaseId } from '../../../../shared/ritual/phases.ts';
import type { Sure } from '../../parts/Confirm.tsx';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';

export type Advance = (from: PhaseId, to: PhaseId) => void;
export type Ask = (sure: Sure, command: LeaderCommand) => void;

export function useAdvance(act: Act, ask: Ask): Advance {
  const { sure } = useWords().desk;
  return (from, to) => {
    const command = { type: 'advance', from, to } as const;
    if (to === 'ended') ask(sure.end, command);
    else if (to === 'debrief') ask(sure.debrief, command);
    else act(command);
  };
}
