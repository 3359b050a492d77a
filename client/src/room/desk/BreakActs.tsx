// A break with a time of return (R8.5), among the less usual acts: how long it is, or how long it still is. The pause beside it has an open end.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';

const lengths = [5, 10, 15];

export interface BreakActsProps {
  /** The time of return as it stands, in ms of the server's clock. */
  readonly returnAt: number | null;
  readonly act: Act;
  readonly close: () => void;
}

export function BreakActs({ returnAt, act, close }: BreakActsProps) {
  const words = useWords().desk;
  return lengths.map((minutes) => {
    const label = returnAt === null ? words.takeBreak(minutes) : words.breakAnew(minutes);
    const command: LeaderCommand = { type: 'takeBreak', from: returnAt, minutes };
    return (
      <li key={minutes}>
        <ActButton
          means={label}
          className={buttons.quiet}
          onAct={() => {
            close();
            void act(command);
          }}
        >
          {label}
        </ActButton>
      </li>
    );
  });
}
