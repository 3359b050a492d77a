// Acts offered one below the other, in the list of the less usual ones: the list closes, and the one that was pressed is done.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import type { Act } from '../use-act.ts';

export interface OfferedAct {
  /** What a press means, where the words alone do not tell. */
  readonly means?: string;
  readonly label: string;
  readonly command: LeaderCommand;
}

export interface ListedActs {
  readonly act: Act;
  readonly close: () => void;
}

export function OfferedActs({ offered, act, close }: ListedActs & { readonly offered: readonly OfferedAct[] }) {
  return offered.map(({ label, command, means = label }) => (
    <li key={means}>
      <ActButton
        means={means}
        className={buttons.quiet}
        onAct={() => {
          close();
          void act(command);
        }}
      >
        {label}
      </ActButton>
    </li>
  ));
}
