// One group: its circle as it sits, who has which seat, pairs to look at, and what the group is called.
import { useState } from 'react';
import { Link } from 'wouter';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { CircleDrawing } from '../parts/CircleDrawing.tsx';
import { changedIn } from '../parts/changed-in.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { nameOf } from '../parts/LanguagePicker.tsx';
import { placeInZone } from '../parts/moments.ts';
import { Practising } from '../parts/Practising.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Failed } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupWords } from '../words/group-words.ts';
import { useMakingWords } from '../words/making-words.ts';
import { Closed, CloseHere } from './closing/CloseHere.tsx';
import { Convenors } from './group/Convenors.tsx';
import { GiveSeat } from './group/GiveSeat.tsx';
import { PairWarnings } from './group/PairWarnings.tsx';
import { Seats } from './group/Seats.tsx';
import { GroupFields } from './making/GroupFields.tsx';

export function Group({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<GroupView>(api.group(ids.g ?? ''));
  return <Standing asked={asked}>{(group) => <GroupPage group={group} look={asked.look} />}</Standing>;
}

interface GroupPageProps {
  readonly group: GroupView;
  readonly look: () => Promise<void>;
}

function GroupPage({ group, look }: GroupPageProps) {
  const { circle: words } = useGroupWords();
  const { group: making } = useMakingWords();
  const mayChange = group.you.leads || group.you.coordinates;
  const [isChanging, setChanging] = useState(false);
  const inCircle = group.seats.filter(({ role }) => role !== 'observer');
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={group.name}
      showsLinks={group.you.leads}
      showsMinutes={group.you.leads || group.you.coordinates}
      showsCertificates={group.you.coordinates}
      lead={words.lead(making.forms[group.form] ?? (group.form || words.noForm), nameOf(group.language), placeInZone(group.zone))}
      acts={
        mayChange && (
          <button type="button" className={buttons.plain} aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
            {words.changeGroup}
          </button>
        )
      }
    >
      {group.closedAt !== null && (
        <Closed kind="group" {...{ id: group.id, name: group.name, at: group.closedAt, mayReopen: group.you.mayReopen, look }} />
      )}
      {isChanging && <ChangeGroup group={group} look={look} onDone={() => setChanging(false)} />}
      <CircleDrawing
        chairs={inCircle.map(({ ref, name, role }) => ({ key: ref, name, leads: role === 'leader' || role === 'coLeader' }))}
      />
      <Seats group={group} look={look} mayChange={mayChange} />
      {group.isLedByConvenor && <Convenors group={group.id} mayChange={mayChange} />}
      {mayChange && <GiveSeat group={group} look={look} />}
      {(group.warnings.length > 0 || group.you.leads) && mayChange && <PairWarnings group={group} look={look} />}
      {group.you.leads && <Practising leads />}
      {group.programId !== null && (group.you.coordinates || group.you.mayReopen) && (
        <p data-screen>
          <Link href={`/program/${group.programId}`}>{words.toProgram}</Link>
        </p>
      )}
      {group.you.coordinates && <CloseHere kind="group" id={group.id} name={group.name} look={look} />}
    </GroupFrame>
  );
}

function ChangeGroup({ group, look, onDone }: GroupPageProps & { readonly onDone: () => void }) {
  const { circle: words } = useGroupWords();
  const around = useAroundWords();
  const { name, language, zone, membership } = group;
  const [seen] = useState({ name, language, zone, membership });
  const [draft, setDraft] = useState(seen);
  const saving = useDoing();
  const save = async () => {
    const outcome = await saving.run(() => ask('PATCH', api.group(group.id), changedIn(seen, draft)));
    if (!outcome?.ok) return;
    await look();
    onDone();
  };
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <GroupFields
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        faults={saving.failed?.faults ?? []}
      />
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.saveGroup}
        </button>
        <button type="button" className={buttons.plain} onClick={onDone}>
          {around.cancel}
        </button>
      </div>
      <Failed failed={saving.failed?.faults.length === 0 ? saving.failed : null} look={look} />
    </form>
  );
}
