// What a group held in a period, as the records have it: read anew for each certificate, and kept in it from then on.
import type { Kysely } from 'kysely';
import type { CertificatePeriod } from '../../shared/protocol/program/certificates.ts';
import { counted } from '../credit/attendance-grid.ts';
import type { Tables } from '../database/tables.ts';
import { wallTimeAt } from '../dates/wall-time.ts';
import { fault, type Refused } from '../ports/refused.ts';
import { asWritten } from './drawable-text.ts';
import type { WholePeriod } from './facts.ts';
import type { HeldMeeting } from './held-meeting.ts';

type Records = Kysely<Tables>;
const day = 86_400_000;
const longestDays = 5 * 366;

export interface ReadPeriod extends WholePeriod {
  readonly programId: string;
  readonly program: string;
  readonly group: string;
  readonly zone: string;
  readonly today: string;
  /** Everybody with a card in the program who was there, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Of whoever led, in the order of their first meeting. */
  readonly leaders: readonly { readonly id: string; readonly name: string; readonly credential: string | null }[];
}

export async function readPeriod(
  db: Records,
  groupId: string,
  period: CertificatePeriod,
  now: number,
): Promise<ReadPeriod | Refused> {
  const group = await db
    .selectFrom('groups')
    .innerJoin('programs', 'programs.id', 'groups.program_id')
    .where('groups.id', '=', groupId)
    .select(['groups.name', 'groups.zone', 'groups.membership', 'programs.id as programId', 'programs.name as program'])
    .executeTakeFirst();
  if (group === undefined) return fault('group', 'no-program');
  const today = wallTimeAt(now, group.zone).date;
  // Whoever asks may be a day ahead of the group.
  const wrong = faultIn(period, wallTimeAt(now + day, group.zone).date);
  if (wrong !== null) return wrong;
  const { rows, held } = await readHeld(db, groupId, period, group.zone);
  const names = new Map(rows.map(({ personId, name }) => [personId, asWritten(name)]));
  const isOurs = new Set(
    rows.filter(({ programId, erasedAt }) => programId === group.programId && !erasedAt).map((row) => row.personId),
  );
  const led = rows.filter(({ as }) => as === 'leader');
  return {
    ...{
      programId: group.programId,
      program: asWritten(group.program),
      group: asWritten(group.name),
      zone: group.zone,
      today,
      held,
    },
    people: [...names]
      .filter(([id]) => isOurs.has(id))
      .map(([id, name]) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    leaders: [...new Set(led.map(({ personId }) => personId))].map((id) => ({
      ...{ id, name: names.get(id) ?? '' },
      credential: led.findLast(({ personId, credential }) => personId === id && credential !== null)?.credential ?? null,
    })),
    isClosed: group.membership === 'closed' && (await isClosedList(db, groupId, held)),
  };
}

function faultIn({ from, to }: CertificatePeriod, latest: string): Refused | null {
  for (const [path, date] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isDay(date)) return fault(path, 'unknown');
  if (to < from) return fault('to', 'before-from');
  if (to > latest) return fault('to', 'future');
  return Date.parse(to) - Date.parse(from) > longestDays * day ? fault('from', 'too-long') : null;
}

/** The 30th of February is none. */
function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

async function readHeld(db: Records, groupId: string, { from, to }: CertificatePeriod, zone: string) {
  const all = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .leftJoin('attendance', 'attendance.meeting_id', 'meetings.id')
    .leftJoin('people', 'people.id', 'attendance.person_id')
    .where('series.group_id', '=', groupId)
    .where('meetings.closed_at', 'is not', null)
    .where('meetings.cancelled_at', 'is', null)
    // A day wider on either side than any zone is off.
    .where('meetings.starts_at', '>=', new Date(Date.parse(from) - day))
    .where('meetings.starts_at', '<', new Date(Date.parse(to) + 2 * day))
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .select(['meetings.id', 'meetings.starts_at as startsAt', 'people.id as personId', 'people.full_name as name'])
    .select(['people.program_id as programId', 'people.erased_at as erasedAt', 'attendance.attended_as as as'])
    .select(['attendance.place', 'attendance.credential', counted.as('minutes')])
    .execute();
  const within = all.flatMap((row) => {
    const { date } = wallTimeAt(row.startsAt.getTime(), zone);
    return date >= from && date <= to ? [{ ...row, day: date }] : [];
  });
  const rows = within.flatMap(({ personId, name, as, place, ...row }) =>
    personId === null || name === null || as === null || place === null ? [] : [{ ...row, personId, name, as, place }],
  );
  // Where nobody was, nothing was held.
  const held = [...new Map(within.map((row) => [row.id, row])).values()].flatMap(({ id, day: on, startsAt }): HeldMeeting[] => {
    const there = rows.filter((row) => row.id === id).map(({ personId, minutes, place, as }) => ({ personId, minutes, place, as }));
    return there.some(({ minutes }) => minutes > 0) ? [{ id, day: on, startsAt: startsAt.getTime(), present: there }] : [];
  });
  return { rows, held };
}

/** Of the circle: nobody came to it or left it between the first and the last meeting, and nobody sat in it for one meeting only. */
async function isClosedList(db: Records, groupId: string, held: readonly HeldMeeting[]): Promise<boolean> {
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return false;
  const [began, ended] = [new Date(first.startsAt), new Date(last.startsAt)];
  const seats = await db
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where('role', '!=', 'observer')
    .select(['person_id as personId', 'meeting_id as meetingId', 'joined_at as joinedAt', 'left_at as leftAt'])
    .execute();
  const lasting = seats.filter(({ meetingId }) => meetingId === null);
  const hasChanged = lasting.some(
    ({ joinedAt, leftAt }) =>
      (joinedAt !== null && joinedAt > began && joinedAt <= ended) || (leftAt !== null && leftAt > began && leftAt < ended),
  );
  const belong = new Set(lasting.map(({ personId }) => personId));
  const sat = held.flatMap(({ present }) => present).filter(({ as }) => as !== 'observer');
  return !hasChanged && sat.every(({ personId }) => belong.has(personId));
}
