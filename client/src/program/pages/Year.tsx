// A program's year on one page: figures, two small drawings, and the groups. Fits one sheet of paper, and names no person.
import { useState } from 'react';
import { exportKinds } from '../../../../shared/protocol/program/credit.ts';
import type { ProgramView } from '../../../../shared/protocol/program/people.ts';
import type { YearReport, YearSums } from '../../../../shared/protocol/program/year.ts';
import buttons from '../../styles/buttons.module.css';
import { placeOf } from '../../words/times.ts';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useCreditWords } from '../words/credit-words.ts';
import css from './year/Year.module.css';
import { YearBars } from './year/YearBars.tsx';

export function Year({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const [year, setYear] = useState<number | null>(null);
  const report = useAsked<YearReport>(api.year(ids.p ?? '', year));
  return (
    <Standing asked={program}>
      {(found) => <Standing asked={report}>{(value) => <YearPage program={found} report={value} onYear={setYear} />}</Standing>}
    </Standing>
  );
}

interface YearPageProps {
  readonly program: ProgramView;
  readonly report: YearReport;
  readonly onYear: (year: number) => void;
}

function YearPage({ program, report, onYear }: YearPageProps) {
  const { year: words } = useCreditWords();
  const { language, print } = useAroundWords();
  const { year, years, whole, groups, months } = report;
  const numbers = numbersIn(language);
  const isEmpty = whole.held + whole.cancelled === 0;
  const figures = [
    [words.figures.groups, numbers.whole(groups.length)],
    [words.figures.held, numbers.whole(whole.held)],
    [words.figures.cancelled, numbers.whole(whole.cancelled)],
    [words.figures.people, numbers.whole(whole.people)],
    [words.figures.rate, numbers.rate(whole) ?? words.noRate],
    [words.figures.hours, numbers.hours(whole.minutesOnScreen + whole.minutesInRoom)],
  ] as const;
  return (
    <ProgramFrame
      id={program.id}
      name={program.name}
      heading={words.heading(year)}
      title={words.title(year)}
      lead={words.lead}
      acts={
        <button type="button" className={buttons.plain} onClick={() => window.print()}>
          {print}
        </button>
      }
    >
      {years.length > 1 && (
        <div data-screen>
          <Field label={words.choose} size="short">
            {(ids) => (
              <select {...ids} value={year} onChange={({ target }) => onYear(Number(target.value))}>
                {years.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      {isEmpty ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <>
          <dl className={css.figures}>
            {figures.map(([label, figure]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{figure}</dd>
              </div>
            ))}
          </dl>
          <p className={form.quiet}>{words.rateMore}</p>
          <div className={css.drawings}>
            <YearBars
              heading={words.byMonth}
              more={words.byMonthMore}
              year={year}
              kinds={[words.screen, words.room]}
              months={months.map(({ minutesOnScreen, minutesInRoom }) => [minutesOnScreen / 60, minutesInRoom / 60])}
              inWords={(hours) => numbers.hours(hours * 60)}
              inShort={numbers.short}
            />
            <YearBars
              heading={words.meetingsByMonth}
              more={words.meetingsMore}
              year={year}
              kinds={[words.held, words.cancelled]}
              months={months.map(({ held, cancelled }) => [held, cancelled])}
              inWords={numbers.whole}
              inShort={numbers.short}
            />
          </div>
          <Groups report={report} />
        </>
      )}
      <section className={form.section} data-screen>
        <h2>{words.files}</h2>
        <p className={form.quiet}>{words.filesMore(year)}</p>
        <div className={form.row}>
          {exportKinds.flatMap((kind) =>
            (['csv', 'json'] as const).map((end) => (
              <a
                key={`${kind}.${end}`}
                className={`${buttons.small} ${form.link}`}
                href={api.exportOf({ program: program.id }, `${kind}.${end}`, `${year}-01-01`, `${year}-12-31`)}
                download
              >
                {words[end](words.file[kind])}
              </a>
            )),
          )}
        </div>
      </section>
    </ProgramFrame>
  );
}

function Groups({ report: { groups, whole } }: { readonly report: YearReport }) {
  const { year: words } = useCreditWords();
  const { language } = useAroundWords();
  const numbers = numbersIn(language);
  const cells = (sums: YearSums) => (
    <>
      <td data-of={words.figures.held}>{numbers.whole(sums.held)}</td>
      <td data-of={words.figures.cancelled}>{numbers.whole(sums.cancelled)}</td>
      <td data-of={words.figures.people}>{numbers.whole(sums.people)}</td>
      <td data-of={words.figures.rate}>{numbers.rate(sums) ?? words.noRate}</td>
      <td data-of={words.hoursOnScreen}>{numbers.hours(sums.minutesOnScreen)}</td>
      <td data-of={words.hoursInRoom}>{numbers.hours(sums.minutesInRoom)}</td>
    </>
  );
  return (
    <section className={css.groups}>
      <h2>{words.groups}</h2>
      <div className={table.scroll}>
        <table className={`${table.table} ${table.stacks}`}>
          <thead>
            <tr>
              <th scope="col">{words.group}</th>
              <th scope="col">{words.figures.held}</th>
              <th scope="col">{words.figures.cancelled}</th>
              <th scope="col">{words.figures.people}</th>
              <th scope="col">{words.figures.rate}</th>
              <th scope="col">{words.hoursOnScreen}</th>
              <th scope="col">{words.hoursInRoom}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.id}>
                <th scope="row">{group.name}</th>
                {cells(group)}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.all}</th>
              {cells(whole)}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function numbersIn(language: string) {
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(placeOf(language), options);
  const [plain, hours, percent] = [format({}), format({ maximumFractionDigits: 1 }), format({ style: 'percent' })];
  const short = format({ notation: 'compact', maximumSignificantDigits: 3 });
  return {
    whole: (n: number) => plain.format(n),
    hours: (minutes: number) => hours.format(minutes / 60),
    /** No wider than a bar's place in a drawing. */
    short: (n: number) => short.format(n),
    rate: ({ attended, expected }: YearSums) => (expected === 0 ? null : percent.format(attended / expected)),
  };
}
