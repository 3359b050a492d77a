// One group of somebody's own: the next date in their time, the door, an excuse, the dates after it, the calendar.
import { useState } from 'react';
import { Link } from 'wouter';
import { checkAddress, seatAddress } from '../../../../shared/protocol/addresses.ts';
import type { HomeMeeting, HomeSeat } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { dayIn, hereZone, isShifted, placeInZone, shortDayIn, textOfDay, timeIn } from '../parts/moments.ts';
import { Shifted } from '../parts/Shifted.tsx';
import table from '../parts/Table.module.css';
import { Failed, Told } from '../parts/Told.tsx';
import { useServerNow } from '../parts/use-server-now.ts';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';
import css from './Home.module.css';
import { HomeAfter } from './HomeAfter.tsx';
import { HomeCalendar } from './HomeCalendar.tsx';
import { HomeConsents } from './HomeConsents.tsx';
import { HomePlace, type OwnPlace } from './HomePlace.tsx';

interface HomeGroupProps {
  readonly seat: HomeSeat;
  readonly look: () => Promise<void>;
}

export function HomeGroup({ seat, look }: HomeGroupProps) {
  const words = useHomeWords();
  const { roles, language } = useAroundWords();
  const now = useServerNow();
  const [told, setTold] = useState('');
  const doing = useDoing();
  const meetings = seat.meetings.filter(({ endsAt }) => endsAt > now);
  const next = meetings.find(({ isCancelled }) => !isCancelled) ?? null;
  const later = meetings.filter((each) => each !== next);
  const excuse = async ({ id, startsAt, isExcused }: HomeMeeting) => {
    setTold('');
    const outcome = await doing.run(() => ask('POST', api.seatExcuse(seat.ref, id), { excused: !isExcused }));
    if (!outcome?.ok) return;
    await look();
    setTold((isExcused ? words.excuseTaken : words.excuseSaid)(dayIn(startsAt, language)));
  };
  const say = async ({ id, startsAt }: HomeMeeting, place: OwnPlace) => {
    setTold('');
    const outcome = await doing.run(() => ask('POST', api.seatPlace(seat.ref, id), { place }));
    if (!outcome?.ok) return;
    await look();
    setTold(words.ownPlace.told[place ?? 'none'](dayIn(startsAt, language)));
  };
  return (
    <section className={form.card} aria-label={seat.groupName}>
      <div className={css.heading}>
        <h2>{seat.groupName}</h2>
        {seat.manages && <Link href={`/group/${seat.groupId}`}>{words.manage}</Link>}
      </div>
      <p className={form.quiet}>{words.you(seat.yourName, roles[seat.role])}</p>
      {next === null ? <p>{words.noDates}</p> : <Next {...{ seat, now, excuse, say }} meeting={next} isBusy={doing.isBusy} />}
      <HomeConsents seat={seat.ref} />
      <HomeAfter seat={seat.ref} />
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
      {later.length > 0 && (
        <details className={css.more}>
          <summary>{words.allDates(later.length)}</summary>
          <Later meetings={later} before={next} zone={seat.zone} excuse={excuse} say={say} isBusy={doing.isBusy} />
        </details>
      )}
      <HomeCalendar seat={seat} look={look} />
    </section>
  );
}

interface NextProps {
  readonly seat: HomeSeat;
  readonly meeting: HomeMeeting;
  readonly now: number;
  readonly excuse: (meeting: HomeMeeting) => Promise<void>;
  readonly say: (meeting: HomeMeeting, place: OwnPlace) => Promise<void>;
  readonly isBusy: boolean;
}

function Next({ seat, meeting, now, excuse, say, isBusy }: NextProps) {
  const words = useHomeWords();
  const { language, places } = useAroundWords();
  const { startsAt, endsAt, doorOpensAt, isExcused, convenes, place } = meeting;
  const [from, to, zone] = [timeIn(startsAt, language), timeIn(endsAt, language), placeInZone(hereZone())];
  const isToday = textOfDay(startsAt) === textOfDay(now);
  const day = dayIn(startsAt, language);
  const isOpen = now >= doorOpensAt && place !== 'room';
  const opens = timeIn(doorOpensAt, language);
  return (
    <>
      <p className={css.next}>{isToday ? words.today(from, to, zone) : words.next(day, from, to, zone)}</p>
      {isShifted(startsAt, now, seat.zone) && <p className={form.quiet}>{words.clocksBefore(placeInZone(seat.zone))}</p>}
      {place !== 'screen' && <p className={form.quiet}>{places[place]}</p>}
      {convenes && <p>{words.youLead}</p>}
      {isExcused && <p>{words.excused}</p>}
      {place === 'both' && !isExcused && <HomePlace meeting={meeting} say={say} />}
      {!isOpen && place !== 'room' && (
        <p className={form.quiet}>
          {textOfDay(doorOpensAt) === textOfDay(now) ? words.opens(opens) : words.opensOn(dayIn(doorOpensAt, language), opens)}
        </p>
      )}
      <div className={form.row}>
        {isOpen && (
          <a className={`${buttons.main} ${form.link}`} href={seatAddress(seat.ref)} aria-label={words.enterFor(seat.groupName)}>
            {words.enter}
          </a>
        )}
        <button
          type="button"
          className={buttons.plain}
          aria-label={(isExcused ? words.canComeOn : words.cannotComeOn)(day)}
          aria-disabled={isBusy}
          onClick={() => void excuse(meeting)}
        >
          {isExcused ? words.canCome : words.cannotCome}
        </button>
        {place !== 'room' && <a href={checkAddress(seat.ref)}>{words.check}</a>}
      </div>
    </>
  );
}

type LaterProps = Pick<NextProps, 'excuse' | 'say' | 'isBusy'> & {
  readonly meetings: readonly HomeMeeting[];
  readonly before: HomeMeeting | null;
  readonly zone: string;
};

function Later({ meetings, before, zone, excuse, say, isBusy }: LaterProps) {
  const words = useHomeWords();
  const { language, places, clocks } = useAroundWords();
  const shifted = meetings.filter(({ startsAt }, n) =>
    isShifted(startsAt, (meetings[n - 1] ?? before)?.startsAt ?? startsAt, zone),
  );
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.coming}</th>
          </tr>
        </thead>
        <tbody>
          {meetings.map((meeting) => (
            <tr key={meeting.id}>
              <th scope="row">{shortDayIn(meeting.startsAt, language)}</th>
              <td data-of={words.time} className={shifted.includes(meeting) ? table.mark : undefined}>
                {timeIn(meeting.startsAt, language)}
                {shifted.includes(meeting) && <Shifted />}
              </td>
              <td data-of={words.place}>
                {places[meeting.place]}
                {meeting.convenes && !meeting.isCancelled && <p>{words.youLead}</p>}
                {meeting.place === 'both' && !meeting.isCancelled && !meeting.isExcused && (
                  <HomePlace meeting={meeting} say={say} />
                )}
              </td>
              <td data-of={words.coming}>
                {meeting.isCancelled ? (
                  words.cancelled
                ) : (
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={(meeting.isExcused ? words.canComeOn : words.cannotComeOn)(dayIn(meeting.startsAt, language))}
                    aria-disabled={isBusy}
                    onClick={() => void excuse(meeting)}
                  >
                    {meeting.isExcused ? words.canCome : words.cannotCome}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shifted.length > 0 && <p className={form.quiet}>{`* ${clocks.note}`}</p>}
    </div>
  );
}
