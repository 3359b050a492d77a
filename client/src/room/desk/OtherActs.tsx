// The less usual ways onward: skip a phase, close the case early, take a choice back.
import { Ellipsis } from 'lucide-react';
import type { Desk } from '../../../../shared/ritual/view.ts';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import popCss from '../Pop.module.css';
import { Pop } from '../Pop.tsx';
import type { Act } from '../use-act.ts';
import { nextActWords, type Standing } from './next-act-words.ts';

export interface OtherActsProps {
  readonly desk: Desk;
  readonly standing: Standing;
  readonly act: Act;
}

export function OtherActs({ desk, standing, act }: OtherActsProps) {
  const words = useWords();
  const others = desk.next.slice(1).filter((next) => next.to !== 'ended' && next.waitsFor === null);
  const takesBack = desk.chosen?.accepted === true;
  if (others.length === 0 && !takesBack) return null;
  return (
    <Pop label={words.desk.others} className={buttons.icon} keyName="o" face={<Ellipsis aria-hidden="true" />}>
      {(close) => (
        <ul className={popCss.list}>
          {takesBack && (
            <li>
              <button
                type="button"
                className={buttons.quiet}
                onClick={() => {
                  close();
                  act({ type: 'takeBackChoice' });
                }}
              >
                {words.desk.takeBack}
              </button>
            </li>
          )}
          {others.map((next) => {
            const { act: label, after } = nextActWords(next, standing, words.desk.acts);
            return (
              <li key={next.to}>
                <button
                  type="button"
                  className={buttons.quiet}
                  onClick={() => {
                    close();
                    act({ type: 'advance', from: standing.phase, to: next.to });
                  }}
                >
                  {after ? `${label}, ${after}` : label}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Pop>
  );
}
