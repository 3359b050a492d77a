// The secret with which these records are used. A start with another one is possible, since that is how everybody gets a new link, but never unsaid:
// a folder that was restored in part has somebody else's secret, and nothing else would tell.
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import { loadSecret, type SecretWishes } from './secret.ts';

interface Around {
  readonly clock: Pick<Clock, 'now'>;
  readonly warn: (sentence: string) => void;
}

/** Throws `CannotStart`. */
export async function secretOfRecords(
  db: Database,
  dataDir: string,
  wishes: Omit<SecretWishes, 'areLinksMade'>,
  { clock, warn }: Around,
): Promise<string> {
  const secret = await loadSecret(dataDir, { ...wishes, areLinksMade: await isSecretInUse(db) });
  const mark = createHmac('sha256', secret).update('balint-room secret of these records 1').digest('base64url');
  if (await isAnother(db, mark, new Date(clock.now())))
    warn(
      'The secret is another than at the last start: no personal link, session or reminder made before opens any more, and what was sealed with it (mails to be sent, sign-in services, webhooks) cannot be read. If nobody meant that, end this server, put the old secret back, and start again.',
    );
  return secret;
}

/** Whether a server has given somebody a link or a session that its secret made. */
async function isSecretInUse(db: Database): Promise<boolean> {
  const some = (table: 'groups' | 'accounts') => orFault(() => db.selectFrom(table).select('id').limit(1).execute());
  return (await some('groups')).length > 0 || (await some('accounts')).length > 0;
}

/** From now on it is this one. */
function isAnother(db: Database, mark: string, at: Date): Promise<boolean> {
  return orFault(async () => {
    const before = await db.selectFrom('secret_mark').select('mark').executeTakeFirst();
    if (before?.mark === mark) return false;
    await sql`insert into secret_mark (mark, noted_at) values (${mark}, ${at}) on conflict (id) do update set mark = ${mark}, noted_at = ${at}`.execute(
      db,
    );
    return before !== undefined;
  });
}
