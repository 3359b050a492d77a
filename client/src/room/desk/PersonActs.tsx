// One person in the leaders' list: how they are here, and what may be done, folded away.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import type { Chair } from '../../../../shared/ritual/view.ts';
import buttons from '../../styles/buttons.module.css';
import { useWords, type Words } from '../../words/words.ts';
import type { Sure } from '../Confirm.tsx';
import type { Act } from '../use-act.ts';
import css from './People.module.css';

export interface PersonActsProps {
  readonly chair: Chair;
  readonly isLeader: boolean;
  readonly words: Words['chairs'];
  readonly act: Act;
  readonly ask: (sure: Sure, command: LeaderCommand) => void;
  readonly done: () => void;
}

export function PersonActs({ chair, isLeader, words, act, ask, done }: PersonActsProps) {
  const { desk } = useWords();
  const { personId, name, state } = chair;
  const how = state === 'empty' ? words.notHere : state === 'lineLost' ? words.lineLost : null;
  const label = state === 'listening' ? words.onHold(name) : state === 'steppedBack' ? words.listening(name) : name;
  if (isLeader) {
    return (
      <p className={css.person}>
        {label}
        {how && <small>{how}</small>}
      </p>
    );
  }
  const isHere = state !== 'empty';
  const acts = desk.sure;
  return (
    <details className={css.details} name="people">
      <summary className={css.person} aria-label={desk.actsFor(name)}>
        {label}
        {how && <small>{how}</small>}
      </summary>
      <div className={css.acts}>
        {state === 'listening' ? (
          <button
            type="button"
            className={buttons.small}
            onClick={() => {
              done();
              act({ type: 'release', personId });
            }}
          >
            {desk.release(name)}
          </button>
        ) : (
          isHere &&
          state !== 'observer' && (
            <button type="button" className={buttons.small} onClick={() => ask(acts.hold(name), { type: 'hold', personId })}>
              {desk.hold(name)}
            </button>
          )
        )}
        {isHere && (
          <button
            type="button"
            className={buttons.small}
            onClick={() => ask(acts.stepOut(name), { type: 'askToStepOut', personId })}
          >
            {desk.stepOut(name)}
          </button>
        )}
        <button type="button" className={buttons.small} onClick={() => ask(acts.closeDoor(name), { type: 'closeDoor', personId })}>
          {desk.closeDoor(name)}
        </button>
      </div>
    </details>
  );
}
