// The newest text of an agreement, in the language that the reader chooses; first the group's own.
import { useState } from 'react';
import type { ContractView } from '../../../../../shared/protocol/program/groups.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { nameOf } from '../../parts/LanguagePicker.tsx';
import { useGroupWords } from '../../words/group-words.ts';

export function ContractTexts({ texts }: Pick<ContractView, 'texts'>) {
  const { contract: words } = useGroupWords();
  const [chosen, setChosen] = useState(texts[0]?.language ?? '');
  const shown = texts.find(({ language }) => language === chosen) ?? texts[0];
  if (!shown) return null;
  return (
    <>
      {texts.length > 1 && (
        <Field label={words.inLanguage} size="middle">
          {(ids) => (
            <select {...ids} value={shown.language} onChange={({ target }) => setChosen(target.value)}>
              {texts.map(({ language }) => (
                <option key={language} value={language}>
                  {nameOf(language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <article className={form.card} lang={shown.language}>
        {shown.text.split(/\n{2,}/).map((part) => (
          <p key={part} className={form.text}>
            {part}
          </p>
        ))}
      </article>
    </>
  );
}
