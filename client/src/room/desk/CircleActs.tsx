// What leaders may do with two circles (R5.6), among the less usual acts: whose round it is in a case, and changing places between cases.
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Standing } from '../../model/next-act-words.ts';
import { useWords } from '../../words/words.ts';
import { type ListedActs, type OfferedAct, OfferedActs } from './OfferedActs.tsx';

const rounds = ['inner', 'outer', 'both'] as const;

export interface CircleActsProps extends ListedActs {
  readonly circles: NonNullable<Desk['circles']>;
  readonly standing: Standing;
}

export function CircleActs({ circles: { round, seatsMove, first }, standing: { phase }, ...list }: CircleActsProps) {
  const words = useWords().desk;
  const offered: OfferedAct[] = rounds
    .filter((to) => round !== null && to !== round)
    .map((to) => ({
      means: `${phase} ${to}`,
      label: words.rounds[to],
      command: { type: 'giveRound', from: phase, to },
    }));
  if (seatsMove && first !== null)
    offered.push({ means: `${phase} exchange`, label: words.exchangeCircles, command: { type: 'exchangeCircles', first } });
  return <OfferedActs offered={offered} {...list} />;
}
