// Acts offered one below the other, in the list of the less usual ones: the list closes, and the one that was pressed is done.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import type { Act } from '../use-act.ts';

export interface OfferedAct {
  /** Where two may read alike. */
  readonly id?: string;
  readonly label: string;
  readonly command: LeaderCommand;
}

export interface ListedActs {
  readonly act: Act;
  readonly close: () => void;
}

export function OfferedActs({ offered, act, close }: ListedActs & { readonly offered: readonly OfferedAct[] }) {
  return offered.map(({ label, command, id = label }) => (
    <li key={id}>
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
  ));
}
