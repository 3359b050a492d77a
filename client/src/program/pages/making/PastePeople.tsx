// People pasted one a line, or read from a file into the same place, so that what was read can be seen and mended.
import { useState } from 'react';
import type { PasteFault } from '../../../../../shared/protocol/program/pasted-people.ts';
import buttons from '../../../styles/buttons.module.css';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { readList } from '../../parts/read-list.ts';
import { Told } from '../../parts/Told.tsx';
import { useMakingWords } from '../../words/making-words.ts';
import type { TakenPeople } from './take-pasted.ts';

interface PastePeopleProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Of the last taking into the circle. */
  readonly faults: readonly PasteFault[];
  /** Takes them into the circle: how many could be read, and how many of those are new. */
  readonly onTake: () => Pick<TakenPeople, 'read' | 'added'>;
}

export function PastePeople({ text, onText, faults, onTake }: PastePeopleProps) {
  const { people: words } = useMakingWords();
  const [told, setTold] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    const { read, added } = onTake();
    if (read > 0) setTold(added > 0 ? words.added(added) : words.alreadyThere);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = await readList(file);
    if (read !== null) onText(read);
    setTold(read === null ? words.fileUnread : words.fileRead(read.split('\n').length));
  };
  const fault = faults.map(({ line, code }) => words.pasteFaults[code](line)).join(' ');
  return (
    <div className={form.form}>
      <Field label={words.paste} hint={words.pasteHint} fault={fault || null}>
        {(ids) => (
          <textarea
            {...ids}
            rows={5}
            value={text}
            spellCheck={false}
            placeholder={words.pastePlaceholder}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className={form.row}>
        <button type="button" className={buttons.plain} aria-disabled={text.trim() === ''} onClick={add}>
          {words.add}
        </button>
        <label className={form.file}>
          {words.file}
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      </div>
      <Told>{told}</Told>
    </div>
  );
}
