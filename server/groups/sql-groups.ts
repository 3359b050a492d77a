// Groups, their rosters and meetings, and the little that is kept of a meeting (R9.1). Knows nothing of what was said or done.
import { sql, type Transaction } from 'kysely';
import { roomFor } from '../../shared/ritual/form-faults.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import { tellNews } from '../news/tell-news.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Attendance, Groups, Guest, Meeting, ReadContract, Roster } from '../ports/records.ts';
import { hashOfContract, keepAcceptance, newestContract, newestTexts, textFor } from './contracts.ts';
import { addGuest, guestsOf, isOn, mayBeHeld } from './guest-seats.ts';
import { heldFrom, isDoorOpen, minutesAfter, timesOf, wholeMinute } from './meeting-times.ts';
import { observersOf } from './observer-consents.ts';
import { convenesIn, seatOfRow } from './seat-of-row.ts';
import { readForm } from './stored-form.ts';

type Records = Database | Transaction<Tables>;

/** More cases than anybody holds in one meeting are kept as this many. */
const mostCases = 9;

export class SqlGroups implements Groups {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#clock = clock;
  }

  roster(groupId: string, meeting: string | null = null): Promise<Roster> {
    return orFault(async () => {
      const { form, groupName } = await this.#series(groupId);
      const seats = await this.#db
        .selectFrom('seats')
        .innerJoin('people', 'people.id', 'seats.person_id')
        .where('seats.group_id', '=', groupId)
        .where('seats.meeting_id', 'is', null)
        .where('seats.left_at', 'is', null)
        .orderBy('seats.position')
        .select(['people.id as personId', 'people.short_name as name', 'seats.role', 'seats.standing'])
        .select(convenesIn(meeting).as('convenes'))
        .execute();
      const read = readForm(form);
      return { groupName, form: read, seats: seats.map(seatOfRow(read)) };
    });
  }

  guests(meeting: string): Promise<readonly Guest[]> {
    return orFault(() => guestsOf(this.#db, meeting));
  }

  async nameGuest(groupId: string, name: string, open: Meeting | null = null): ReturnType<Groups['nameGuest']> {
    const meeting = open ?? (await this.currentMeeting(groupId));
    if (meeting === null) return 'no-meeting';
    const room = roomFor((await this.roster(groupId)).form);
    const ref = await orFault(() =>
      this.#db.transaction().execute((records) => addGuest(records, groupId, meeting.id, name, room)),
    );
    return ref === null ? 'circle-full' : { ref, meeting: meeting.id };
  }

  contract(groupId: string): Promise<string> {
    return orFault(async () => (await newestContract(this.#db, groupId))?.text ?? (await this.#series(groupId)).contract);
  }

  contractFor(ref: string, accepted: readonly string[]): Promise<ReadContract> {
    return orFault(async () => {
      const reader = await this.#db
        .selectFrom('seats')
        .innerJoin('people', 'people.id', 'seats.person_id')
        .leftJoin('accounts', 'accounts.id', 'people.account_id')
        .where('seats.ref', '=', ref)
        .select(['seats.group_id as groupId', 'people.language', 'accounts.language as ofAccount'])
        .executeTakeFirst();
      if (!reader) throw new Fault('records-unavailable', 'No such seat.');
      const languages = [reader.language, reader.ofAccount, ...accepted].filter((language) => language !== null);
      const text = textFor(await newestTexts(this.#db, reader.groupId), languages);
      if (text === null) {
        const { contract } = await this.#series(reader.groupId);
        return { text: contract, hash: hashOfContract(contract), language: null, isOwn: true };
      }
      const isOwn = languages.length === 0 || languages.includes(text.language);
      return { text: text.text, hash: text.hash, language: text.language, isOwn };
    });
  }

  acceptContract(ref: string, readHash?: string | null): Promise<boolean> {
    return orFault(async () => {
      const seat = await this.#db.selectFrom('seats').select(['person_id', 'group_id']).where('ref', '=', ref).executeTakeFirst();
      if (!seat) throw new Fault('records-unavailable', 'No such seat.');
      const { id, contract: text } = await this.#series(seat.group_id);
      return this.#db.transaction().execute(async (records) => {
        // No new version is written meanwhile.
        await records.selectFrom('groups').select('id').where('id', '=', seat.group_id).forShare().execute();
        const texts = await newestTexts(records, seat.group_id);
        const contract = texts.find(({ hash }) => hash === readHash) ?? texts[0] ?? null;
        const isNewest = readHash === null ? (contract?.version ?? 1) === 1 : readHash === (contract?.hash ?? hashOfContract(text));
        if (readHash !== undefined && !isNewest) return false;
        await keepAcceptance(records, { seriesId: id, personId: seat.person_id, contract, at: new Date(this.#clock.now()) });
        return true;
      });
    });
  }

  async agreedObservers({ id, groupId }: Meeting): Promise<ReadonlySet<string>> {
    const observers = await orFault(() => observersOf(this.#db, groupId, id));
    return new Set(observers.filter(({ isAgreed }) => isAgreed).map(({ personId }) => personId));
  }

  currentMeeting(groupId: string): Promise<Meeting | null> {
    const now = this.#clock.now();
    return orFault(async () => {
      const rows = await meetings(this.#db)
        .where('series.group_id', '=', groupId)
        .where(mayBeHeld(now))
        .orderBy('meetings.starts_at')
        .select(isOn.as('isOn'))
        .execute();
      const planned = rows.map((row) => ({ ...timesOf(row, now), isOn: row.isOn }));
      const found = planned.find((one) => one.isOn) ?? planned.findLast((one) => isDoorOpen(one, false, now)) ?? planned[0];
      if (!found) return null;
      const { isOn: _, ...meeting } = found;
      return meeting;
    });
  }

  openDoors(groupId: string): Promise<readonly Meeting[]> {
    const now = this.#clock.now();
    return orFault(async () => {
      const rows = await meetings(this.#db)
        .where('series.group_id', '=', groupId)
        .where(mayBeHeld(now))
        .orderBy('meetings.starts_at')
        .execute();
      return rows.map((row) => timesOf(row, now)).filter((meeting) => isDoorOpen(meeting, true, now));
    });
  }

  meetingAfter({ id, groupId, startsAt }: Meeting): Promise<Meeting | null> {
    return orFault(async () => {
      const row = await meetings(this.#db)
        .where('series.group_id', '=', groupId)
        .where('meetings.id', '<>', id)
        .where('meetings.closed_at', 'is', null)
        .where('meetings.cancelled_at', 'is', null)
        .where('meetings.starts_at', '>', new Date(startsAt))
        .orderBy('meetings.starts_at')
        .executeTakeFirst();
      return row ? timesOf(row, this.#clock.now()) : null;
    });
  }

  meeting(id: string): Promise<Meeting | null> {
    return orFault(async () => {
      const row = await meetings(this.#db).where('meetings.id', '=', id).executeTakeFirst();
      return row ? timesOf(row, this.#clock.now()) : null;
    });
  }

  closeMeeting(id: string, attendance: readonly Attendance[], cases?: number, extendedMinutes = 0): Promise<void> {
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const meeting = await meetings(records).where('meetings.id', '=', id).forUpdate('meetings').executeTakeFirst();
        if (!meeting || meeting.closedAt) return;
        const now = this.#clock.now();
        await keepAttendance(records, meeting, attendance);
        const held = meeting.meetsFreely ? heldFrom(attendance, now) : {};
        await records
          .updateTable('meetings')
          .set({
            ...held,
            closed_at: new Date(wholeMinute(now)),
            cases_held: cases === undefined ? null : Math.min(cases, mostCases),
            extended_minutes: extendedMinutes,
          })
          .where('id', '=', id)
          .execute();
        for (const table of ['sealed_marks', 'key_halves', 'log_marks'] as const)
          await records.deleteFrom(table).where('meeting_id', '=', id).execute();
        const news = { groupId: meeting.groupId, about: { meetingId: id } };
        await tellNews(records, news, attendance.length > 0 ? ['meeting.held', 'attendance.changed'] : ['meeting.held'], now);
        if (meeting.meetsFreely) await openMeeting(records, meeting.seriesId, now, meeting.minutes);
      }),
    );
  }

  async #series(groupId: string) {
    const series = await this.#db
      .selectFrom('series')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('groups.id', '=', groupId)
      .orderBy('series.created_at', 'desc')
      .select(['series.id', 'series.form', 'series.contract', 'groups.name as groupName'])
      .executeTakeFirst();
    if (!series) throw new Fault('records-unavailable', 'No such group, or a group without a series.');
    return series;
  }
}

function meetings(records: Records) {
  return records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .select(['meetings.id', 'meetings.starts_at as startsAt', 'meetings.ends_at as endsAt', 'meetings.closed_at as closedAt'])
    .select(['series.id as seriesId', 'series.group_id as groupId'])
    .select(['series.meets_freely as meetsFreely', 'series.meeting_minutes as minutes'])
    .select(sql<number>`coalesce(meetings.door_minutes, series.door_minutes)`.as('doorMinutes'))
    .select(sql<number>`coalesce(meetings.leaders_minutes, series.leaders_minutes)`.as('leadersMinutes'));
}

const minute = 60_000;

async function keepAttendance(records: Records, meeting: { id: string; groupId: string }, attendance: readonly Attendance[]) {
  if (attendance.length === 0) return;
  const seats = await records
    .selectFrom('seats')
    .select(['person_id', 'credential'])
    .where('group_id', '=', meeting.groupId)
    .orderBy(sql`left_at nulls last`)
    .execute();
  const credentials = new Map(seats.map((seat) => [seat.person_id, seat.credential]));
  const rows = attendance.map(({ personId, as, minutesPresent, creditMinutes, firstIn, lastOut }) => ({
    meeting_id: meeting.id,
    person_id: personId,
    attended_as: as,
    minutes: Math.max(0, Math.round(minutesPresent)),
    credit_minutes: Math.max(0, Math.round(creditMinutes)),
    // R9.2: to the minute, since a phase may have begun or ended at that very moment.
    first_in: new Date(Math.floor(firstIn / minute) * minute),
    last_out: new Date(Math.ceil(lastOut / minute) * minute),
    source: 'room' as const,
    place: 'screen' as const,
    credential: as === 'leader' ? (credentials.get(personId) ?? null) : null,
  }));
  await records.insertInto('attendance').values(rows).execute();
}

/** Adds the next meeting to a series that meets freely. */
export async function openMeeting(records: Records, seriesId: string, now: number, minutes: number): Promise<void> {
  const from = wholeMinute(now);
  await records
    .insertInto('meetings')
    .values({ id: newId(), series_id: seriesId, starts_at: new Date(from), ends_at: minutesAfter(from, minutes), closed_at: null })
    .execute();
}
