// Handing the time to somebody who leads too, or taking it (R7.6), among the less usual acts. Only where two lead.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { isLeading } from '../../../../shared/ritual/roles.ts';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';

export interface TimeActsProps {
  readonly view: Pick<RoomView, 'chairs' | 'me' | 'presenterId'>;
  readonly desk: Pick<Desk, 'timeKeeper'>;
  readonly act: Act;
  readonly close: () => void;
}

export function TimeActs({ view: { chairs, me, presenterId }, desk, act, close }: TimeActsProps) {
  const words = useWords().desk;
  const keeper = desk.timeKeeper?.personId ?? null;
  const leading = chairs.filter(
    ({ personId, role, state }) => isLeading(role) && state === 'present' && personId !== presenterId && personId !== keeper,
  );
  if (keeper === null && leading.length < 2) return null;
  return leading.map(({ personId, name }) => {
    const label = personId === me.personId ? words.takeTime : words.handTime(name);
    const command: LeaderCommand = { type: 'handTime', from: keeper, to: personId };
    return (
      <li key={personId}>
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
