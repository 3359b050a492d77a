// Two ways back in one place of one size, so that nothing beside it moves: undo while it lasts (R1.5), otherwise the earlier phases of this case (R1.3).
import { ListStart, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { phaseName } from '../../model/phase-name.ts';
import { steadyNow } from '../../model/steady-clock.ts';
import popCss from '../../parts/Pop.module.css';
import { Pop } from '../../parts/Pop.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './UndoOrBack.module.css';

export interface UndoOrBackProps {
  readonly desk: Desk;
  readonly phase: RoomView['phase'];
  readonly names: RoomView['phaseNames'];
  readonly clockOffset: number;
  readonly act: Act;
}

export function UndoOrBack({ desk, phase, names, clockOffset, act }: UndoOrBackProps) {
  const words = useWords();
  const left = useTimeLeft(desk.undoUntil, clockOffset);
  const to = desk.undoTo && words.desk.undoTo(phaseName(desk.undoTo, names, words.phases.names));
  return (
    <div className={css.place}>
      {left !== null ? (
        <ActButton
          means={`undo ${phase} ${desk.undoUntil}`}
          className={css.undo}
          chord="u"
          title={to ? words.desk.undoWhole(to) : words.desk.undo}
          aria-label={to ? words.desk.undoWhole(to) : words.desk.undo}
          onAct={() => act({ type: 'undo', from: phase })}
        >
          <Undo2 aria-hidden="true" />
          <span className={css.word}>
            <span>{words.desk.undo}</span>
            {to && <small key={to}>{to}</small>}
          </span>
          <ShrinkingBar key={desk.undoUntil} ms={left} />
        </ActButton>
      ) : (
        desk.back.length > 0 && (
          <Pop
            label={words.desk.back}
            className={css.back}
            chord="g"
            face={
              <>
                <ListStart aria-hidden="true" />
                <span data-word>{words.desk.back}</span>
              </>
            }
          >
            {(close) => (
              <ul className={popCss.list}>
                {desk.back.map((to) => (
                  <li key={to}>
                    <ActButton
                      means={`back ${phase} ${to}`}
                      className={buttons.quiet}
                      onAct={() => {
                        close();
                        void act({ type: 'goBack', from: phase, to });
                      }}
                    >
                      {words.desk.backTo(phaseName(to, names, words.phases.names))}
                    </ActButton>
                  </li>
                ))}
              </ul>
            )}
          </Pop>
        )
      )}
    </div>
  );
}
/** Plays once, from the moment it appears. */
function ShrinkingBar({ ms }: { readonly ms: number }) {
  const [duration] = useState(ms);
  return <span className={css.left} style={{ animationDuration: `${duration}ms` }} />;
}

/** Milliseconds left to undo when it appears, or null once it is over. */
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
