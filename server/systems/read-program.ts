// What another system reads of a program: its people, its meetings, and who was in them, in the order in which that was written.
import { sql } from 'kysely';
import type { Period } from '../../shared/protocol/program/credit.ts';
import type { V1Attendance, V1Certificate, V1Meeting, V1Person } from '../../shared/protocol/program/systems.ts';
import { factsIn } from '../certificates/certificate-rows.ts';
import { totalsOf } from '../certificates/facts.ts';
import { counted } from '../credit/attendance-grid.ts';
import { meetingsIn, mostMinutes } from '../credit/meeting-facts.ts';
import type { Database } from '../database/database.ts';
import type { Page, Systems } from '../ports/systems.ts';
import type { Records } from '../programs/in-one.ts';

function people(db: Database | Records, programId: string) {
  return db
    .selectFrom('people')
    .where('program_id', '=', programId)
    .where('left_at', 'is', null)
    .where('erased_at', 'is', null)
    .select(['id', 'outside_ref as outsideRef', 'full_name as name', 'short_name as shortName'])
    .select(['address', 'language', 'zone', 'workplace']);
}

export function peoplePage(db: Database, programId: string, { after, limit }: Page): Promise<V1Person[]> {
  return people(db, programId)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function personOf(db: Database, programId: string, outsideRef: string): Promise<V1Person | null> {
  return (await people(db, programId).where('outside_ref', '=', outsideRef).executeTakeFirst()) ?? null;
}

export async function meetingsOf(db: Database, programId: string, period: Period, now: number): Promise<V1Meeting[]> {
  const found = await meetingsIn(db, { programId, period, now });
  return found.map(({ id, groupId, groupName, zone, startsAt, endsAt, place, isCancelled, isHeld }) => ({
    ...{ id, groupId, groupName, zone, place },
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    state: isCancelled ? 'cancelled' : isHeld ? 'held' : 'planned',
  }));
}

/** A row that is being written now is not told before every older one can be seen: no transaction lasts as long. */
const settled = sql<boolean>`attendance.changed_at < clock_timestamp() - interval '15 seconds'`;
const stamp = sql<string>`to_char(attendance.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type Mark = readonly [at: string, meeting: string, person: string];
const start: Mark = ['1970-01-01T00:00:00Z', '', ''];

export async function attendancePage(db: Database, programId: string, { after, limit }: Page): ReturnType<Systems['attendance']> {
  const mark = after === null ? start : readMark(after);
  if (mark === null) return null;
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('meetings', 'meetings.id', 'attendance.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .innerJoin('people', 'people.id', 'attendance.person_id')
    .where('groups.program_id', '=', programId)
    .where(settled)
    .where(
      sql<boolean>`(attendance.changed_at, attendance.meeting_id, attendance.person_id)
        > (${mark[0]}::timestamptz, ${mark[1]}, ${mark[2]})`,
    )
    .orderBy('attendance.changed_at')
    .orderBy('attendance.meeting_id')
    .orderBy('attendance.person_id')
    .limit(limit + 1)
    .select(['meetings.id as meetingId', 'groups.id as groupId', 'people.id as personId', 'people.full_name as name'])
    .select(['people.outside_ref as outsideRef', 'attended_as as as', 'attendance.place', 'attendance.source'])
    .select(['meetings.starts_at', 'meetings.ends_at', 'meetings.extended_minutes', counted.as('minutes'), stamp.as('stamp')])
    .select(
      sql<boolean>`exists (select 1 from attendance_corrections c
        where c.meeting_id = attendance.meeting_id and c.person_id = attendance.person_id)`.as('isCorrected'),
    )
    .execute();
  const told = rows.slice(0, limit);
  const last = told.at(-1);
  const next: Mark = last ? [last.stamp, last.meetingId, last.personId] : mark;
  return {
    attendance: told.map(
      ({ starts_at, ends_at, extended_minutes, source, stamp: _, ...row }): V1Attendance => ({
        ...row,
        startsAt: starts_at.toISOString(),
        minutesPlanned: mostMinutes({ starts_at, ends_at, extended_minutes }),
        countedBy: source === 'room' ? 'room' : 'leader',
      }),
    ),
    next: Buffer.from(JSON.stringify(next)).toString('base64url'),
    hasMore: rows.length > limit,
  };
}

export async function certificateOf(db: Database, programId: string, id: string): Promise<V1Certificate | null> {
  const kept = await db
    .selectFrom('certificates')
    .leftJoin('people', 'people.id', 'certificates.person_id')
    .where('certificates.id', '=', id)
    .where('certificates.program_id', '=', programId)
    .selectAll('certificates')
    .select('people.outside_ref as outsideRef')
    .executeTakeFirst();
  if (kept === undefined) return null;
  const { name, meetings: certified } = factsIn(kept);
  const { meetings, minutes } = totalsOf(certified);
  return {
    ...{ id, number: kept.number, groupId: kept.group_id, personId: kept.person_id, outsideRef: kept.outsideRef, name },
    ...{ layout: kept.layout, from: kept.from_day, to: kept.to_day, meetings, minutes },
    issuedAt: kept.made_at.toISOString(),
    withdrawnAt: kept.withdrawn_at?.toISOString() ?? null,
  };
}

const markShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

function readMark(text: string): Mark | null {
  try {
    const mark: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(mark) || mark.length !== 3 || !mark.every((part) => typeof part === 'string' && !part.includes('\0')))
      return null;
    const [at = ''] = mark as string[];
    // The thirtieth of February is no date.
    const isDate = markShape.test(at) && new Date(Date.parse(at)).toISOString().slice(0, 19) === at.slice(0, 19);
    return isDate ? (mark as unknown as Mark) : null;
  } catch {
    return null;
  }
}
