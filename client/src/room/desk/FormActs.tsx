// What leaders may change for the rest of this meeting, among the less usual acts: this phase's minutes, the kind of stepping back (R1.7), the
// planned end (R9.1).
import { mostExtendedMinutes } from '../../../../shared/ritual/decide-form.ts';
import { mostMinutes } from '../../../../shared/ritual/form-faults.ts';
import type { PushBack } from '../../../../shared/ritual/forms.ts';
import { phases } from '../../../../shared/ritual/phases.ts';
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Standing } from '../../model/next-act-words.ts';
import { timeOfDay } from '../../words/times.ts';
import { useWords } from '../../words/words.ts';
import { type ListedActs, type OfferedAct, OfferedActs } from './OfferedActs.tsx';

const step = 5;
/** R9.1 */
const extended = [0, 15, mostExtendedMinutes];
const kinds: readonly PushBack[] = ['atTheEdge', 'unseen', 'none'];

export interface FormActsProps extends ListedActs {
  readonly desk: Desk;
  readonly standing: Standing;
}

export function FormActs({ desk, standing: { phase, pushBack }, ...list }: FormActsProps) {
  const { desk: words, language } = useWords();
  const { minutes } = desk.clock;
  const times = [minutes + step, minutes - step].filter((wished) => wished >= 1 && wished <= mostMinutes);
  // From the group work on somebody is outside the circle, or was a moment ago.
  const isEarlier = !phases[phase].stepsBack && phase !== 'closingRound';
  const { hours } = desk;
  const put = (to: number) => (hours ? hours.endsAt + (to - hours.extendedMinutes) * 60_000 : 0);
  const extensions = hours ? extended.filter((to) => to > hours.extendedMinutes || (to === 0 && hours.extendedMinutes > 0)) : [];
  const offered: readonly OfferedAct[] = [
    ...times.map((wished) => ({
      label: words.giveMinutes(wished, minutes),
      command: { type: 'setMinutes', phase, minutes: wished } as const,
    })),
    ...kinds
      .filter((kind) => isEarlier && kind !== pushBack)
      .map((kind) => ({ label: words.kinds[kind], command: { type: 'setPushBack', pushBack: kind } as const })),
    ...extensions.map((to) => ({
      label: to === 0 ? words.extendNot(timeOfDay(put(0), language)) : words.extend(to, timeOfDay(put(to), language)),
      command: { type: 'extendHours', from: hours?.extendedMinutes ?? 0, to } as const,
    })),
  ];
  return <OfferedActs offered={offered} {...list} />;
}
