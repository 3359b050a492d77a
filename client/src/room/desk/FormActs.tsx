// What leaders may change of the form for the rest of this meeting, among the less usual acts: this phase's minutes, and the kind of stepping back (R1.7).
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { mostMinutes } from '../../../../shared/ritual/form-faults.ts';
import type { PushBack } from '../../../../shared/ritual/forms.ts';
import { phases } from '../../../../shared/ritual/phases.ts';
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Standing } from '../../model/next-act-words.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';

const step = 5;
const kinds: readonly PushBack[] = ['atTheEdge', 'unseen', 'none'];

export interface FormActsProps {
  readonly desk: Desk;
  readonly standing: Standing;
  readonly act: Act;
  readonly close: () => void;
}

export function FormActs({ desk, standing: { phase, pushBack }, act, close }: FormActsProps) {
  const words = useWords().desk;
  const { minutes } = desk.clock;
  const times = [minutes + step, minutes - step].filter((wished) => wished >= 1 && wished <= mostMinutes);
  // From the group work on somebody is outside the circle, or was a moment ago.
  const isEarlier = !phases[phase].stepsBack && phase !== 'closingRound';
  const offered: readonly { readonly label: string; readonly command: LeaderCommand }[] = [
    ...times.map((wished) => ({
      label: words.giveMinutes(wished, minutes),
      command: { type: 'setMinutes', phase, minutes: wished } as const,
    })),
    ...kinds
      .filter((kind) => isEarlier && kind !== pushBack)
      .map((kind) => ({ label: words.kinds[kind], command: { type: 'setPushBack', pushBack: kind } as const })),
  ];
  return offered.map(({ label, command }) => (
    <li key={label}>
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
