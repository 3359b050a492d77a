// One person in the leaders' list: how they are here, and what may be done, folded away.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import type { Chair } from '../../../../shared/ritual/view.ts';
import type { Sure } from '../../parts/Confirm.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords, type Words } from '../../words/words.ts';
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
  const how = state === 'empty' ? words.notHere : state === 'lineLost' ? words.connectionLost : null;
  const label = state === 'listening' ? words.onHold(name) : state === 'steppedBack' ? words.listening(name) : name;
  if (isLeader) {
    return (
      <p className={css.person}>
        <span>{label}</span>
        {how && <small>{how}</small>}
      </p>
    );
  }
  const isHere = state !== 'empty';
  const acts = desk.sure;
  return (
    <details className={css.details} name="people">
      <summary className={css.person} aria-label={desk.actsFor(name)}>
        <span>{label}</span>
        {how && <small>{how}</small>}
      </summary>
      <div className={css.acts}>
        {state === 'listening' ? (
          <ActButton
            means={`release ${personId}`}
            className={buttons.small}
            onAct={() => {
              done();
              act({ type: 'release', personId });
            }}
          >
            {desk.release(name)}
          </ActButton>
        ) : (
          isHere &&
          state !== 'observer' && (
            <ActButton
              means={`hold ${personId}`}
              className={buttons.small}
              onAct={() => ask(acts.hold(name), { type: 'hold', personId })}
            >
              {desk.hold(name)}
            </ActButton>
          )
        )}
        {isHere && (
          <ActButton
            means={`stepOut ${personId}`}
            className={buttons.small}
            onAct={() => ask(acts.stepOut(name), { type: 'askToStepOut', personId })}
          >
            {desk.stepOut(name)}
          </ActButton>
        )}
        <ActButton
          means={`closeDoor ${personId}`}
          className={buttons.small}
          onAct={() => ask(acts.closeDoor(name), { type: 'closeDoor', personId })}
        >
          {desk.closeDoor(name)}
        </ActButton>
      </div>
    </details>
  );
}
