// A group as one of its people, or its coordinator, may see it: full names, addresses and agreements only for those who run it.
import { sql } from 'kysely';
import type { GroupView, SeatRow } from '../../shared/protocol/program/groups.ts';
import { roomFor } from '../../shared/ritual/form-faults.ts';
import type { Database } from '../database/database.ts';
import { acceptedAt } from '../groups/contracts.ts';
import { seatStands } from '../groups/guest-seats.ts';
import { Fault } from '../ports/fault.ts';
import type { Changer } from '../ports/rosters.ts';
import { readable } from './form-change.ts';
import { anyMay } from './may.ts';
import { isCardOf } from './own-cards.ts';
import { warningsAmong } from './pair-warnings.ts';

export async function groupView(db: Database, groupId: string, by: Changer, now: number, sendsMail: boolean): Promise<GroupView> {
  const group = await db
    .selectFrom('groups')
    .innerJoin('series', 'series.group_id', 'groups.id')
    .where('groups.id', '=', groupId)
    .orderBy('series.created_at', 'desc')
    .select(['groups.id', 'groups.program_id as programId', 'groups.name', 'groups.language', 'groups.zone', 'groups.membership'])
    .leftJoin('programs', 'programs.id', 'groups.program_id')
    .select(['series.form', 'groups.closed_at as closedAt', 'programs.closed_at as programClosedAt'])
    .executeTakeFirst();
  if (!group) throw new Fault('records-unavailable', 'No such group, or a group without a series.');
  const seats = await seatRows(db, groupId, by, now);
  const form = readable(group.form);
  const people = [...new Set(seats.map(({ personId }) => personId))];
  const warnings = anyMay(by.roles, 'learn', 'pairNotes')
    ? await warningsAmong(db, people, anyMay(by.roles, 'readKind', 'pairNotes'))
    : [];
  const { programClosedAt, ...facts } = group;
  const isOpen = group.closedAt === null && programClosedAt === null;
  return {
    ...facts,
    closedAt: group.closedAt?.getTime() ?? null,
    form: form?.name ?? '',
    isLedByConvenor: form?.led === 'byConvenor',
    room: roomFor(form),
    seats: seats.map(({ isMine: _, ...seat }) => seat),
    warnings,
    you: {
      leads: isOpen && anyMay(by.roles, 'see', 'personalLinks'),
      coordinates: isOpen && by.roles.has('coordinator'),
      mayReopen: group.closedAt !== null && anyMay(by.roles, 'reopen', 'group'),
      ref: seats.find(({ isMine, onlyFor }) => isMine && onlyFor === null)?.ref ?? null,
    },
    sendsMail,
  };
}

async function seatRows(db: Database, groupId: string, { accountId, roles }: Changer, now: number) {
  const runs = anyMay(roles, 'give', 'seats');
  const rows = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('seats.group_id', '=', groupId)
    .where(seatStands(now))
    .orderBy(sql`seats.meeting_id is not null`)
    .orderBy('seats.position')
    .select(['seats.ref', 'seats.role', 'seats.standing', 'seats.credential', 'seats.meeting_id', 'seats.joined_at'])
    .select(['people.id as personId', 'people.full_name', 'people.short_name', 'people.address'])
    .select([sql<boolean>`${acceptedAt} is not null`.as('hasAgreed'), isCardOf(accountId).as('isMine')])
    .execute();
  return rows.map((row): SeatRow & { isMine: boolean } => ({
    ...{ ref: row.ref, personId: row.personId, role: row.role, standing: row.standing, credential: row.credential },
    name: runs ? row.full_name : row.short_name,
    hasAddress: runs && row.address !== null,
    hasAgreed: runs && row.hasAgreed,
    onlyFor: row.meeting_id,
    joinedAt: row.joined_at?.getTime() ?? null,
    isMine: row.isMine,
  }));
}
