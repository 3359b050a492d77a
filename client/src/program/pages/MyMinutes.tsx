// One's own minutes, in every group, with whatever was corrected in them and why.
import type { OwnAttendance, OwnMinutes } from '../../../../shared/protocol/program/credit.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { shortDayIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useCreditWords } from '../words/credit-words.ts';
import { useSaidChange } from './attendance/Corrections.tsx';

export function MyMinutes() {
  const asked = useAsked<OwnAttendance>(api.myMinutes);
  return <Standing asked={asked}>{({ meetings }) => <MyMinutesPage meetings={meetings} />}</Standing>;
}

function MyMinutesPage({ meetings }: { readonly meetings: readonly OwnMinutes[] }) {
  const { own: words } = useCreditWords();
  const { language, print } = useAroundWords();
  const counting = meetings.filter(({ minutes }) => minutes > 0);
  const hours = counting.reduce((sum, { minutes }) => sum + minutes, 0) / 60;
  const inWords = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(hours);
  return (
    <Frame
      heading={words.heading}
      title={words.title}
      lead={words.lead}
      width="wide"
      acts={
        meetings.length > 0 && (
          <button type="button" className={buttons.plain} onClick={() => window.print()}>
            {print}
          </button>
        )
      }
    >
      {meetings.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <caption>{words.sum(counting.length, inWords)}</caption>
            <thead>
              <tr>
                <th scope="col">{words.date}</th>
                <th scope="col">{words.group}</th>
                <th scope="col">{words.minutes}</th>
                <th scope="col">{words.place}</th>
                <th scope="col">{words.as}</th>
              </tr>
            </thead>
            <tbody>
              {meetings.map((meeting) => (
                <Row key={`${meeting.meetingId}-${meeting.as}`} meeting={meeting} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Frame>
  );
}

function Row({ meeting }: { readonly meeting: OwnMinutes }) {
  const { own: words, corrections: correctionWords, meeting: meetingWords } = useCreditWords();
  const { language, places } = useAroundWords();
  const said = useSaidChange();
  const { startsAt, zone, groupName, minutes, most, place, as, isEntered, corrections } = meeting;
  return (
    <tr>
      <th scope="row" className={table.whole}>
        {shortDayIn(startsAt, language, zone)}
      </th>
      <td data-of={words.group}>{groupName}</td>
      <td data-of={words.minutes}>
        {words.ofMost(minutes, most)}
        {corrections.map((one) => (
          <p key={one.id} className={table.quiet}>
            {words.correction(one.by ?? correctionWords.gone, shortDayIn(one.at, language))} {said(one)}. {one.reason}
          </p>
        ))}
      </td>
      <td data-of={words.place}>{`${places[place]}${isEntered ? `, ${meetingWords.entered}` : ''}`}</td>
      <td data-of={words.as}>{words.roles[as]}</td>
    </tr>
  );
}
