// The phases of a form, one a row: whether it has it, what the group calls it, how long it is meant to be, and whether hands are raised.
import { longestPhaseName } from '../../../../../shared/ritual/form-faults.ts';
import { allPhaseIds, type PhaseId, phases } from '../../../../../shared/ritual/phases.ts';
import table from '../../parts/Table.module.css';
import { useFormWords } from '../../words/form-words.ts';
import { type FormDraft, shownPhases } from './form-draft.ts';
import css from './PhaseRows.module.css';

export interface PhaseRowsProps {
  readonly draft: FormDraft;
  readonly change: (change: Partial<FormDraft>) => void;
  readonly faultAt: (path: string) => string | null;
  /** Of the group, in which its own names are. */
  readonly language: string;
}

const withOr = (ids: readonly PhaseId[], id: PhaseId, isOn: boolean): PhaseId[] =>
  isOn ? allPhaseIds.filter((one) => one === id || ids.includes(one)) : ids.filter((one) => one !== id);

export function PhaseRows({ draft, change, faultAt, language }: PhaseRowsProps) {
  const words = useFormWords();
  return (
    <table className={`${table.table} ${table.stacks} ${css.phases}`}>
      <thead>
        <tr>
          <th scope="col">{words.columns.phase}</th>
          <th scope="col">{words.columns.name}</th>
          <th scope="col">{words.columns.minutes}</th>
          <th scope="col">{words.columns.hands}</th>
        </tr>
      </thead>
      <tbody>
        {shownPhases.map((id) => {
          const name = words.names[id];
          const isHere = draft.phases.includes(id);
          const [nameFault, minutesFault] = [faultAt(`names.${id}`), faultAt(`minutes.${id}`)];
          const phaseFault = faultAt(`phases.${id}`);
          return (
            <tr key={id} data-off={isHere ? undefined : true}>
              <th scope="row">
                {phases[id].maySkip ? (
                  <label className={css.choice}>
                    <input
                      type="checkbox"
                      checked={isHere}
                      onChange={(event) => change({ phases: withOr(draft.phases, id, event.target.checked) })}
                    />
                    <span>{name}</span>
                  </label>
                ) : (
                  <span className={css.always}>{name}</span>
                )}
                <small>{words.says[id]}</small>
                {phaseFault && <Fault id={`phases-${id}`}>{phaseFault}</Fault>}
              </th>
              <td>
                {isHere && (
                  <>
                    <input
                      aria-label={words.ownName(name)}
                      aria-invalid={nameFault ? true : undefined}
                      aria-describedby={nameFault ? `names-${id}` : undefined}
                      lang={language}
                      value={draft.names[id] ?? ''}
                      placeholder={name}
                      maxLength={longestPhaseName}
                      autoComplete="off"
                      onChange={(event) => change({ names: { ...draft.names, [id]: event.target.value } })}
                    />
                    {nameFault && <Fault id={`names-${id}`}>{nameFault}</Fault>}
                  </>
                )}
              </td>
              <td data-of={isHere ? words.columns.minutes : undefined}>
                {isHere && (
                  <>
                    <input
                      className={css.minutes}
                      aria-label={words.minutesOf(name)}
                      aria-invalid={minutesFault ? true : undefined}
                      aria-describedby={minutesFault ? `minutes-${id}` : undefined}
                      inputMode="numeric"
                      value={draft.minutes[id] ?? ''}
                      maxLength={6}
                      autoComplete="off"
                      onChange={(event) => change({ minutes: { ...draft.minutes, [id]: event.target.value } })}
                    />
                    {minutesFault && <Fault id={`minutes-${id}`}>{minutesFault}</Fault>}
                  </>
                )}
              </td>
              <td>
                {isHere && phases[id].mayHaveHands && (
                  <label className={css.choice}>
                    <input
                      type="checkbox"
                      aria-label={words.handsIn(name)}
                      checked={draft.hands.includes(id)}
                      onChange={(event) => change({ hands: withOr(draft.hands, id, event.target.checked) })}
                    />
                    <span aria-hidden="true">{words.hands}</span>
                  </label>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Fault({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <p id={id} className={css.fault} role="alert">
      {children}
    </p>
  );
}
