// Finds out who an account is at a place: by the addresses it has proved for coordinators, by its own cards for seats.
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import type { AskedPlace, ProgramRole, ProgramRoles, StandsThere } from '../ports/programs.ts';
import { isCardOf } from './own-cards.ts';
import { roleOfSeat } from './role-of-seat.ts';

export class SqlProgramRoles implements ProgramRoles {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  rolesAt(accountId: string, place: AskedPlace): Promise<StandsThere | null> {
    return orFault(async () => {
      const there = await this.#find(place);
      if (there === null) return null;
      const [coordinates, seats] = await Promise.all([
        there.programId === null ? false : this.#coordinates(accountId, there.programId),
        there.groupId === null ? [] : this.#seats(accountId, there.groupId),
      ]);
      const roles = new Set<ProgramRole>([...(coordinates ? (['coordinator'] as const) : []), ...seats.map(roleOfSeat)]);
      if (roles.size === 0) return null;
      return { ...there, roles: roles.add('signedIn'), personId: seats[0]?.personId ?? null };
    });
  }

  async #find({
    program,
    group,
    series,
    meeting,
    seat,
  }: AskedPlace): Promise<Pick<StandsThere, 'programId' | 'groupId' | 'isClosed'> | null> {
    if (program !== undefined) {
      const found = await this.#db.selectFrom('programs').where('id', '=', program).select(['id', 'closed_at']).executeTakeFirst();
      return found ? { programId: found.id, groupId: null, isClosed: found.closed_at !== null } : null;
    }
    const found = await this.#db
      .selectFrom('groups')
      .leftJoin('programs', 'programs.id', 'groups.program_id')
      .$if(group !== undefined, (query) => query.where('groups.id', '=', group ?? ''))
      .$if(series !== undefined, (query) => query.where((eb) => eb.exists(seriesHere(eb, series ?? ''))))
      .$if(meeting !== undefined, (query) => query.where((eb) => eb.exists(meetingHere(eb, meeting ?? ''))))
      .$if(seat !== undefined, (query) => query.where((eb) => eb.exists(seatHere(eb, seat ?? ''))))
      .select(['groups.id as groupId', 'groups.program_id as programId'])
      .select((eb) => eb.or([eb('groups.closed_at', 'is not', null), eb('programs.closed_at', 'is not', null)]).as('isClosed'))
      .limit(1)
      .executeTakeFirst();
    return found ? { ...found, isClosed: Boolean(found.isClosed) } : null;
  }

  async #coordinates(accountId: string, programId: string): Promise<boolean> {
    const found = await this.#db
      .selectFrom('program_staff')
      .innerJoin('account_addresses', 'account_addresses.address', 'program_staff.address')
      .where('program_staff.program_id', '=', programId)
      .where('program_staff.ended_at', 'is', null)
      .where('account_addresses.account_id', '=', accountId)
      .select('program_staff.role')
      .executeTakeFirst();
    return found !== undefined || this.#leadsAlone(accountId, programId);
  }

  /** A program that nobody coordinates, made with a group of one's own, is coordinated by whoever leads in it. */
  async #leadsAlone(accountId: string, programId: string): Promise<boolean> {
    const found = await this.#db
      .selectFrom('seats')
      .innerJoin('people', 'people.id', 'seats.person_id')
      .innerJoin('groups', 'groups.id', 'seats.group_id')
      .where('groups.program_id', '=', programId)
      .where('seats.left_at', 'is', null)
      .where('seats.meeting_id', 'is', null)
      .where('seats.standing', 'is', null)
      .where('seats.role', 'in', ['leader', 'coLeader'])
      .where(isCardOf(accountId))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('program_staff')
              .where('program_staff.program_id', '=', programId)
              .where('program_staff.ended_at', 'is', null)
              .select('program_staff.role'),
          ),
        ),
      )
      .select('seats.ref')
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Whoever sits for one meeting only manages nothing. */
  #seats(accountId: string, groupId: string) {
    return this.#db
      .selectFrom('seats')
      .innerJoin('people', 'people.id', 'seats.person_id')
      .where('seats.group_id', '=', groupId)
      .where('seats.left_at', 'is', null)
      .where('seats.meeting_id', 'is', null)
      .where(isCardOf(accountId))
      .orderBy('seats.position')
      .select(['seats.role', 'seats.standing', 'people.id as personId'])
      .execute();
  }
}

function seriesHere(eb: ExpressionBuilder<Tables, 'groups'>, series: string) {
  return eb.selectFrom('series').whereRef('series.group_id', '=', 'groups.id').where('series.id', '=', series).select('series.id');
}

function meetingHere(eb: ExpressionBuilder<Tables, 'groups'>, meeting: string) {
  return eb
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .whereRef('series.group_id', '=', 'groups.id')
    .where('meetings.id', '=', meeting)
    .select('meetings.id');
}

function seatHere(eb: ExpressionBuilder<Tables, 'groups'>, ref: string) {
  return eb.selectFrom('seats').whereRef('seats.group_id', '=', 'groups.id').where('seats.ref', '=', ref).select('seats.ref');
}
