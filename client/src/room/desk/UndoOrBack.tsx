// One place, two ways back: undo while it lasts (R1.5), the earlier phases of this case otherwise (R1.3).
import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { steadyNow } from '../../steady-clock.ts';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import popCss from '../Pop.module.css';
import { Pop } from '../Pop.tsx';
import type { Act } from '../use-act.ts';
import { useKeys } from '../use-keys.ts';
import css from './UndoOrBack.module.css';

export interface UndoOrBackProps {
  readonly desk: Desk;
  readonly phase: RoomView['phase'];
  readonly clockOffset: number;
  readonly act: Act;
}

export function UndoOrBack({ desk, phase, clockOffset, act }: UndoOrBackProps) {
  const words = useWords();
  const left = useTimeLeft(desk.undoUntil, clockOffset);
  const undo = () => act({ type: 'undo', from: phase });
  useKeys({ u: left !== null && undo });
  if (left !== null) {
    return (
      <button
        type="button"
        className={css.undo}
        aria-keyshortcuts="u"
        title={words.keys.withKey(words.desk.undoFor, 'U')}
        onClick={undo}
      >
        <Undo2 aria-hidden="true" />
        <span className={css.word}>{words.desk.undo}</span>
        <ShrinkingBar key={desk.undoUntil} ms={left} />
      </button>
    );
  }
  if (desk.back.length === 0) return <span className={css.nothing} />;
  return (
    <Pop label={words.desk.back} className={buttons.icon} keyName="b" face={<Undo2 aria-hidden="true" />}>
      {(close) => (
        <ul className={popCss.list}>
          {desk.back.map((to) => (
            <li key={to}>
              <button
                type="button"
                className={buttons.quiet}
                onClick={() => {
                  close();
                  act({ type: 'goBack', from: phase, to });
                }}
              >
                {words.desk.backTo(words.phases.names[to])}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Pop>
  );
}

/** Runs once from the moment it appears. */
function ShrinkingBar({ ms }: { readonly ms: number }) {
  const [duration] = useState(ms);
  return <span className={css.left} style={{ animationDuration: `${duration}ms` }} />;
}

/** Milliseconds that undo has left as it appears, or null once it is over. */
function useTimeLeft(until: number | null, clockOffset: number): number | null {
  const [over, setOver] = useState<number | null>(null);
  const left = until === null || over === until ? 0 : until - (steadyNow() + clockOffset);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setOver(until), Math.max(0, until - (steadyNow() + clockOffset)));
    return () => clearTimeout(timer);
  }, [until, clockOffset]);
  return left > 0 ? left : null;
}
