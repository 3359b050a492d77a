import type { Chair } from '../../../../shared/ritual/view.ts';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './People.module.css';

export interface PersonActsProps {
  readonly chair: Chair;
  readonly isLeader: boolean;
  /** R5.6: where this person may be seated instead, or null. */
  readonly otherCircle: 'inner' | 'outer' | null;
  /** A member who leads for the rest of this meeting (R6.1). */
  readonly isSubstitute: boolean;
  readonly isInTraining: boolean;
  /** Not whoever presents, nor an observer. */
  readonly mayLead: boolean;
  readonly words: Words['chairs'];
  readonly act: Act;
  readonly done: () => void;
}

export function PersonActs({
  chair,
  isLeader,
  otherCircle,
  isSubstitute,
  isInTraining,
  mayLead,
  words,
  act,
  done,
}: PersonActsProps) {
  const { desk } = useWords();
  const { personId, name, state } = chair;
  const how = state === 'empty' ? words.notHere : state === 'lineLost' ? words.connectionLost : null;
  const label = state === 'listening' ? words.onHold(name) : state === 'steppedBack' ? words.listening(name) : name;
  if (isLeader) {
    return (
      <>
        <p className={css.person}>
          <span>{label}</span>
          {isInTraining && <small>{desk.inTraining}</small>}
          {isSubstitute && <small>{desk.leadsToday}</small>}
          {how && <small>{how}</small>}
        </p>
        {isSubstitute && (
          <ActButton
            means={`endSubstitute ${personId}`}
            className={buttons.small}
            onAct={() => {
              done();
              void act({ type: 'endSubstitute', personId });
            }}
          >
            {desk.endSubstitute(name)}
          </ActButton>
        )}
      </>
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
              void act({ type: 'release', personId });
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
              onAct={() => act({ type: 'hold', personId }, acts.hold(name))}
            >
              {desk.hold(name)}
            </ActButton>
          )
        )}
        {otherCircle && (
          <ActButton
            means={`seatIn ${otherCircle} ${personId}`}
            className={buttons.small}
            onAct={() => {
              done();
              void act({ type: 'seatIn', personId, circle: otherCircle });
            }}
          >
            {desk.seatIn[otherCircle](name)}
          </ActButton>
        )}
        {mayLead && state === 'present' && (
          <ActButton
            means={`nameSubstitute ${personId}`}
            className={buttons.small}
            onAct={() => act({ type: 'nameSubstitute', personId }, acts.nameSubstitute(name))}
          >
            {desk.nameSubstitute(name)}
          </ActButton>
        )}
        {isHere && (
          <ActButton
            means={`stepOut ${personId}`}
            className={buttons.small}
            onAct={() => act({ type: 'askToStepOut', personId }, acts.stepOut(name))}
          >
            {desk.stepOut(name)}
          </ActButton>
        )}
        <ActButton
          means={`closeDoor ${personId}`}
          className={buttons.small}
          onAct={() => act({ type: 'closeDoor', personId }, acts.closeDoor(name))}
        >
          {desk.closeDoor(name)}
        </ActButton>
      </div>
    </details>
  );
}
