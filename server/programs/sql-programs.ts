// Programs in the records: who runs one, and what was done in it.
import { sql } from 'kysely';
import type { Closing } from '../../shared/protocol/program/closing.ts';
import type { ActRow, ProgramChange, ProgramView } from '../../shared/protocol/program/people.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mail } from '../ports/mail.ts';
import type { Programs } from '../ports/programs.ts';
import { fault, Refused } from '../ports/refused.ts';
import { closeProgram, closingOf, reopenProgram } from './closing.ts';
import { inOne } from './in-one.ts';
import { noteAct } from './note-act.ts';
import { programView } from './program-view.ts';

const mostActs = 500;

export interface ProgramParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly mail: Mail;
}

export class SqlPrograms implements Programs {
  readonly #db: Database;
  readonly #parts: ProgramParts;

  constructor(db: Database, parts: ProgramParts) {
    this.#db = db;
    this.#parts = parts;
  }

  view(programId: string): Promise<ProgramView> {
    return orFault(() => programView(this.#db, programId, this.#parts.clock.now(), this.#parts.mail.sends));
  }

  inviteCoordinator(programId: string, address: string, byAccount: string): Promise<void> {
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const now = this.#parts.clock.now();
        const made = await records
          .insertInto('program_staff')
          .values({
            ...{ program_id: programId, address, role: 'coordinator' },
            ...{ invited_at: new Date(now), ended_at: null },
          })
          .onConflict((conflict) =>
            conflict
              .columns(['program_id', 'address'])
              .doUpdateSet({ ended_at: null, invited_at: (eb) => eb.ref('excluded.invited_at') })
              .where('program_staff.ended_at', 'is not', null),
          )
          .returning('address')
          .executeTakeFirst();
        if (!made) return;
        await this.#parts.mail.coordinatorInvited(records, { programId, address, invitedAt: now });
        await noteAct(records, { programId, byAccount, act: 'coordinator-invited', object: programId });
      }),
    );
  }

  endCoordinator(programId: string, address: string, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      // Two who end each other at the same moment would leave nobody.
      await records.selectFrom('programs').select('id').where('id', '=', programId).forUpdate().execute();
      const staff = await records
        .selectFrom('program_staff')
        .select('address')
        .where('program_id', '=', programId)
        .where('ended_at', 'is', null)
        .execute();
      if (!staff.some((one) => one.address === address)) return new Refused('not-found');
      if (staff.length === 1) return fault('address', 'last-coordinator');
      await records
        .updateTable('program_staff')
        .set({ ended_at: new Date(this.#parts.clock.now()) })
        .where('program_id', '=', programId)
        .where('address', '=', address)
        .execute();
      await noteAct(records, { programId, byAccount, act: 'coordinator-ended', object: programId });
      return null;
    });
  }

  change(programId: string, { keepYears, ...change }: ProgramChange, byAccount: string): Promise<void> {
    return orFault(() =>
      this.#db.transaction().execute(async (records) => {
        const set = given({ ...change, keep_years: keepYears });
        if (Object.keys(set).length === 0) return;
        await records.updateTable('programs').set(set).where('id', '=', programId).execute();
        await noteAct(records, { programId, byAccount, act: 'program-changed', object: programId });
      }),
    );
  }

  closing(programId: string): Promise<Closing> {
    return orFault(() => closingOf(this.#db, { programId }, this.#parts.clock.now()));
  }

  close(programId: string, from: Closing, byAccount: string) {
    return inOne(this.#db, (records) => closeProgram(records, this.#parts, programId, from, byAccount));
  }

  reopen(programId: string, byAccount: string): Promise<void> {
    return orFault(() => this.#db.transaction().execute((records) => reopenProgram(records, programId, byAccount)));
  }

  acts(programId: string): Promise<readonly ActRow[]> {
    return orFault(async () => {
      const rows = await this.#db
        .selectFrom('acts')
        .leftJoin('groups', 'groups.id', 'acts.group_id')
        .leftJoin('people', 'people.id', 'acts.by_person')
        .where('acts.program_id', '=', programId)
        .orderBy('acts.done_at', 'desc')
        .orderBy('acts.id')
        .limit(mostActs)
        .select(['acts.id', 'acts.act', 'acts.done_at as at', 'groups.name as groupName', 'people.full_name as name'])
        .select(
          sql<string | null>`coalesce((select min(address) from account_addresses where account_id = acts.by_account),
            (select name from api_keys where id = acts.by_account))`.as('address'),
        )
        .execute();
      return rows.map(({ at, name, address, ...row }) => ({ ...row, by: address ?? name, at: at.getTime() }));
    });
  }
}

/** Only what was said; what was left out stays. */
function given<T extends object>(change: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
