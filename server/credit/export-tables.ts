// What other programs take from here: who was where for how long, who has agreed to what, and the sums that credit is given by.
import { sql } from 'kysely';
import type { ExportKind, Period } from '../../shared/protocol/program/credit.ts';
import type { Database } from '../database/database.ts';
import { wallTimeAt } from '../dates/wall-time.ts';
import type { ExportPlace, ExportTable } from '../ports/credit.ts';
import { counted } from './attendance-grid.ts';
import { type MeetingFacts, meetingsIn } from './meeting-facts.ts';

interface Asked {
  readonly place: ExportPlace;
  readonly period: Period;
  readonly now: number;
}

export function exportTable(db: Database, kind: ExportKind, asked: Asked): Promise<ExportTable> {
  return { attendance: attendanceTable, credit: creditTable, agreements: agreementTable }[kind](db, asked);
}

async function attendanceTable(db: Database, asked: Asked): Promise<ExportTable> {
  const { rows } = await attended(db, asked);
  return {
    columns: [
      ...['meeting_id', 'date', 'start', 'group', 'person_id', 'name', 'outside_ref', 'as', 'place'],
      ...['minutes', 'minutes_seen', 'minutes_planned', 'counted_by', 'corrected'],
    ],
    rows: rows.map(({ meeting, ...row }) => [
      ...[meeting.id, meeting.day, meeting.hour, meeting.groupName, row.personId, row.name, row.outsideRef, row.as, row.place],
      ...[row.minutes, row.source === 'room' ? row.seen : null, meeting.most],
      ...[row.source === 'room' ? 'room' : 'leader', row.isCorrected ? 'yes' : 'no'],
    ]),
  };
}

/** One line for each person and group. */
async function creditTable(db: Database, asked: Asked): Promise<ExportTable> {
  const { meetings, rows } = await attended(db, asked);
  const sums = new Map<string, { first: (typeof rows)[number]; attended: number; screen: number; room: number }>();
  for (const row of rows) {
    const key = `${row.personId} ${row.meeting.groupId}`;
    const sum = sums.get(key) ?? { first: row, attended: 0, screen: 0, room: 0 };
    sums.set(key, { ...sum, attended: sum.attended + (row.minutes > 0 ? 1 : 0), [row.place]: sum[row.place] + row.minutes });
  }
  const heldOf = (groupId: string) => meetings.filter((one) => one.groupId === groupId).length;
  const lines = [...sums.values()].map(({ first: { meeting, ...row }, attended: n, screen, room }) => [
    ...[row.personId, row.name, row.outsideRef, meeting.groupId, meeting.groupName, n, heldOf(meeting.groupId)],
    ...[screen + room, screen, room, Math.round(((screen + room) / 60) * 100) / 100],
  ]);
  return {
    columns: [
      ...['person_id', 'name', 'outside_ref', 'group_id', 'group', 'meetings_attended', 'meetings_held'],
      ...['minutes', 'minutes_on_screen', 'minutes_in_room', 'hours'],
    ],
    rows: lines.sort((a, b) => String(a[4]).localeCompare(String(b[4])) || String(a[1]).localeCompare(String(b[1]))),
  };
}

/** Of the days of each group's own zone. */
async function agreementTable(db: Database, { place, period }: Asked): Promise<ExportTable> {
  const found = await db
    .selectFrom('agreements')
    .innerJoin('series', 'series.id', 'agreements.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .innerJoin('people', 'people.id', 'agreements.person_id')
    .innerJoin('contracts', 'contracts.id', 'agreements.contract_id')
    .where(inPlace(place))
    .orderBy('agreements.agreed_at')
    .select(['people.id as personId', 'people.full_name as name', 'people.outside_ref as outsideRef', 'groups.zone'])
    .select(['groups.name as groupName', 'contracts.version', 'contracts.language', 'agreements.text_hash as hash', 'agreed_at'])
    .execute();
  const rows = found.map((row) => ({ ...row, day: wallTimeAt(row.agreed_at.getTime(), row.zone).date }));
  return {
    columns: ['date', 'group', 'person_id', 'name', 'outside_ref', 'version', 'language', 'text_sha256'],
    rows: rows
      .filter(({ day }) => day >= period.from && day <= period.to)
      .map((row) => [row.day, row.groupName, row.personId, row.name, row.outsideRef, row.version, row.language, row.hash]),
  };
}

const inPlace = (place: ExportPlace) =>
  'programId' in place ? sql<boolean>`groups.program_id = ${place.programId}` : sql<boolean>`groups.id = ${place.groupId}`;

async function attended(db: Database, { place, period, now }: Asked) {
  const found = await meetingsIn(db, { ...place, period, now });
  const meetings = found.filter(({ isHeld, isCancelled }) => isHeld && !isCancelled);
  const of = new Map<string, MeetingFacts>(meetings.map((meeting) => [meeting.id, meeting]));
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('meetings', 'meetings.id', 'attendance.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .innerJoin('people', 'people.id', 'attendance.person_id')
    .where(inPlace(place))
    .orderBy('meetings.starts_at')
    .orderBy('people.full_name')
    .orderBy('people.id')
    .select(['attendance.meeting_id as meetingId', 'people.id as personId', 'people.full_name as name'])
    .select(['people.outside_ref as outsideRef', 'attended_as as as', 'attendance.place', 'source', 'attendance.minutes as seen'])
    .select(counted.as('minutes'))
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('attendance_corrections')
          .whereRef('attendance_corrections.meeting_id', '=', 'attendance.meeting_id')
          .whereRef('attendance_corrections.person_id', '=', 'attendance.person_id')
          .select('attendance_corrections.id'),
      ).as('isCorrected'),
    )
    .execute();
  return {
    meetings,
    rows: rows.flatMap(({ meetingId, ...row }) => {
      const meeting = of.get(meetingId);
      return meeting ? [{ ...row, meeting }] : [];
    }),
  };
}
