// Does an act in one transaction: a refusal undoes all of it, and whoever came second to the same thing is told so.
import type { Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import { Refused } from '../ports/refused.ts';

export type Records = Transaction<Tables>;

const uniqueViolation = '23505';

export function inOne<T>(db: Database, act: (records: Records) => Promise<T>): Promise<Exclude<T, Refused> | Refused> {
  return orFault(async () => {
    try {
      return (await db.transaction().execute(async (records) => {
        const done = await act(records);
        if (done instanceof Refused) throw done;
        return done;
      })) as Exclude<T, Refused>;
    } catch (error) {
      if (error instanceof Refused) return error;
      if ((error as { code?: unknown }).code === uniqueViolation) return new Refused('stale');
      throw error;
    }
  });
}
