// A request that its caller has named is done once, however often it comes: the second gets the answer of the first.
import type { Database } from '../database/database.ts';
import type { AskedOnce, Begun } from '../ports/systems.ts';

/** Longer than any request takes: whoever began it has ended. */
const takesMs = 60_000;

export async function beginRequest(db: Database, { keyId, name }: AskedOnce, hash: string, now: number): Promise<Begun> {
  const at = new Date(now);
  const begun = await db
    .insertInto('done_requests')
    .values({ key_id: keyId, name, request_hash: hash, status: null, answer: null, made_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['key_id', 'name'])
        .doUpdateSet({ made_at: at })
        .where('done_requests.status', 'is', null)
        .where('done_requests.made_at', '<', new Date(now - takesMs))
        .where('done_requests.request_hash', '=', hash),
    )
    .returning('name')
    .executeTakeFirst();
  if (begun) return 'first';
  const before = await db
    .selectFrom('done_requests')
    .where('key_id', '=', keyId)
    .where('name', '=', name)
    .select(['request_hash', 'status', 'answer'])
    .executeTakeFirst();
  if (!before) return 'busy';
  if (before.request_hash !== hash) return 'other';
  return before.status === null ? 'busy' : { status: before.status, body: before.answer ?? '' };
}

export async function finishRequest(db: Database, { keyId, name }: AskedOnce, status: number, body: string): Promise<void> {
  await db
    .updateTable('done_requests')
    .set({ status, answer: body })
    .where('key_id', '=', keyId)
    .where('name', '=', name)
    .execute();
}

export async function forgetRequest(db: Database, { keyId, name }: AskedOnce): Promise<void> {
  await db.deleteFrom('done_requests').where('key_id', '=', keyId).where('name', '=', name).where('status', 'is', null).execute();
}
