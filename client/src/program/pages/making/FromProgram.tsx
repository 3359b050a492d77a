// People of the program, to be put in the circle of a new group; and the pairs among them that a leader should look at.
import { useEffect, useMemo, useState } from 'react';
import type { PairWarning } from '../../../../../shared/protocol/program/groups.ts';
import type { PersonRow } from '../../../../../shared/protocol/program/people.ts';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { useMakingWords } from '../../words/making-words.ts';
import type { DraftSeat } from './new-seats.ts';

interface FromProgramProps {
  readonly programId: string;
  readonly seats: readonly DraftSeat[];
  readonly onAdd: (people: readonly { readonly name: string; readonly address: string | null }[]) => number;
}

export function FromProgram({ programId, seats, onAdd }: FromProgramProps) {
  const { people: words } = useMakingWords();
  const { standing } = useAsked<{ readonly people: readonly PersonRow[] }>(api.people(programId));
  const people = useMemo(() => (standing.is === 'there' ? standing.value.people : []), [standing]);
  const seated = useMemo(() => people.filter((person) => seats.some((seat) => isSame(person, seat))), [people, seats]);
  const others = people.filter((person) => !seated.includes(person));
  if (people.length === 0) return null;
  return (
    <>
      <Field label={words.fromProgram} size="middle">
        {(ids) => (
          <select
            {...ids}
            value=""
            onChange={({ target }) => {
              const person = people.find(({ id }) => id === target.value);
              if (person) onAdd([person]);
            }}
          >
            <option value="">{words.fromProgramChoose}</option>
            {others.map(({ id, name, workplace }) => (
              <option key={id} value={id}>
                {workplace === null ? name : `${name}, ${workplace}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Warnings programId={programId} seated={seated} />
    </>
  );
}

function isSame(person: PersonRow, seat: DraftSeat): boolean {
  return person.address === null ? person.name === seat.name && seat.address === '' : person.address === seat.address;
}

const mostAsked = 24;

function Warnings({ programId, seated }: { readonly programId: string; readonly seated: readonly PersonRow[] }) {
  const { people: words } = useMakingWords();
  const ids = seated.slice(0, mostAsked).map(({ id }) => id);
  const asked = ids.length < 2 ? '' : ids.sort().join(',');
  const [warnings, setWarnings] = useState<readonly PairWarning[]>([]);
  useEffect(() => {
    if (asked === '') {
      setWarnings([]);
      return;
    }
    let isOld = false;
    void ask<{ readonly warnings: readonly PairWarning[] }>('GET', api.pairs(programId, asked)).then((outcome) => {
      if (!isOld && outcome.ok) setWarnings(outcome.value.warnings);
    });
    return () => {
      isOld = true;
    };
  }, [programId, asked]);
  const nameOf = (id: string) => seated.find((person) => person.id === id)?.name ?? '';
  return (
    <div role="status">
      {warnings.length > 0 && (
        <div className={form.note}>
          <p>{words.pairsHeading}</p>
          <ul>
            {warnings.map(({ oneId, otherId, kind }) => (
              <li key={`${oneId} ${otherId} ${kind}`}>
                <strong>{words.pair(nameOf(oneId), nameOf(otherId))}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
