// Consent to research: what the leaders ask for, and who has said what.
import { useState } from 'react';
import { type AskForResearch, longestAsk, type ResearchView } from '../../../../../shared/protocol/program/after.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import { NewerNote } from '../../parts/NewerNote.tsx';
import table from '../../parts/Table.module.css';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAfterWords } from '../../words/after-words.ts';
import { useAroundWords } from '../../words/around-words.ts';

export function Research({ group, mayAsk }: { readonly group: string; readonly mayAsk: boolean }) {
  const { feedback: words } = useAfterWords();
  const { standing, look } = useAsked<ResearchView>(api.research(group));
  const [turn, setTurn] = useState(0);
  const view = standing.is === 'there' ? standing.value : null;
  if (view === null || (!mayAsk && view.ask === null)) return null;
  return (
    <section className={form.section}>
      <h2>{words.research}</h2>
      <p className={form.quiet}>{words.researchLead}</p>
      {mayAsk ? <Ask key={turn} {...{ group, view, look }} onSaved={() => setTurn(turn + 1)} /> : <p>{view.ask?.text}</p>}
      {view.ask !== null && <Said view={view} />}
    </section>
  );
}

interface AskProps {
  readonly group: string;
  readonly view: ResearchView;
  readonly look: () => Promise<void>;
  readonly onSaved: () => void;
}

function Ask({ group, view, look, onSaved }: AskProps) {
  const { feedback: words } = useAfterWords();
  const newest = view.ask?.id ?? null;
  const [before, setBefore] = useState(newest);
  const [text, setText] = useState(view.ask?.text ?? '');
  const doing = useDoing();
  const put = async (said: string | null) => {
    const body: AskForResearch = { before, text: said };
    const outcome = await doing.run(() => ask('PUT', api.research(group), body));
    if (!outcome?.ok) return;
    await look();
    onSaved();
  };
  const isSame = text.trim() === '' || text.trim() === view.ask?.text;
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame) void put(text.trim());
      }}
    >
      {newest !== before && (
        <NewerNote
          onMine={() => setBefore(newest)}
          onNewest={() => {
            setBefore(newest);
            setText(view.ask?.text ?? '');
          }}
        >
          <p className={form.text}>{view.ask?.text ?? words.askedNothing}</p>
        </NewerNote>
      )}
      <Field label={words.researchText} hint={words.researchHint}>
        {(ids) => (
          <textarea {...ids} rows={4} maxLength={longestAsk} value={text} onChange={({ target }) => setText(target.value)} />
        )}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.plain} aria-disabled={isSame || doing.isBusy}>
          {words.ask}
        </button>
        {view.ask !== null && (
          <button type="button" className={buttons.plain} aria-disabled={doing.isBusy} onClick={() => void put(null)}>
            {words.askNoMore}
          </button>
        )}
      </div>
      <Told>{view.ask !== null ? words.asked : ''}</Told>
      <Failed failed={doing.failed} look={look} />
    </form>
  );
}

function Said({ view }: { readonly view: ResearchView }) {
  const { feedback: words } = useAfterWords();
  const { language } = useAroundWords();
  if (view.said.length === 0) return <p className={form.quiet}>{words.nobody}</p>;
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.said}</th>
            <th scope="col">{words.when}</th>
          </tr>
        </thead>
        <tbody>
          {view.said.map(({ name, said, at }) => (
            <tr key={`${name} ${at}`}>
              <th scope="row">{name}</th>
              <td>{words.words[said]}</td>
              <td>{shortDayIn(at, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
