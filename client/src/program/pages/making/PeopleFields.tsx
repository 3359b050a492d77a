// Who sits in a group that is being made: oneself, the people who were pasted, and the order of their chairs.
import type { PasteFault } from '../../../../../shared/protocol/program/pasted-people.ts';
import { roomFor } from '../../../../../shared/ritual/form-faults.ts';
import type { FieldFault } from '../../asking/ask.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { FromProgram } from './FromProgram.tsx';
import { formOfDraft, type GroupDraft } from './group-draft.ts';
import { PastePeople } from './PastePeople.tsx';
import { SeatRows } from './SeatRows.tsx';
import { type Person, seatedWith, type TakenPeople } from './take-pasted.ts';

interface PeopleFieldsProps {
  readonly draft: GroupDraft;
  readonly change: (change: Partial<GroupDraft>) => void;
  readonly faults: readonly FieldFault[];
  readonly pasteFaults: readonly PasteFault[];
  readonly onTake: () => TakenPeople;
  /** Null: a leader alone. */
  readonly programId: string | null;
}

export function PeopleFields({ draft, change, faults, pasteFaults, onTake, programId }: PeopleFieldsProps) {
  const { people: words } = useMakingWords();
  const around = useAroundWords();
  const { seats, mine } = draft;
  const me = seats.find(({ key }) => key === mine);
  const add = (people: readonly Person[]) => {
    const seated = seatedWith(draft, people);
    change({ seats: seated.seats });
    return seated.added;
  };
  const whole = faults.find(({ path }) => path === 'seats');
  const mineIndex = seats.findIndex(({ key }) => key === mine);
  const isNameless = faults.some(({ path }) => path === `seats.${mineIndex}.name`);
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      {programId === null && me && (
        <Field label={words.mineLabel} hint={words.mineHint} fault={isNameless ? words.needsName : null}>
          {(ids) => (
            <input
              {...ids}
              value={me.name}
              maxLength={80}
              autoComplete="name"
              onChange={(event) =>
                change({ seats: seats.map((seat) => (seat.key === mine ? { ...seat, name: event.target.value } : seat)) })
              }
            />
          )}
        </Field>
      )}
      <PastePeople text={draft.pasted} onText={(pasted) => change({ pasted })} faults={pasteFaults} onTake={onTake} />
      {programId !== null && <FromProgram programId={programId} seats={seats} onAdd={add} />}
      <h3>{words.circle}</h3>
      {whole && (
        <p role="alert" className={form.fault}>
          {whole.code === 'no-leader'
            ? words.noLeader
            : /^(too-many|circle-full|form-full)$/.test(whole.code)
              ? words.tooMany
              : around.faults.other}
        </p>
      )}
      <SeatRows
        seats={seats}
        mine={mine}
        room={roomFor(formOfDraft(draft))}
        onSeats={(next) => change({ seats: next })}
        faults={faults}
      />
    </section>
  );
}
