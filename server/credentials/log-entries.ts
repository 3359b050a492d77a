// What stands in somebody's log: what the room counted of all their cards, and what they entered themselves.
import { type Kysely, sql } from 'kysely';
import type { LogEntry, LogKind } from '../../shared/protocol/program/credential-log.ts';
import { counted } from '../credit/attendance-grid.ts';
import type { Tables } from '../database/tables.ts';
import { wallTimeAt } from '../dates/wall-time.ts';

type Records = Kysely<Tables>;

/** Newest first. */
export async function entriesOf(db: Records, cards: readonly string[]): Promise<readonly LogEntry[]> {
  if (cards.length === 0) return [];
  const [counted, entered] = [await fromRooms(db, cards), await ownEntries(db, cards)];
  return [...counted, ...entered].sort((one, other) =>
    one.day < other.day ? 1 : one.day > other.day ? -1 : one.id < other.id ? -1 : 1,
  );
}

async function fromRooms(db: Records, cards: readonly string[]): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('meetings', 'meetings.id', 'attendance.meeting_id')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .leftJoin('credential_entries', (join) =>
      join
        .onRef('credential_entries.meeting_id', '=', 'attendance.meeting_id')
        .onRef('credential_entries.person_id', '=', 'attendance.person_id'),
    )
    .leftJoin('people as confirmers', 'confirmers.id', 'credential_entries.confirmed_by')
    .where('attendance.person_id', 'in', [...cards])
    .where('meetings.closed_at', 'is not', null)
    .where('meetings.cancelled_at', 'is', null)
    .select([
      'meetings.id',
      'meetings.starts_at as startsAt',
      'meetings.cases_held as cases',
      'groups.zone',
      'groups.name as group',
    ])
    .select(['attendance.attended_as as as', 'attendance.place', 'credential_entries.minutes as confirmedMinutes'])
    .select('confirmers.full_name as confirmer')
    .select(counted.as('minutes'))
    // The seat they had then; there may be one that has ended.
    .select(
      sql<boolean>`exists (select 1 from seats where seats.group_id = groups.id and seats.person_id = attendance.person_id
        and seats.role = 'leader' and (seats.joined_at is null or seats.joined_at <= meetings.ends_at)
        and (seats.left_at is null or seats.left_at >= meetings.starts_at))`.as('isLeader'),
    )
    .execute();
  return rows.flatMap(({ id, startsAt, zone, group, as, isLeader, cases, place, minutes, confirmedMinutes, confirmer }) => {
    if (minutes === 0) return [];
    const kind: LogKind = as === 'leader' ? (isLeader ? 'led' : 'coLed') : as === 'member' ? 'member' : 'observed';
    const isConfirmed = confirmedMinutes === minutes;
    const { date: day } = wallTimeAt(startsAt.getTime(), zone);
    return [
      {
        id,
        source: 'room' as const,
        kind,
        day,
        minutes,
        place,
        group,
        cases: as === 'leader' ? cases : null,
        ...{ isConfirmed, confirmedBy: isConfirmed ? confirmer : null, withId: null, with: null },
      },
    ];
  });
}

async function ownEntries(db: Records, cards: readonly string[]): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('credential_entries')
    .leftJoin('people as confirmers', 'confirmers.id', 'credential_entries.confirmed_by')
    .leftJoin('people as supervisors', 'supervisors.id', 'credential_entries.with_id')
    .where('credential_entries.person_id', 'in', [...cards])
    .where('credential_entries.meeting_id', 'is', null)
    .select(['credential_entries.id', 'kind', 'on_day as day', 'minutes', 'cases', 'place', 'confirmed_at as confirmedAt'])
    .select(['confirmers.full_name as confirmedBy', 'with_id as withId', 'supervisors.full_name as with'])
    .execute();
  return rows.map(({ confirmedAt, ...row }) => ({
    ...row,
    isConfirmed: confirmedAt !== null,
    source: 'own' as const,
    group: null,
  }));
}
