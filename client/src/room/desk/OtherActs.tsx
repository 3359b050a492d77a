// The less usual ways onward: skip a phase, close the case early, take a choice back.
import { Ellipsis } from 'lucide-react';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { nextActWords, type Standing } from '../../model/next-act-words.ts';
import popCss from '../../parts/Pop.module.css';
import { Pop } from '../../parts/Pop.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import { BreakActs } from './BreakActs.tsx';
import { CircleActs } from './CircleActs.tsx';
import { FormActs } from './FormActs.tsx';
import { TimeActs } from './TimeActs.tsx';

export interface OtherActsProps {
  readonly desk: Desk;
  readonly standing: Standing;
  readonly view: RoomView;
  readonly act: Act;
}

export function OtherActs({ desk, standing, view, act }: OtherActsProps) {
  const words = useWords();
  const [first, ...later] = desk.next;
  // A leader who means it need not wait for an invited presenter (R1.8).
  const others = [...(first?.waitsFor === 'return' ? [first] : []), ...later.filter(({ waitsFor }) => waitsFor === null)];
  const shown = others.filter(({ to }) => to !== 'ended');
  const takesBack = desk.chosen?.accepted === true;
  return (
    <Pop
      label={words.desk.others}
      className={buttons.icon}
      chord="o"
      face={
        <>
          <Ellipsis aria-hidden="true" />
          <span data-word>{words.desk.othersShort}</span>
        </>
      }
    >
      {(close) => (
        <ul className={popCss.list}>
          {takesBack && (
            <li>
              <ActButton
                means="takeBackChoice"
                className={buttons.quiet}
                onAct={() => {
                  close();
                  void act({ type: 'takeBackChoice' });
                }}
              >
                {words.desk.takeBack}
              </ActButton>
            </li>
          )}
          {shown.map(({ to }) => {
            const { act: label, after } = nextActWords({ to, waitsFor: null }, standing, words.desk.acts);
            return (
              <li key={to}>
                <ActButton
                  means={`${standing.phase} ${to}`}
                  className={buttons.quiet}
                  onAct={() => {
                    close();
                    void act({ type: 'advance', from: standing.phase, to });
                  }}
                >
                  {after ? `${label}, ${after}` : label}
                </ActButton>
              </li>
            );
          })}
          <BreakActs returnAt={view.returnAt ?? null} act={act} close={close} />
          <TimeActs view={view} desk={desk} act={act} close={close} />
          {desk.circles && <CircleActs circles={desk.circles} standing={standing} act={act} close={close} />}
          <FormActs desk={desk} standing={standing} act={act} close={close} />
        </ul>
      )}
    </Pop>
  );
}
