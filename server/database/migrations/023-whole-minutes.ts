// When minutes were written and news was sent is kept as a whole minute: a meeting is closed when its last phase ends, and phases are not kept.
import { type Kysely, sql } from 'kysely';

const statements = [
  // As `nextMinute` has it.
  `alter table attendance alter column changed_at set default date_trunc('minute', clock_timestamp() + interval '1 minute')`,
  // Later, never earlier: a key that goes on from where it was gets the newest ones twice rather than none of them.
  `update attendance set changed_at = date_trunc('minute', changed_at + interval '1 minute')`,
  `update webhook_deliveries set due_at = date_trunc('minute', due_at + interval '1 minute'),
    tried_at = date_trunc('minute', tried_at), done_at = date_trunc('minute', done_at)`,
  // What stood there before is still in the files.
  `insert into clearings select 'attendance', now() where exists (select 1 from attendance) on conflict do nothing`,
  `insert into clearings select 'webhook_deliveries', now() where exists (select 1 from webhook_deliveries) on conflict do nothing`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
