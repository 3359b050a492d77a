// Minutes and place beside everybody who may have been there, and how many cases there were: what somebody enters of a meeting, as they type it.
import {
  type CreditPlace,
  type EnteredMeeting,
  type GridPerson,
  minutesOf,
} from '../../../../../shared/protocol/program/credit.ts';
import type { Failure } from '../../asking/ask.ts';
import { Field } from '../../parts/Field.tsx';
import table from '../../parts/Table.module.css';
import { useCreditWords } from '../../words/credit-words.ts';
import css from './EnterForm.module.css';
import { faultIn } from './fault-in.ts';
import { PlaceSelect } from './PlaceField.tsx';

export interface There {
  readonly minutes: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, CreditPlace>>;
  readonly cases: string;
}

export const nobodyYet: There = { minutes: {}, places: {}, cases: '' };

type People = readonly Pick<GridPerson, 'id' | 'name'>[];

const typed = ({ minutes }: There, id: string) => minutes[id] ?? '';
const placeOf = ({ places }: There, id: string): CreditPlace => places[id] ?? 'room';

/** As the server takes it; null while it has a fault that the page knows. Whoever has no minutes was not there. */
export function enteredOf(there: There, people: People, most: number): EnteredMeeting | null {
  const came = people.filter(({ id }) => typed(there, id).trim() !== '');
  if (came.length === 0 || came.some(({ id }) => typeof minutesOf(typed(there, id), most) === 'string')) return null;
  return {
    people: came.map(({ id }) => ({ personId: id, minutes: typed(there, id), place: placeOf(there, id) })),
    ...(there.cases === '' ? {} : { cases: Number(there.cases) }),
  };
}

/** Everybody who has none yet gets the same minutes. */
export function filled(there: There, people: People, most: number): Pick<There, 'minutes'> {
  return { minutes: Object.fromEntries(people.map(({ id }) => [id, typed(there, id) || String(most)])) };
}

interface WhoWasThereProps {
  readonly there: There;
  readonly people: People;
  readonly most: number;
  readonly asksCases: boolean;
  /** Whether what the page finds wrong is said yet. */
  readonly hasLooked: boolean;
  readonly failed: Failure | null;
  readonly onChange: (part: Partial<There>) => void;
}

export function WhoWasThere({ there, people, most, asksCases, hasLooked, failed, onChange }: WhoWasThereProps) {
  const { entering: words, meeting: meetingWords, faults: sentences } = useCreditWords();
  const came = people.filter(({ id }) => typed(there, id).trim() !== '');
  const faultOf = (id: string): string | null => {
    const n = came.findIndex((person) => person.id === id);
    if (n < 0) return null;
    const read = minutesOf(typed(there, id), most);
    if (typeof read === 'string') return hasLooked ? (sentences[read] ?? null) : null;
    return faultIn(failed, `people.${n}.minutes`, sentences) ?? faultIn(failed, `people.${n}.personId`, sentences);
  };
  return (
    <>
      <table className={`${table.table} ${css.entries}`}>
        <thead>
          <tr>
            <th scope="col">{meetingWords.person}</th>
            <th scope="col">{meetingWords.minutes}</th>
            <th scope="col">{meetingWords.place}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name }) => {
            const fault = faultOf(id);
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <input
                    aria-label={words.minutesOf(name)}
                    aria-invalid={fault ? true : undefined}
                    aria-describedby={fault ? `fault-${id}` : undefined}
                    inputMode="numeric"
                    size={4}
                    value={typed(there, id)}
                    onChange={({ target }) => onChange({ minutes: { ...there.minutes, [id]: target.value } })}
                  />
                  {fault && (
                    <p id={`fault-${id}`} className={table.bad} role="alert">
                      {fault}
                    </p>
                  )}
                </td>
                <td>
                  <PlaceSelect
                    aria-label={words.placeOf(name)}
                    place={placeOf(there, id)}
                    onPlace={(place) => onChange({ places: { ...there.places, [id]: place } })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {asksCases && (
        <Field label={words.cases} hint={words.casesHint} size="middle">
          {(ids) => (
            <select {...ids} value={there.cases} onChange={({ target }) => onChange({ cases: target.value })}>
              <option value="">{words.casesUnsaid}</option>
              {Array.from({ length: 10 }, (_, n) => String(n)).map((n) => (
                <option key={n}>{n}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <p role="alert" className={table.bad}>
        {hasLooked && came.length === 0 ? sentences.nobody : (faultIn(failed, 'people', sentences) ?? '')}
      </p>
    </>
  );
}
