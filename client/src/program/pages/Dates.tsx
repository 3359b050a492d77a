// The dates of a group: each in the group's time and one's own, who cannot come, and for those who plan them: move, cancel, add.
import { useState } from 'react';
import { Link } from 'wouter';
import type { GroupDates, MeetingRow } from '../../../../shared/protocol/program/dates.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, serverNow } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { placeInZone, shortDayIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupWords } from '../words/group-words.ts';
import { Closed } from './closing/CloseHere.tsx';
import { DateForm } from './dates/DateForm.tsx';
import { DatesTable } from './dates/DatesTable.tsx';
import { SeriesList } from './dates/SeriesList.tsx';

export function Dates({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const dates = useAsked<GroupDates>(api.dates(ids.g ?? ''));
  return (
    <Standing asked={group}>
      {(found) => <Standing asked={dates}>{(value) => <DatesPage group={found} dates={value} look={dates.look} />}</Standing>}
    </Standing>
  );
}

interface DatesPageProps {
  readonly group: GroupView;
  readonly dates: GroupDates;
  readonly look: () => Promise<void>;
}

function DatesPage({ group, dates, look }: DatesPageProps) {
  const { dates: words } = useGroupWords();
  const { language, print } = useAroundWords();
  const mayPlan = group.you.leads || group.you.coordinates;
  const [changing, setChanging] = useState<MeetingRow | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [cancelling, setCancelling] = useState<MeetingRow | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const [now] = useState(serverNow);
  const isPast = ({ endsAt }: MeetingRow) => endsAt < now;
  const [past, coming] = [dates.meetings.filter(isPast), dates.meetings.filter((each) => !isPast(each))];
  const planTo = `/group/${group.id}/series/new`;
  const dayOf = ({ startsAt }: MeetingRow) => shortDayIn(startsAt, language, dates.zone);
  const done = async (said: string) => {
    setChanging(null);
    setAdding(false);
    await look();
    setTold(said);
  };
  const cancel = async (meeting: MeetingRow) => {
    setTold('');
    const outcome = await doing.run(() => ask('POST', api.cancelMeeting(meeting.id), { from: meeting.sequence }));
    if (outcome?.ok) await done(words.cancelDone(dayOf(meeting)));
  };
  const table = (meetings: readonly MeetingRow[], mayChange: boolean) => (
    <DatesTable
      zone={dates.zone}
      meetings={meetings}
      onChange={mayChange ? setChanging : null}
      onCancel={mayChange ? setCancelling : null}
      changing={changing?.id ?? null}
    >
      {(meeting) => (
        <DateForm
          groupId={group.id}
          zone={dates.zone}
          meeting={meeting}
          look={look}
          onDone={(day) => void done(words.changed(day))}
          onClose={() => setChanging(null)}
        />
      )}
    </DatesTable>
  );
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      showsLinks={group.you.leads}
      showsCertificates={group.you.coordinates}
      showsMinutes={group.you.leads || group.you.coordinates}
      acts={
        <>
          {mayPlan && dates.meetings.length > 0 && (
            <Link className={`${buttons.plain} ${form.link}`} href={planTo}>
              {words.planMore}
            </Link>
          )}
          {dates.meetings.length > 0 && (
            <button type="button" className={buttons.plain} onClick={() => window.print()}>
              {print}
            </button>
          )}
        </>
      }
    >
      {group.closedAt !== null && (
        <Closed kind="group" {...{ id: group.id, name: group.name, at: group.closedAt, look }} mayReopen={false} />
      )}
      {dates.meetings.length === 0 && group.closedAt === null && (
        <div className={form.card}>
          <h2>{words.freely.heading}</h2>
          <p className={form.quiet}>{words.freely.more}</p>
          {mayPlan && (
            <div className={form.row}>
              <Link className={`${buttons.main} ${form.link}`} href={planTo}>
                {words.plan}
              </Link>
            </div>
          )}
        </div>
      )}
      {mayPlan && dates.zoneData !== '' && <p className={form.quiet}>{words.oldZones(dates.zoneData)}</p>}
      {coming.length > 0 && <p className={form.quiet}>{words.inZone(placeInZone(dates.zone))}</p>}
      {coming.length > 0 && table(coming, mayPlan)}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      {mayPlan && dates.series.some(({ isEnded }) => !isEnded) && (
        <section className={form.section} data-screen>
          {isAdding ? (
            <DateForm
              groupId={group.id}
              zone={dates.zone}
              meeting={null}
              look={look}
              onDone={(day) => void done(words.added(day))}
              onClose={() => setAdding(false)}
            />
          ) : (
            <div className={form.row}>
              <button type="button" className={buttons.plain} onClick={() => setAdding(true)}>
                {words.add}
              </button>
            </div>
          )}
        </section>
      )}
      <SeriesList dates={dates} look={look} mayPlan={mayPlan} />
      {past.length > 0 && (
        <details>
          <summary className={form.summary}>{words.past(past.length)}</summary>
          {table(past, false)}
        </details>
      )}
      {cancelling && (
        <Sure {...words.cancelSure(dayOf(cancelling))} onYes={() => void cancel(cancelling)} onClose={() => setCancelling(null)} />
      )}
    </GroupFrame>
  );
}
