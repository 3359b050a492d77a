// A new version of an agreement: the text in the group's language, and the same in others. Another language alone asks nobody again.
import { type FormEvent, useState } from 'react';
import type { ContractText, ContractView, GroupView, NewContract } from '../../../../../shared/protocol/program/groups.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { DraftNote } from '../../parts/DraftNote.tsx';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { LanguagePicker, nameOf } from '../../parts/LanguagePicker.tsx';
import { NewerNote } from '../../parts/NewerNote.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useGroupWords } from '../../words/group-words.ts';
import { ContractTexts } from './ContractTexts.tsx';

interface EditContractProps {
  readonly group: GroupView;
  readonly contract: ContractView;
  readonly look: () => Promise<void>;
  readonly onClose: () => void;
  readonly onSaved: (said: string) => void;
}

/** As the server takes them. */
const mostLanguages = 6;

/** What is written, and what its page knew then: the version, the group's language, and those that there were. */
interface Written {
  readonly from: number;
  readonly language: string;
  readonly seen: readonly string[];
  readonly text: string;
  readonly others: readonly ContractText[];
}

function standing({ version, texts }: ContractView, language: string): Written {
  const there = texts.filter(({ text }) => text !== '').map((one) => ({ language: one.language, text: one.text }));
  return {
    ...{ from: version, language, seen: there.map((one) => one.language) },
    text: there.find((one) => one.language === language)?.text ?? '',
    others: there.filter((one) => one.language !== language),
  };
}

/** One's own words over the newest; a language that has come meanwhile stays. */
function over(newest: Written, { language, seen, text, others }: Written): Written {
  const mine = [{ language, text }, ...others];
  const added = newest.others.filter((one) => !seen.includes(one.language) && !mine.some((own) => own.language === one.language));
  return {
    ...newest,
    text: mine.find((one) => one.language === newest.language)?.text ?? newest.text,
    others: [...mine.filter((one) => one.language !== newest.language), ...added],
  };
}

export function EditContract({ group, contract, look, onClose, onSaved }: EditContractProps) {
  const { contract: words } = useGroupWords();
  const around = useAroundWords();
  const newest = standing(contract, group.language);
  const draft = useDraft(`contract-${group.id}`, newest);
  const [wished, setWished] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [isTried, setTried] = useState(false);
  const saving = useDoing();
  const { from, language, seen, text, others } = draft.value;
  const isOld = from !== newest.from || language !== newest.language || newest.seen.some((one) => !seen.includes(one));
  const isMissing = (one: string) => isTried && one.trim() === '';
  const put = (which: string, said: string) =>
    draft.change({ others: others.map((one) => (one.language === which ? { language: which, text: said } : one)) });
  const asksAgain =
    contract.version === 0 ||
    newest.text !== text.trim() ||
    newest.others.some((one) => others.find((other) => other.language === one.language)?.text.trim() !== one.text);
  const mayAdd = wished !== '' && wished !== language && !others.some((one) => one.language === wished);
  const save = async () => {
    const said = others.map((one) => ({ language: one.language, text: one.text.trim() }));
    const body: NewContract = { from, language, seen, text: text.trim(), others: said };
    const outcome = await saving.run(() => ask('PUT', api.contract(group.id), body));
    if (!outcome?.ok) return;
    draft.drop();
    await look();
    onSaved(asksAgain ? words.saved(contract.version + 1) : words.translated);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() === '' || others.some((one) => one.text.trim() === '')) return;
    if (asksAgain) setAsking(true);
    else void save();
  };
  const area = (which: string, value: string, hint: string | undefined, onText: (said: string) => void) => (
    <Field label={words.textIn(nameOf(which))} hint={hint} fault={isMissing(value) ? around.faults.required : null}>
      {(ids) => (
        <textarea
          {...ids}
          lang={which}
          rows={12}
          maxLength={20_000}
          value={value}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Field>
  );
  return (
    <form className={form.form} onSubmit={send} noValidate>
      <DraftNote draft={draft} />
      {isOld && (
        <NewerNote onMine={() => draft.change(over(newest, draft.value))} onNewest={() => draft.drop(newest)}>
          <ContractTexts texts={contract.texts} />
        </NewerNote>
      )}
      {area(language, text, words.textHint, (said) => draft.change({ text: said }))}
      {others.map((one) => (
        <div key={one.language} className={form.form}>
          {area(one.language, one.text, undefined, (said) => put(one.language, said))}
          <div className={form.row}>
            <button
              type="button"
              className={buttons.small}
              onClick={() => draft.change({ others: others.filter((other) => other !== one) })}
            >
              {words.less(nameOf(one.language))}
            </button>
          </div>
        </div>
      ))}
      {others.length < mostLanguages - 1 && (
        <>
          <Field label={words.more} hint={words.moreHint} size="middle">
            {(ids) => <LanguagePicker ids={ids} value={wished} any={around.none} onChange={setWished} />}
          </Field>
          <div className={form.row}>
            <button
              type="button"
              className={buttons.small}
              aria-disabled={!mayAdd}
              onClick={() => {
                if (!mayAdd) return;
                draft.change({ others: [...others, { language: wished, text: '' }] });
                setWished('');
              }}
            >
              {words.moreAct}
            </button>
          </div>
        </>
      )}
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
        {newest.text !== '' && (
          <button type="button" className={buttons.plain} onClick={onClose}>
            {around.cancel}
          </button>
        )}
      </div>
      <Failed failed={saving.failed} look={look} />
      {isAsking && <Sure {...words.sure} onYes={() => void save()} onClose={() => setAsking(false)} />}
    </form>
  );
}
