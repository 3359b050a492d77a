// What leaders may do with two circles (R5.6), among the less usual acts: whose round it is in a case, and changing places between cases.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Standing } from '../../model/next-act-words.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';

const rounds = ['inner', 'outer', 'both'] as const;

export interface CircleActsProps {
  readonly circles: NonNullable<Desk['circles']>;
  readonly standing: Standing;
  readonly act: Act;
  readonly close: () => void;
}

export function CircleActs({ circles: { round, seatsMove, first }, standing: { phase }, act, close }: CircleActsProps) {
  const words = useWords().desk;
  const offered: (readonly [label: string, command: LeaderCommand])[] = rounds
    .filter((to) => round !== null && to !== round)
    .map((to) => [words.rounds[to], { type: 'giveRound', from: phase, to }]);
  if (seatsMove && first !== null) offered.push([words.exchangeCircles, { type: 'exchangeCircles', first }]);
  return offered.map(([label, command]) => (
    <li key={label}>
      <ActButton
        means={`${phase} ${label}`}
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
