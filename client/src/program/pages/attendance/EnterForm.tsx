// Who was there, where no room has counted it: minutes beside everybody who came, all in one act.
import { type FormEvent, useState } from 'react';
import type { GridMeeting, GridPerson } from '../../../../../shared/protocol/program/credit.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { DraftNote } from '../../parts/DraftNote.tsx';
import form from '../../parts/Form.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import { enteredOf, filled, nobodyYet, type There, WhoWasThere } from './WhoWasThere.tsx';

interface EnterFormProps {
  readonly meeting: GridMeeting;
  readonly people: readonly GridPerson[];
  readonly leads: boolean;
  readonly look: () => Promise<void>;
  readonly onDone: () => Promise<void>;
}

export function EnterForm({ meeting, people, leads, look, onDone }: EnterFormProps) {
  const { entering: words } = useCreditWords();
  const around = useAroundWords();
  const draft = useDraft<There>(`attendance-${meeting.id}`, nobodyYet);
  const [hasLooked, setLooked] = useState(false);
  const saving = useDoing();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    const said = enteredOf(draft.value, people, meeting.most);
    if (said === null) return;
    const outcome = await saving.run(() => ask('POST', api.enterMeeting(meeting.id), said));
    if (!outcome?.ok) return;
    draft.drop();
    await onDone();
  };
  return (
    <form className={form.form} onSubmit={save} noValidate aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <p className={form.quiet}>{meeting.isHeld ? words.beside : words.more}</p>
      <DraftNote draft={draft} />
      {!meeting.isHeld && (
        <div className={form.row}>
          <button type="button" className={buttons.small} onClick={() => draft.change(filled(draft.value, people, meeting.most))}>
            {words.all(meeting.most)}
          </button>
        </div>
      )}
      <WhoWasThere
        there={draft.value}
        people={people}
        most={meeting.most}
        asksCases={leads && !meeting.isHeld}
        hasLooked={hasLooked}
        failed={saving.failed}
        onChange={draft.change}
      />
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
      </div>
      <Failed failed={saving.failed?.why === 'faults' ? null : saving.failed} look={look} />
    </form>
  );
}
