// The card of one person in a program. A proved address belongs to its owner alone.
import { type FormEvent, useState } from 'react';
import type { PersonChange, PersonRow } from '../../../../../shared/protocol/program/people.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { changedIn } from '../../parts/changed-in.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { isAddress } from '../../parts/is-address.ts';
import { LanguagePicker } from '../../parts/LanguagePicker.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { Failed } from '../../parts/Told.tsx';
import { ZonePicker } from '../../parts/ZonePicker.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

interface PersonFormProps {
  readonly programId: string;
  /** Null: a new one. */
  readonly person: PersonRow | null;
  readonly look: () => Promise<void>;
  readonly onDone: (said: string) => void;
  readonly onClose: () => void;
}

export function PersonForm({ programId, person, look, onDone, onClose }: PersonFormProps) {
  const { people: words } = useProgramWords();
  const around = useAroundWords();
  const [seen] = useState({
    name: person?.name ?? '',
    shortName: person?.shortName ?? '',
    address: person?.address ?? '',
    workplace: person?.workplace ?? '',
    language: person?.language ?? '',
    zone: person?.zone ?? '',
  });
  const [draft, setDraft] = useState(seen);
  const [isMissing, setMissing] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const saving = useDoing();
  const put = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const name = draft.name.trim();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(name === '');
    setWrong(draft.address.trim() !== '' && !isAddress(draft.address));
    if (name === '' || (draft.address.trim() !== '' && !isAddress(draft.address))) return;
    const outcome = await saving.run(() =>
      person === null
        ? ask('POST', api.people(programId), cardOf(draft, false))
        : ask('PATCH', api.person(programId, person.id), changedIn(cardOf(seen, person.isProved), cardOf(draft, person.isProved))),
    );
    if (outcome?.ok) onDone(words.saved(name));
  };
  const end = async (card: PersonRow) => {
    const outcome = await saving.run(() => ask('DELETE', api.person(programId, card.id)));
    if (outcome?.ok) onDone(words.ended(card.name));
  };
  const confirm = async (card: PersonRow) => {
    const outcome = await saving.run(() =>
      ask('PATCH', api.person(programId, card.id), { addressIsRight: true } satisfies PersonChange),
    );
    if (outcome?.ok) onDone(words.writtenTo(card.address ?? ''));
  };
  const faultAt = (path: string) => {
    const found = saving.failed?.faults.find((each) => each.path === path);
    return found && (around.faults[found.code] ?? around.faults[path] ?? around.faults.other);
  };
  return (
    <form className={form.card} onSubmit={save} noValidate>
      <div className={form.side}>
        <Field label={words.name} fault={isMissing ? around.faults.required : faultAt('name')}>
          {(ids) => <input {...ids} value={draft.name} maxLength={80} onChange={(event) => put({ name: event.target.value })} />}
        </Field>
        <Field label={words.shortName} hint={words.shortNameHint} fault={faultAt('shortName')}>
          {(ids) => (
            <input {...ids} value={draft.shortName} maxLength={40} onChange={(event) => put({ shortName: event.target.value })} />
          )}
        </Field>
      </div>
      <div className={form.side}>
        <Field label={words.address} hint={addressHint(person, words)} fault={isWrong ? around.faults.address : faultAt('address')}>
          {(ids) => (
            <input
              {...ids}
              type="email"
              value={draft.address}
              readOnly={person?.isProved === true}
              onChange={(event) => put({ address: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.workplace} hint={words.workplaceHint} fault={faultAt('workplace')}>
          {(ids) => (
            <input {...ids} value={draft.workplace} maxLength={120} onChange={(event) => put({ workplace: event.target.value })} />
          )}
        </Field>
      </div>
      <div className={form.side}>
        <Field label={words.language} fault={faultAt('language')}>
          {(ids) => <LanguagePicker ids={ids} value={draft.language} any={words.any} onChange={(language) => put({ language })} />}
        </Field>
        <Field label={words.zone} fault={faultAt('zone')}>
          {(ids) => <ZonePicker ids={ids} value={draft.zone} any={words.any} onChange={(zone) => put({ zone })} />}
        </Field>
      </div>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : around.save}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {around.cancel}
        </button>
        {person?.isStopped && (
          <button type="button" className={buttons.plain} aria-disabled={saving.isBusy} onClick={() => void confirm(person)}>
            {words.isRight}
          </button>
        )}
        {person !== null && (
          <button type="button" className={buttons.quiet} onClick={() => setEnding(true)}>
            {words.end}
          </button>
        )}
      </div>
      <Failed failed={saving.failed?.faults.length === 0 ? saving.failed : null} look={look} />
      {isEnding && person !== null && (
        <Sure {...words.endSure(person.name)} onYes={() => void end(person)} onClose={() => setEnding(false)} />
      )}
    </form>
  );
}

function cardOf({ name, shortName, address, workplace, language, zone }: Readonly<Record<string, string>>, isProved: boolean) {
  return {
    name: name?.trim() ?? '',
    ...(shortName?.trim() ? { shortName: shortName.trim() } : {}),
    ...(isProved ? {} : { address: address?.trim() || null }),
    workplace: workplace?.trim() || null,
    language: language || null,
    zone: zone || null,
  };
}

function addressHint(person: PersonRow | null, words: ReturnType<typeof useProgramWords>['people']): string | undefined {
  if (person?.isStopped) return person.isProved ? words.stoppedProved : words.stoppedHint;
  if (person?.isReturned) return person.isProved ? words.returnedProved : words.returnedHint;
  return person?.isProved ? words.proved : undefined;
}
