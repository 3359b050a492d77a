// Pairs that a leader should look at, and the notes that leaders keep of them. A coordinator learns the pair, never why.
import { type FormEvent, useState } from 'react';
import type { GroupView, NewPairNote, PairWarning } from '../../../../../shared/protocol/program/groups.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, type Outcome } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { Failed, Told } from '../../parts/Told.tsx';
import { useGroupWords } from '../../words/group-words.ts';

interface PairWarningsProps {
  readonly group: GroupView;
  readonly look: () => Promise<void>;
}

export function PairWarnings({ group, look }: PairWarningsProps) {
  const { warnings: words } = useGroupWords();
  const doing = useDoing();
  const [told, setTold] = useState('');
  const nameOf = (id: string) => group.seats.find(({ personId }) => personId === id)?.name ?? words.inOther;
  const change = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    const outcome = await doing.run(act);
    if (!outcome?.ok) return false;
    await look();
    setTold(said);
    return true;
  };
  const whyOf = ({ kind }: PairWarning) => (kind === null ? words.coordinator : words.kinds[kind]);
  return (
    <section className={form.section} data-screen>
      <h2>{words.heading}</h2>
      <p className={form.quiet}>{words.lead}</p>
      {group.warnings.length > 0 && (
        <ul className={form.list}>
          {group.warnings.map((warning) => {
            const [one, other] = [nameOf(warning.oneId), nameOf(warning.otherId)];
            const { noteId } = warning;
            return (
              <li key={`${warning.oneId} ${warning.otherId} ${warning.kind}`}>
                <div>
                  <p>{words.pair(one, other)}</p>
                  <p className={form.quiet}>{whyOf(warning)}</p>
                </div>
                {noteId !== null && (
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={words.removeFor(one, other)}
                    aria-disabled={doing.isBusy}
                    onClick={() => void change(() => ask('DELETE', api.pairNote(group.id, noteId)), words.removed)}
                  >
                    {words.remove}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {group.you.leads && (
        <NotePair group={group} keep={(note) => change(() => ask('POST', api.pairNotes(group.id), note), words.kept)} />
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
    </section>
  );
}

const kinds = ['workTogether', 'dualRelation', 'related', 'other'] as const;

interface NotePairProps {
  readonly group: GroupView;
  readonly keep: (note: NewPairNote) => Promise<boolean>;
}

function NotePair({ group, keep }: NotePairProps) {
  const { warnings: words } = useGroupWords();
  const [oneId, setOne] = useState('');
  const [otherId, setOther] = useState('');
  const [kind, setKind] = useState<NewPairNote['kind']>('workTogether');
  const [isWrong, setWrong] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const isPair = oneId !== '' && otherId !== '' && oneId !== otherId;
    setWrong(!isPair);
    if (isPair && (await keep({ oneId, otherId, kind }))) {
      setOne('');
      setOther('');
    }
  };
  const choice = (label: string, value: string, set: (id: string) => void, fault: string | null) => (
    <Field label={label} fault={fault}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => set(event.target.value)}>
          <option value="">{words.choose}</option>
          {group.seats.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <details>
      <summary className={form.summary}>{words.add}</summary>
      <form className={form.form} onSubmit={send} noValidate>
        <p className={form.quiet}>{words.addMore}</p>
        <div className={form.side}>
          {choice(words.one, oneId, setOne, null)}
          {choice(words.other, otherId, setOther, isWrong ? words.same : null)}
          <Field label={words.kind}>
            {(ids) => (
              <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as NewPairNote['kind'])}>
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {words.kinds[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className={form.row}>
          <button type="submit" className={buttons.plain}>
            {words.act}
          </button>
        </div>
      </form>
    </details>
  );
}
