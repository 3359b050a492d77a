// Series and dates in the records. What changes a meeting is told to everybody's mail, and noted, in the transaction that changes it.
import type { Transaction } from 'kysely';
import type { NamedConvenors } from '../../shared/protocol/program/convenors.ts';
import type {
  MeetingChange,
  NewDate,
  NewSeries,
  SeatDates,
  SeriesChange,
  SeriesPreview,
} from '../../shared/protocol/program/dates.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import { makeSeries, rowOf } from '../dates/make-series.ts';
import { overlapping } from '../dates/overlapping.ts';
import { previewOf } from '../dates/planned-dates.ts';
import type { Clock } from '../ports/clock.ts';
import type { DateFaults, Dates, DatesBy } from '../ports/dates.ts';
import type { Mail, OpenTransaction } from '../ports/mail.ts';
import type { FirstDates } from '../ports/rosters.ts';
import { inOne } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { changeMeeting } from './change-meeting.ts';
import { changeSeries, endSeries } from './change-series.ts';
import { convenorsOf, nameConvenors } from './convenors.ts';
import { groupDates } from './group-dates.ts';
import { reckonAnew } from './reckon-anew.ts';
import { excuseSeat, saySeatPlace, seatDates } from './seat-dates.ts';
import { plannedInstant } from './single-date.ts';
import { zonesOf } from './zones-of-group.ts';

export class SqlDates implements Dates, FirstDates {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #mail: Pick<Mail, 'meetingsChanged' | 'zoneRulesChanged'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>, mail: Pick<Mail, 'meetingsChanged' | 'zoneRulesChanged'>) {
    this.#db = db;
    this.#clock = clock;
    this.#mail = mail;
  }

  preview(groupId: string, wish: NewSeries): Promise<SeriesPreview | DateFaults> {
    return orFault(async () => previewOf(wish, await zonesOf(this.#db, groupId), this.#clock.now()));
  }

  makeSeries(records: OpenTransaction, groupId: string, wish: NewSeries): ReturnType<FirstDates['makeSeries']> {
    return makeSeries(records as Transaction<Tables>, groupId, wish, { now: this.#clock.now(), mail: this.#mail });
  }

  make(groupId: string, wish: NewSeries, { accountId }: DatesBy): ReturnType<Dates['make']> {
    return this.#within(async (records) => {
      const made = await makeSeries(records, groupId, wish, { now: this.#clock.now(), mail: this.#mail });
      if ('faults' in made) return made;
      const { programId } = await programOf(records, groupId);
      await noteAct(records, { programId, groupId, byAccount: accountId, act: 'series-made', object: groupId });
      return made;
    });
  }

  add(groupId: string, date: NewDate, { accountId }: DatesBy): ReturnType<Dates['add']> {
    return this.#within(async (records) => {
      const now = this.#clock.now();
      const { zone, programId } = await programOf(records, groupId);
      const series = await records
        .selectFrom('series')
        .where('group_id', '=', groupId)
        .where('ended_at', 'is', null)
        .orderBy('created_at', 'desc')
        .select(['id', 'meets_freely'])
        .executeTakeFirst();
      if (!series || series.meets_freely) return 'not-allowed-now';
      const planned = plannedInstant(date, zone, now);
      if ('faults' in planned) return planned;
      if ((await overlapping(records, groupId, [planned])).length > 0) return { faults: [{ path: 'date', code: 'overlaps' }] };
      const { last } = await records
        .selectFrom('meetings')
        .where('series_id', '=', series.id)
        .select((eb) => eb.fn.max('number').as('last'))
        .executeTakeFirstOrThrow();
      const row = { ...rowOf(series.id, planned, { zone, now, place: date.place }), number: (last ?? 0) + 1 };
      await records.insertInto('meetings').values(row).execute();
      await noteAct(records, { programId, groupId, byAccount: accountId, act: 'meeting-added', object: row.id });
      await this.#mail.meetingsChanged(records, groupId, [row.id]);
      return { id: row.id };
    });
  }

  change(meetingId: string, change: MeetingChange, by: DatesBy): ReturnType<Dates['change']> {
    return this.#within((records) => changeMeeting(records, meetingId, change, this.#parts(by)));
  }

  cancel(meetingId: string, from: number, by: DatesBy): ReturnType<Dates['cancel']> {
    return this.#within(async (records) => {
      const done = await changeMeeting(records, meetingId, { from, isCancelled: true }, this.#parts(by));
      return typeof done === 'object' && 'faults' in done ? 'not-allowed-now' : done;
    });
  }

  changeSeries(seriesId: string, change: SeriesChange, by: DatesBy): ReturnType<Dates['changeSeries']> {
    return this.#within((records) => changeSeries(records, seriesId, change, this.#parts(by)));
  }

  endSeries(seriesId: string, by: DatesBy): ReturnType<Dates['endSeries']> {
    return this.#within((records) => endSeries(records, seriesId, this.#parts(by)));
  }

  ofGroup(groupId: string, readsExcuses: boolean): ReturnType<Dates['ofGroup']> {
    return orFault(() => groupDates(this.#db, groupId, readsExcuses, this.#clock.now()));
  }

  convenors(groupId: string, readsExcuses: boolean): ReturnType<Dates['convenors']> {
    return orFault(() => convenorsOf(this.#db, groupId, readsExcuses, this.#clock.now()));
  }

  nameConvenors(groupId: string, named: NamedConvenors, { accountId }: DatesBy): ReturnType<Dates['nameConvenors']> {
    return inOne(this.#db, (records) => nameConvenors(records, groupId, named, { accountId, now: this.#clock.now() }));
  }

  ofSeat(ref: string): Promise<SeatDates> {
    return orFault(() => seatDates(this.#db, ref, this.#clock.now()));
  }

  excuse(ref: string, meetingId: string, excused: boolean): ReturnType<Dates['excuse']> {
    return this.#within((records) => excuseSeat(records, { ref, meetingId, excused }, this.#clock.now()));
  }

  sayPlace(ref: string, meetingId: string, place: 'screen' | 'room' | null): ReturnType<Dates['sayPlace']> {
    return this.#within((records) => saySeatPlace(records, { ref, meetingId, place }, this.#clock.now()));
  }

  reckonAnew(): Promise<number> {
    return this.#within((records) => reckonAnew(records, { now: this.#clock.now(), mail: this.#mail }));
  }

  #parts(by: DatesBy) {
    return { ...by, now: this.#clock.now(), mail: this.#mail };
  }

  #within<T>(act: (records: Transaction<Tables>) => Promise<T>): Promise<T> {
    return orFault(() => this.#db.transaction().execute(act));
  }
}

/** Held until the end of the transaction: dates of a group are changed one at a time. */
async function programOf(records: Transaction<Tables>, groupId: string): Promise<{ zone: string; programId: string | null }> {
  return records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select(['zone', 'program_id as programId'])
    .forUpdate()
    .executeTakeFirstOrThrow();
}
