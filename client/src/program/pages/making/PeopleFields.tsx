// Who sits in a group that is being made: oneself, the people who were pasted, and the order of their chairs.
import type { FieldFault } from '../../asking/ask.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { FromProgram } from './FromProgram.tsx';
import type { GroupDraft } from './group-draft.ts';
import { type DraftSeat, newKey } from './new-seats.ts';
import { PastePeople } from './PastePeople.tsx';
import { SeatRows } from './SeatRows.tsx';

interface PeopleFieldsProps {
  readonly draft: GroupDraft;
  readonly change: (change: Partial<GroupDraft>) => void;
  readonly faults: readonly FieldFault[];
  /** Null: a leader alone. */
  readonly programId: string | null;
}

export function PeopleFields({ draft, change, faults, programId }: PeopleFieldsProps) {
  const { people: words } = useMakingWords();
  const around = useAroundWords();
  const { seats, mine } = draft;
  const me = seats.find(({ key }) => key === mine);
  const add = (people: readonly { readonly name: string; readonly address: string | null }[]) => {
    const sits = ({ name, address }: { readonly name: string; readonly address: string | null }) =>
      seats.some((seat) => (address === null ? seat.name === name : seat.address === address));
    // Who pastes a whole list pastes themselves too.
    const own = me && people.find(({ address }) => address !== null && address === me.address);
    const added = people.filter((person) => !sits(person) && person !== own);
    const named = seats.map((seat) => (own && seat.key === mine && seat.name === '' ? { ...seat, name: own.name } : seat));
    const fresh = added.map(({ name, address }): DraftSeat => ({ key: newKey(), name, address: address ?? '', kind: 'member' }));
    change({ seats: [...named, ...fresh] });
    return added.length + (own ? 1 : 0);
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
      <PastePeople text={draft.pasted} onText={(pasted) => change({ pasted })} onAdd={add} />
      {programId !== null && <FromProgram programId={programId} seats={seats} onAdd={add} />}
      <h3>{words.circle}</h3>
      {whole && (
        <p role="alert" className={form.fault}>
          {whole.code === 'no-leader'
            ? words.noLeader
            : /^(too-many|circle-full)$/.test(whole.code)
              ? words.tooMany
              : around.faults.other}
        </p>
      )}
      <SeatRows seats={seats} mine={mine} onSeats={(next) => change({ seats: next })} faults={faults} />
    </section>
  );
}
