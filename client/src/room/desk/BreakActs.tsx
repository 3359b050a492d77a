// A break with a time of return (R8.5), among the less usual acts: how long it is, or how long it still is. The pause beside it has an open end.
import { useWords } from '../../words/words.ts';
import { type ListedActs, type OfferedAct, OfferedActs } from './OfferedActs.tsx';

const lengths = [5, 10, 15];

export interface BreakActsProps extends ListedActs {
  /** The time of return as it stands, in ms of the server's clock. */
  readonly returnAt: number | null;
}

export function BreakActs({ returnAt, ...list }: BreakActsProps) {
  const words = useWords().desk;
  const offered = lengths.map(
    (minutes): OfferedAct => ({
      label: returnAt === null ? words.takeBreak(minutes) : words.breakAnew(minutes),
      command: { type: 'takeBreak', from: returnAt, minutes },
    }),
  );
  return <OfferedActs offered={offered} {...list} />;
}
