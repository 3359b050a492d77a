// A series of dates for a group that exists: one form, everybody's own time in the preview, nothing made before it is right.
import { type FormEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, type FieldFault } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { DraftNote } from '../parts/DraftNote.tsx';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Failed } from '../parts/Told.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useMakingWords } from '../words/making-words.ts';
import { DatesForm } from './making/DatesForm.tsx';
import { type DatesDraft, noDates, seriesOf } from './making/dates-draft.ts';
import { PreviewTable } from './making/PreviewTable.tsx';
import { usePreview } from './making/use-preview.ts';

export function NewDates({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<GroupView>(api.group(ids.g ?? ''));
  return <Standing asked={asked}>{(group) => <NewDatesPage group={group} />}</Standing>;
}

const nothingMore = {};

function NewDatesPage({ group }: { readonly group: GroupView }) {
  const { series: words, dates, lookAbove } = useMakingWords();
  const [, navigate] = useLocation();
  const draft = useDraft<DatesDraft>(`dates-${group.id}`, noDates);
  const [own, setOwn] = useState<readonly FieldFault[]>([]);
  const making = useDoing();
  const planned = useMemo(() => seriesOf(draft.value), [draft.value]);
  const preview = usePreview(api.seriesPreview(group.id), 'series' in planned ? planned.series : null, nothingMore);
  const isOpen = preview.is === 'there' && preview.value.open.length > 0;
  const faults = [...own, ...(making.failed?.faults ?? []), ...(preview.is === 'failed' ? preview.faults : [])];
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const missing = 'faults' in planned ? planned.faults : [];
    setOwn(missing);
    if (!('series' in planned) || isOpen) return;
    const outcome = await making.run(() => ask('POST', api.series(group.id), planned.series));
    if (!outcome?.ok) return;
    draft.drop();
    navigate(`/group/${group.id}/dates`);
  };
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title}
      lead={words.lead}
      showsLinks={group.you.leads}
      showsMinutes={group.you.leads || group.you.coordinates}
      showsCertificates={group.you.coordinates}
      width="middle"
    >
      <DraftNote draft={draft} />
      <form className={form.form} onSubmit={make} noValidate>
        <Field label={dates.name} hint={dates.nameHint} size="middle">
          {(ids) => (
            <input
              {...ids}
              value={draft.value.seriesName}
              maxLength={80}
              onChange={(event) => draft.change({ seriesName: event.target.value })}
            />
          )}
        </Field>
        <DatesForm draft={draft.value} change={draft.change} faults={faults} zone={group.zone} />
        <PreviewTable preview={preview} draft={draft.value} change={draft.change} level="h2" />
        <div className={form.foot}>
          <button type="submit" className={buttons.main} aria-disabled={making.isBusy}>
            {making.isBusy ? words.making : words.make}
          </button>
          {(own.length > 0 || isOpen) && <p role="status">{isOpen ? dates.openMore : lookAbove}</p>}
          <Failed failed={making.failed?.faults.length === 0 ? making.failed : null} />
        </div>
      </form>
    </GroupFrame>
  );
}
