// Programs in the records: who runs one, and what was done in it.
import { sql } from 'kysely';
import type { ActRow, ProgramChange } from '../../shared/protocol/program/people.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Programs } from '../ports/programs.ts';
import { noteAct } from './note-act.ts';

const mostActs = 500;

export class SqlPrograms implements Programs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
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
        .select(sql<string | null>`(select min(address) from account_addresses where account_id = acts.by_account)`.as('address'))
        .execute();
      return rows.map(({ at, name, address, ...row }) => ({ ...row, by: address ?? name, at: at.getTime() }));
    });
  }
}

/** Only what was said; what was left out stays. */
function given<T extends object>(change: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
