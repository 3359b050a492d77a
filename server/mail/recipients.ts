// Who is to be written to about a group's dates, and how each of them reads: in their own language and zone, else in their group's.
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { NotedMeeting, Reader } from './notices.ts';

type Records = Transaction<Tables>;

export interface Recipient {
  readonly to: Reader;
  readonly personId: string;
  readonly ref: string;
  readonly role: Tables['seats']['role'];
  /** Their seat is for this meeting alone. */
  readonly onlyFor: string | null;
  readonly joinedAt: Date | null;
  readonly leftAt: Date | null;
  readonly linkVersion: number;
  readonly group: { readonly id: string; readonly name: string; readonly programId: string | null };
}

const seats = (records: Records) =>
  records
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .leftJoin('accounts', 'accounts.id', 'people.account_id')
    .where('people.address', 'is not', null)
    .where('people.erased_at', 'is', null)
    .select([
      'seats.ref',
      'seats.role',
      'seats.meeting_id as onlyFor',
      'seats.joined_at as joinedAt',
      'seats.left_at as leftAt',
      'seats.link_version as linkVersion',
      'people.id as personId',
      'people.address',
      'people.full_name as name',
      'groups.id as groupId',
      'groups.name as groupName',
      'groups.program_id as programId',
    ])
    .select(sql<string>`coalesce(people.language, accounts.language, groups.language)`.as('language'))
    .select(sql<string>`coalesce(people.zone, accounts.zone, groups.zone)`.as('zone'));

type Row = Awaited<ReturnType<ReturnType<typeof seats>['execute']>>[number];

const recipient = ({ address, name, language, zone, groupId, groupName, programId, ...seat }: Row): Recipient => ({
  ...seat,
  to: { address: address ?? '', name, language, zone },
  group: { id: groupId, name: groupName, programId },
});

/** Those who have a seat now, guests and substitutes of one meeting too. */
export async function inGroup(records: Records, groupId: string): Promise<Recipient[]> {
  const rows = await seats(records)
    .where('groups.id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .orderBy('seats.ref')
    .execute();
  return rows.map(recipient);
}

/** Whoever has or had this seat; null without an address. */
export async function inSeat(records: Records, ref: string): Promise<Recipient | null> {
  const row = await seats(records).where('seats.ref', '=', ref).executeTakeFirst();
  return row ? recipient(row) : null;
}

/** A person's place in a group, or the place they had; null without an address. */
export async function ofPerson(records: Records, groupId: string, personId: string): Promise<Recipient | null> {
  const row = await seats(records)
    .where('groups.id', '=', groupId)
    .where('people.id', '=', personId)
    .orderBy(sql`seats.left_at is not null`)
    .orderBy('seats.left_at', 'desc')
    .executeTakeFirst();
  return row ? recipient(row) : null;
}

/** Somebody who coordinates a program, by their address; null when they do not, or not any more. */
export async function coordinatorOf(
  records: Records,
  programId: string,
  address: string,
): Promise<(Reader & { readonly programName: string }) | null> {
  const found = await records
    .selectFrom('program_staff')
    .innerJoin('programs', 'programs.id', 'program_staff.program_id')
    .leftJoin('account_addresses', 'account_addresses.address', 'program_staff.address')
    .leftJoin('accounts', 'accounts.id', 'account_addresses.account_id')
    .where('program_staff.program_id', '=', programId)
    .where('program_staff.address', '=', address)
    .where('program_staff.ended_at', 'is', null)
    .select('programs.name as programName')
    .select(sql<string>`coalesce(accounts.language, programs.language)`.as('language'))
    .select(sql<string>`coalesce(accounts.zone, programs.zone)`.as('zone'))
    .executeTakeFirst();
  return found ? { ...found, address, name: null } : null;
}

/** Where they are told of it: a person who has several seats in a group is one reader. */
export function oncePerPerson(recipients: readonly Recipient[]): Recipient[] {
  return [...new Map(recipients.map((one) => [one.personId, one])).values()];
}

export interface PlannedMeeting extends NotedMeeting {
  readonly isCancelled: boolean;
}

const meetings = (records: Records, groupId: string) =>
  records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .where('groups.id', '=', groupId)
    .where('meetings.local_start', 'is not', null)
    .orderBy('meetings.starts_at')
    .select([
      'meetings.id',
      'meetings.sequence',
      'meetings.starts_at',
      'meetings.ends_at',
      'meetings.place',
      'meetings.cancelled_at',
    ])
    .select(sql<string>`coalesce(meetings.zone, series.zone, groups.zone)`.as('zone'));

type MeetingRow = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number];

const planned = ({ starts_at, ends_at, cancelled_at, ...meeting }: MeetingRow): PlannedMeeting => ({
  ...meeting,
  startsAt: starts_at.getTime(),
  endsAt: ends_at.getTime(),
  isCancelled: cancelled_at !== null,
});

/** Soonest first. */
export async function meetingsOf(records: Records, groupId: string, ids: readonly string[]): Promise<PlannedMeeting[]> {
  if (ids.length === 0) return [];
  return (
    await meetings(records, groupId)
      .where('meetings.id', 'in', [...ids])
      .execute()
  ).map(planned);
}

/** Those that are on or to come, cancelled ones too. */
export async function comingMeetings(records: Records, groupId: string, now: number): Promise<PlannedMeeting[]> {
  const rows = await meetings(records, groupId)
    .where('meetings.ends_at', '>', new Date(now))
    .where('meetings.closed_at', 'is', null)
    .execute();
  return rows.map(planned);
}
