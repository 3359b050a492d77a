// Minutes and the systems that ask for them, as `main.ts` puts them in.
import { SqlCredit } from '../credit/sql-credit.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports/clock.ts';
import { SqlSystems } from './sql-systems.ts';

export function systemsPorts(db: Database, clock: Pick<Clock, 'now'>) {
  return { credit: new SqlCredit(db, clock), systems: new SqlSystems(db, clock) };
}
