// Handing the time to somebody who leads too, or taking it (R7.6), among the less usual acts. Only where two lead.
import { isLeading } from '../../../../shared/ritual/roles.ts';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { useWords } from '../../words/words.ts';
import { type ListedActs, type OfferedAct, OfferedActs } from './OfferedActs.tsx';

export interface TimeActsProps extends ListedActs {
  readonly view: Pick<RoomView, 'chairs' | 'me' | 'presenterId'>;
  readonly desk: Pick<Desk, 'timeKeeper'>;
}

export function TimeActs({ view: { chairs, me, presenterId }, desk, ...list }: TimeActsProps) {
  const words = useWords().desk;
  const keeper = desk.timeKeeper?.personId ?? null;
  const leading = chairs.filter(
    ({ personId, role, state }) => isLeading(role) && state === 'present' && personId !== presenterId && personId !== keeper,
  );
  if (keeper === null && leading.length < 2) return null;
  const offered = leading.map(
    ({ personId, name }): OfferedAct => ({
      means: `time ${personId}`,
      label: personId === me.personId ? words.takeTime : words.handTime(name),
      command: { type: 'handTime', from: keeper, to: personId },
    }),
  );
  return <OfferedActs offered={offered} {...list} />;
}
