// What would be certified of whom; then all that is chosen is made, a few at a time, and how far it is can be seen.
import { useEffect, useRef, useState } from 'react';
import type { CertificatePreview, PreviewedCertificate } from '../../../../../shared/protocol/program/certificates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, type Outcome } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import form from '../../parts/Form.module.css';
import { dayOfText } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useCertificateWords } from '../../words/certificate-words.ts';

interface PreviewProps {
  readonly groupId: string;
  readonly preview: CertificatePreview;
  readonly onMade: (n: number) => Promise<void>;
}

/** Each lot is made whole or not at all; pressed again, what is there already stays. */
const atOnce = 5;
const canBeMade = ({ fault, made }: PreviewedCertificate) => fault === null && made === null;

export function Preview({ groupId, preview, onMade }: PreviewProps) {
  const words = useCertificateWords();
  const { language } = useAroundWords();
  const { from, to, layout, people, held, undrawable } = preview;
  const open = people.filter(canBeMade);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<number | null>(null);
  const doing = useDoing();
  // Whoever hears the page is told what has come.
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus(), []);
  const chosen = open.filter(({ personId }) => !left.has(personId));
  const mayMake = undrawable.length === 0 && chosen.length > 0;
  const makeAll = async (): Promise<Outcome<number>> => {
    for (let at = 0; at < chosen.length; at += atOnce) {
      setDone(at);
      const lot = chosen.slice(at, at + atOnce).map(({ personId }) => personId);
      const outcome = await ask('POST', api.certificates(groupId), { from, to, layout, people: lot });
      if (!outcome.ok) return outcome;
    }
    return { ok: true, value: chosen.length };
  };
  const make = async () => {
    if (!mayMake) return;
    const outcome = await doing.run(makeAll);
    setDone(null);
    if (outcome?.ok) await onMade(outcome.value);
  };
  const faults = doing.failed?.faults.map(({ code }) => words.faults[code]).filter((said) => said !== undefined) ?? [];
  return (
    <section className={form.section}>
      <h2 ref={place} tabIndex={-1}>
        {words.preview.heading(dayOfText(from, language), dayOfText(to, language))}
      </h2>
      <p className={form.quiet}>{held === 0 ? words.preview.noneHeld : words.preview.held(held)}</p>
      {undrawable.length > 0 && <p className={form.note}>{words.preview.undrawable(undrawable.join(' '))}</p>}
      {people.length > 0 && (
        <PreviewTable
          preview={preview}
          left={left}
          onChoose={(id, isIn) => !doing.isBusy && setLeft(new Set(isIn ? [...left].filter((each) => each !== id) : [...left, id]))}
        />
      )}
      {held > 0 && open.length === 0 && <p className={form.quiet}>{words.preview.nothing}</p>}
      {open.length > 0 && (
        <div className={form.row}>
          <button type="button" className={buttons.main} aria-disabled={doing.isBusy || !mayMake} onClick={() => void make()}>
            {words.preview.make(chosen.length)}
          </button>
          {done !== null && <progress aria-label={words.makingLabel} value={done} max={chosen.length} />}
          <span role="status">{done === null ? '' : words.making(done, chosen.length)}</span>
        </div>
      )}
      {faults.length > 0 ? <p role="alert">{faults[0]}</p> : <Failed failed={doing.failed} />}
    </section>
  );
}

interface PreviewTableProps {
  readonly preview: CertificatePreview;
  readonly left: ReadonlySet<string>;
  readonly onChoose: (personId: string, isIn: boolean) => void;
}

function PreviewTable({ preview: { people, layout }, left, onChoose }: PreviewTableProps) {
  const { preview: words } = useCertificateWords();
  const isGerman = layout === 'german';
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.meetings}</th>
            <th scope="col">{words.minutes}</th>
            <th scope="col">{words.inRoom}</th>
            <th scope="col">{words.onScreen}</th>
            {isGerman && <th scope="col">{words.doubleHours}</th>}
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.personId}>
              <th scope="row">{person.name}</th>
              <td data-of={words.meetings}>{person.meetings}</td>
              <td data-of={words.minutes}>{person.minutes}</td>
              <td data-of={words.inRoom}>{person.inRoom}</td>
              <td data-of={words.onScreen}>{person.onScreen}</td>
              {isGerman && <td data-of={words.doubleHours}>{person.doubleHours}</td>}
              <td>
                {canBeMade(person) ? (
                  <label className={form.choice}>
                    <input
                      type="checkbox"
                      aria-label={words.choose(person.name)}
                      checked={!left.has(person.personId)}
                      onChange={({ target }) => onChoose(person.personId, target.checked)}
                    />
                    {words.ready}
                  </label>
                ) : (
                  <State person={person} />
                )}
                {person.overlaps.length > 0 && person.made === null && (
                  <span className={table.quiet}>{words.overlaps(person.overlaps.join(', '))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ person: { fault, made, undrawable } }: { readonly person: PreviewedCertificate }) {
  const { preview: words } = useCertificateWords();
  if (made !== null) return <span className={table.quiet}>{words.made(made)}</span>;
  if (fault === null) return null;
  const isTrouble = fault !== 'never-there';
  return (
    <span className={isTrouble ? table.bad : table.quiet}>
      {words.faults[fault]}
      {undrawable !== '' && words.which(undrawable)}
    </span>
  );
}
