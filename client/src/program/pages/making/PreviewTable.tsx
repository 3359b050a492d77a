// All dates before anything is made: in every zone in which the group reads them, shifts marked, and hours that somebody has to choose.
import { useState } from 'react';
import type { ChosenHour, OpenHour, SeriesPreview } from '../../../../../shared/protocol/program/dates.ts';
import form from '../../parts/Form.module.css';
import { dayOfText, hourOfText, placeInZone, textOfDay, timeIn } from '../../parts/moments.ts';
import { Shifted } from '../../parts/Shifted.tsx';
import table from '../../parts/Table.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useMakingWords } from '../../words/making-words.ts';
import type { DatesDraft } from './dates-draft.ts';
import type { Preview } from './use-preview.ts';

interface PreviewTableProps {
  readonly preview: Preview;
  readonly draft: DatesDraft;
  readonly change: (change: Partial<DatesDraft>) => void;
  /** Under a heading of its own section, or the page's. */
  readonly level?: 'h2' | 'h3';
}

export function PreviewTable({ preview, draft, change, level: Heading = 'h3' }: PreviewTableProps) {
  const { dates: words } = useMakingWords();
  return (
    <section className={form.section} aria-live="polite" aria-busy={preview.is === 'waiting'}>
      <Heading>{words.preview}</Heading>
      {preview.is === 'none' && <p className={form.quiet}>{words.previewNone}</p>}
      {preview.is === 'waiting' && <p className={form.quiet}>{words.previewWait}</p>}
      {preview.is === 'failed' && <Failed failed={{ ok: false, why: preview.why, faults: preview.faults }} />}
      {preview.is === 'there' && (
        <>
          <OpenHours open={preview.value.open} dates={preview.value.dates} draft={draft} change={change} />
          <Dates preview={preview.value} />
        </>
      )}
    </section>
  );
}

function Dates({ preview }: { readonly preview: SeriesPreview }) {
  const { dates: words } = useMakingWords();
  const { language } = useAroundWords();
  const { dates, zones, zoneData } = preview;
  const isShifted = dates.some(({ there }) => there.some((each) => each.isShifted));
  const [own] = zones;
  // The browser has clock rules of its own: where it reads another day or minute, one of the two is old.
  const disagrees = dates.some(
    ({ startsAt, date, there }) => wallIn(startsAt, own ?? 'UTC') !== `${there[0]?.date ?? date} ${there[0]?.at}`,
  );
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table}>
          <caption>{words.previewCount(dates.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              {zones.map((zone) => (
                <th key={zone} scope="col">
                  {placeInZone(zone)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dates.map(({ date, there }) => (
              <tr key={date}>
                <th scope="row">{dayOfText(there[0]?.date ?? date, language)}</th>
                {there.map((each, index) => (
                  <td key={zones[index]} className={each.isShifted ? table.mark : undefined}>
                    {each.date !== (there[0]?.date ?? date) && `${dayOfText(each.date, language)}, `}
                    {hourOfText(each.at, language)}
                    {each.isShifted && <Shifted />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isShifted && <p className={form.quiet}>{`* ${words.shiftNote}`}</p>}
      {disagrees && <p className={form.note}>{words.disagree}</p>}
      {zoneData !== '' && <p className={form.quiet}>{words.zoneData(zoneData)}</p>}
    </>
  );
}

function wallIn(at: number, zone: string): string {
  try {
    const [day, time] = [
      new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(at),
      new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(at),
    ];
    return `${day} ${time}`;
  } catch {
    return `${textOfDay(at)} ${timeIn(at, 'en')}`;
  }
}

interface OpenHoursProps extends Omit<PreviewTableProps, 'preview'> {
  readonly open: readonly OpenHour[];
  /** What is planned now: an hour of another day is no question any more. */
  readonly dates: SeriesPreview['dates'];
}

function OpenHours({ open, dates, draft, change }: OpenHoursProps) {
  const { dates: words } = useMakingWords();
  const { language } = useAroundWords();
  // What has been chosen is no longer open, but can be chosen otherwise.
  const [seen, setSeen] = useState<ReadonlyMap<string, OpenHour>>(new Map());
  const fresh = open.filter(({ date }) => !seen.has(`${date} ${draft.at}`));
  if (fresh.length > 0) setSeen(new Map([...seen, ...fresh.map((each) => [`${each.date} ${draft.at}`, each] as const)]));
  const all = [...seen].flatMap(([key, each]) => {
    const isMeant = key.endsWith(` ${draft.at}`) && draft.chosen.some(({ date }) => date === each.date);
    const isPlanned = dates.some(({ date }) => date === each.date);
    return isMeant && isPlanned && !open.some(({ date }) => date === each.date) ? [each] : [];
  });
  const shown = [...open, ...all].sort((a, b) => a.date.localeCompare(b.date));
  if (shown.length === 0) return null;
  const choose = (date: string, choice: ChosenHour['choose']) =>
    change({ chosen: [...draft.chosen.filter((each) => each.date !== date), { date, choose: choice }] });
  return (
    <div className={form.note} role="alert">
      <p>
        <strong>{words.open}</strong>
      </p>
      <p>{words.openMore}</p>
      {shown.map(({ date, why, earlier, later }) => (
        <fieldset key={date} className={form.plain}>
          <legend>{words.why[why](dayOfText(date, language), draft.at)}</legend>
          {(['earlier', 'later'] as const).map((each) => (
            <label key={each} className={form.choice}>
              <input
                type="radio"
                name={`hour-${date}`}
                checked={draft.chosen.find((chosen) => chosen.date === date)?.choose === each}
                onChange={() => choose(date, each)}
              />
              {each === 'earlier' ? words.earlier(earlier.at) : words.later2(later.at)}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
