// The questions of a group's form, written by its leaders.
import { useState } from 'react';
import {
  longestItem,
  mostItems,
  type NewSurvey,
  type SurveyItem,
  type SurveyView,
} from '../../../../../shared/protocol/program/after.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { NewerNote } from '../../parts/NewerNote.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAfterWords } from '../../words/after-words.ts';
import { useAroundWords } from '../../words/around-words.ts';
import css from './SurveyForm.module.css';

export function SurveyForm({ group }: { readonly group: string }) {
  const { feedback: words } = useAfterWords();
  const { standing, look } = useAsked<SurveyView>(api.survey(group));
  const [told, setTold] = useState('');
  const [turn, setTurn] = useState(0);
  return (
    <section className={form.section}>
      <h2>{words.form}</h2>
      {standing.is === 'there' && (
        <Items key={turn} {...{ group, look }} kept={standing.value.form} say={setTold} onSaved={() => setTurn(turn + 1)} />
      )}
      <Told>{told}</Told>
    </section>
  );
}

interface ItemsProps {
  readonly group: string;
  readonly kept: SurveyView['form'];
  readonly look: () => Promise<void>;
  readonly say: (told: string) => void;
  readonly onSaved: () => void;
}

function Items({ group, kept, look, say, onSaved }: ItemsProps) {
  const { feedback: words } = useAfterWords();
  const around = useAroundWords();
  const newest = kept?.id ?? null;
  const [before, setBefore] = useState(newest);
  const [items, setItems] = useState<readonly SurveyItem[]>(kept?.items ?? []);
  const [isTried, setTried] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const doing = useDoing();
  const change = (n: number, part: Partial<SurveyItem>) =>
    setItems(items.map((item, at) => (at === n ? { ...item, ...part } : item)));
  const put = async (next: readonly SurveyItem[], told: string) => {
    say('');
    const body: NewSurvey = { before, items: next };
    const outcome = await doing.run(() => ask('PUT', api.survey(group), body));
    if (!outcome?.ok) return;
    say(told);
    await look();
    onSaved();
  };
  const isEmpty = (item: SurveyItem) => item.text.trim() === '';
  if (items.length === 0 && newest === before) {
    return (
      <div className={form.card}>
        <p>{words.none}</p>
        <div className={form.row}>
          <button type="button" className={buttons.main} onClick={() => setItems(words.starters)}>
            {words.start}
          </button>
          <button type="button" className={buttons.plain} onClick={() => setItems([{ kind: 'scale', text: '' }])}>
            {words.add}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!items.some(isEmpty)) void put(items, words.saved);
      }}
    >
      {newest !== before && (
        <NewerNote
          onMine={() => setBefore(newest)}
          onNewest={() => {
            setBefore(newest);
            setItems(kept?.items ?? []);
          }}
        >
          {kept === null ? <p>{words.none}</p> : <Questions items={kept.items} />}
        </NewerNote>
      )}
      {items.map((item, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: questions are numbered, and have no other name
        <div key={n} className={css.item}>
          <Field label={words.question(n + 1)} fault={isTried && isEmpty(item) ? around.faults.required : null}>
            {(ids) => (
              <input
                {...ids}
                value={item.text}
                maxLength={longestItem}
                onChange={({ target }) => change(n, { text: target.value })}
              />
            )}
          </Field>
          <Field label={words.kind} size="short">
            {(ids) => (
              <select
                {...ids}
                aria-label={words.kindOf(n + 1)}
                value={item.kind}
                onChange={({ target }) => change(n, { kind: target.value === 'yesNo' ? 'yesNo' : 'scale' })}
              >
                <option value="scale">{words.kinds.scale}</option>
                <option value="yesNo">{words.kinds.yesNo}</option>
              </select>
            )}
          </Field>
          <div>
            <button
              type="button"
              className={buttons.small}
              aria-label={words.remove(n + 1)}
              onClick={() => setItems(items.filter((_, at) => at !== n))}
            >
              {words.removeShort}
            </button>
          </div>
        </div>
      ))}
      <p className={form.quiet}>{words.noWords}</p>
      {kept !== null && <p className={form.quiet}>{words.anew}</p>}
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={doing.isBusy}>
          {doing.isBusy ? around.saving : words.save}
        </button>
        {items.length < mostItems && (
          <button type="button" className={buttons.plain} onClick={() => setItems([...items, { kind: 'scale', text: '' }])}>
            {words.add}
          </button>
        )}
        {kept !== null && (
          <button
            type="button"
            className={buttons.plain}
            aria-disabled={doing.isBusy}
            onClick={() => !doing.isBusy && setEnding(true)}
          >
            {words.end}
          </button>
        )}
      </div>
      <Failed failed={doing.failed} look={look} />
      {isEnding && <Sure {...words.endSure} onYes={() => void put([], words.ended)} onClose={() => setEnding(false)} />}
    </form>
  );
}

function Questions({ items }: Pick<NewSurvey, 'items'>) {
  const { feedback: words } = useAfterWords();
  return (
    <ol className={form.list}>
      {items.map(({ kind, text }) => (
        <li key={`${kind} ${text}`}>{`${text} (${words.kinds[kind]})`}</li>
      ))}
    </ol>
  );
}
