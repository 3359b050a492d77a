// A seat for somebody new, for somebody who comes back, or for one meeting: a guest, a substitute leader.
import { type FormEvent, useState } from 'react';
import type { GroupDates } from '../../../../../shared/protocol/program/dates.ts';
import type { GivenSeat, GroupView } from '../../../../../shared/protocol/program/groups.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { isAddress } from '../../parts/is-address.ts';
import { shortDayIn } from '../../parts/moments.ts';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import { roleOf, type SeatKind, seatKinds } from '../making/new-seats.ts';

interface GiveSeatProps {
  readonly group: GroupView;
  readonly look: () => Promise<void>;
}

export function GiveSeat({ group, look }: GiveSeatProps) {
  const { give: words } = useGroupWords();
  const { people } = useMakingWords();
  const around = useAroundWords();
  const dates = useAsked<GroupDates>(api.dates(group.id));
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [kind, setKind] = useState<SeatKind>('member');
  const [onlyFor, setOnlyFor] = useState('');
  const [isNameless, setNameless] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [told, setTold] = useState('');
  const giving = useDoing();
  const coming =
    dates.standing.is === 'there'
      ? dates.standing.value.meetings.filter(({ endsAt, isCancelled }) => endsAt > Date.now() && !isCancelled)
      : [];
  const give = async (event: FormEvent) => {
    event.preventDefault();
    setTold('');
    setNameless(name.trim() === '');
    const isWrongAddress = address.trim() !== '' && !isAddress(address);
    setWrong(isWrongAddress);
    if (name.trim() === '' || isWrongAddress) return;
    const seat: GivenSeat = {
      name: name.trim(),
      address: address.trim() || null,
      ...roleOf(kind),
      ...(onlyFor === '' ? {} : { onlyFor }),
    };
    const outcome = await giving.run(() => ask('POST', api.seats(group.id), seat));
    if (!outcome?.ok) return;
    setTold(words.given(name.trim()));
    setName('');
    setAddress('');
    await look();
  };
  const faultAt = (path: string) => {
    const found = giving.failed?.faults.find((each) => each.path === path);
    return found && (around.faults[found.code] ?? around.faults[path] ?? around.faults.other);
  };
  return (
    <section className={form.section} data-screen>
      <h2>{words.heading}</h2>
      <p className={form.quiet}>{words.lead}</p>
      <form className={form.form} onSubmit={give} noValidate>
        <div className={form.side}>
          <Field label={words.name} fault={isNameless ? around.faults.required : faultAt('name')}>
            {(ids) => (
              <input {...ids} value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={words.address} hint={words.addressHint} fault={isWrong ? around.faults.address : faultAt('address')}>
            {(ids) => (
              <input
                {...ids}
                type="email"
                value={address}
                autoComplete="off"
                onChange={(event) => setAddress(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className={form.side}>
          <Field label={words.role} fault={faultAt('seats') ?? faultAt('standing')}>
            {(ids) => (
              <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as SeatKind)}>
                {seatKinds.map((each) => (
                  <option key={each} value={each}>
                    {people.seats[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.until} fault={faultAt('onlyFor')}>
            {(ids) => (
              <select {...ids} value={onlyFor} onChange={(event) => setOnlyFor(event.target.value)}>
                <option value="">{words.always}</option>
                {coming.map(({ id, startsAt }) => (
                  <option key={id} value={id}>
                    {words.onlyOn(shortDayIn(startsAt, around.language))}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className={form.row}>
          <button type="submit" className={buttons.plain} aria-disabled={giving.isBusy}>
            {giving.isBusy ? around.saving : words.act}
          </button>
        </div>
        <Told>{told}</Told>
        <Failed failed={giving.failed?.faults.length === 0 ? giving.failed : null} />
      </form>
    </section>
  );
}
