// Passkeys in the records: public keys and counters alone, which open nothing by themselves.
import type { Transaction } from 'kysely';
import type { MyPasskey } from '../../shared/protocol/program/me.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Tables } from '../database/tables.ts';
import type { Clock } from '../ports/clock.ts';
import type { Passkeys, WebPlace } from '../ports/passkeys.ts';
import type { Entrance, NewSession, SignedIn } from '../ports/sign-in.ts';
import { startAccountSession } from './account-sessions.ts';
import { Attempts } from './attempts.ts';
import { linkCards, mustUseProvider } from './cards.ts';
import { askForNewPasskey, askForPasskey, claimOf, type KnownPasskey, readNewPasskey, readPasskey } from './passkey-identity.ts';
import { hour } from './session-times.ts';

const mostPerAccount = 20;

export interface SqlPasskeysParts {
  readonly db: Database;
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
}

export class SqlPasskeys implements Passkeys {
  readonly #parts: SqlPasskeysParts;
  readonly #attempts: Attempts;

  constructor(parts: SqlPasskeysParts) {
    this.#parts = parts;
    this.#attempts = new Attempts(parts.secret);
  }

  async enterOptions(place: WebPlace): Promise<object> {
    const { db, clock } = this.#parts;
    const options = await askForPasskey(place);
    await orFault(() => this.#attempts.begin(db, 'passkey', options.challenge, {}, clock.now()));
    return options;
  }

  enter(answer: unknown, place: WebPlace, entrance: Omit<Entrance, 'how'>): Promise<NewSession | null> {
    const claim = claimOf(answer);
    if (claim === null) return Promise.resolve(null);
    const { db, secret, clock } = this.#parts;
    const now = clock.now();
    return orFault(async () => {
      // Spent first and for good, whatever the answer is worth.
      const began = await this.#attempts.spend(db, 'passkey', claim.challenge, now);
      if (began === null) return null;
      return db.transaction().execute(async (records) => {
        const row = await records
          .selectFrom('passkeys')
          .innerJoin('accounts', 'accounts.id', 'passkeys.account_id')
          .where('passkeys.id', '=', claim.id)
          .where('accounts.closed_at', 'is', null)
          .selectAll('passkeys')
          .forUpdate('passkeys')
          .executeTakeFirst();
        const counter = row ? await readPasskey(answer, claim.challenge, knownIn(row), place) : null;
        if (!row || counter === null || (await isElsewhere(records, row.account_id))) return null;
        const used = records.updateTable('passkeys').set({ counter, used_at: new Date(now - (now % hour)) });
        await used.where('id', '=', row.id).execute();
        await linkCards(records, row.account_id, now);
        return startAccountSession(records, secret, row.account_id, { ...entrance, how: 'passkey' }, now);
      });
    });
  }

  async newOptions({ accountId }: SignedIn, place: WebPlace): Promise<object | null> {
    const { db, clock } = this.#parts;
    return orFault(async () => {
      const rows = await this.#of(accountId).execute();
      if (rows.length >= mostPerAccount) return null;
      const proved = db.selectFrom('account_addresses').where('account_id', '=', accountId).select('address');
      const name = (await proved.orderBy('proved_at').executeTakeFirst())?.address ?? 'Balint Room';
      const options = await askForNewPasskey(place, { accountId, name, known: rows.map(knownIn) });
      await this.#attempts.begin(db, 'newPasskey', options.challenge, { accountId }, clock.now());
      return options;
    });
  }

  async add(
    { accountId }: SignedIn,
    { name, answer }: { readonly name: string; readonly answer: unknown },
    place: WebPlace,
  ): Promise<boolean> {
    const claim = claimOf(answer);
    if (claim === null) return false;
    const { db, clock } = this.#parts;
    const now = clock.now();
    return orFault(async () => {
      const began = await this.#attempts.spend<{ accountId: string }>(db, 'newPasskey', claim.challenge, now);
      if (began?.accountId !== accountId) return false;
      const made = await readNewPasskey(answer, claim.challenge, place);
      if (made === null) return false;
      const { id, publicKey, counter, transports } = made;
      const row = { id, account_id: accountId, public_key: publicKey, counter, transports: transports.join(','), name };
      const kept = await db
        .insertInto('passkeys')
        .values({ ...row, made_at: new Date(now), used_at: null })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return kept !== undefined;
    });
  }

  async list({ accountId }: SignedIn): Promise<readonly MyPasskey[]> {
    const rows = await orFault(() => this.#of(accountId).orderBy('made_at', 'desc').execute());
    return rows.map(({ id, name, made_at, used_at }) => ({
      id,
      name,
      since: made_at.getTime(),
      usedAt: used_at?.getTime() ?? null,
    }));
  }

  async rename({ accountId }: SignedIn, id: string, name: string): Promise<boolean> {
    const renaming = this.#parts.db.updateTable('passkeys').set({ name }).where('id', '=', id).where('account_id', '=', accountId);
    return (await orFault(() => renaming.returning('id').execute())).length > 0;
  }

  async end({ accountId }: SignedIn, id: string): Promise<boolean> {
    const ending = this.#parts.db.deleteFrom('passkeys').where('id', '=', id).where('account_id', '=', accountId);
    return (await orFault(() => ending.returning('id').execute())).length > 0;
  }

  #of(accountId: string) {
    return this.#parts.db.selectFrom('passkeys').where('account_id', '=', accountId).selectAll();
  }
}

/** A program of theirs wants its own provider to be used. */
async function isElsewhere(records: Transaction<Tables>, accountId: string): Promise<boolean> {
  const own = await records.selectFrom('account_addresses').where('account_id', '=', accountId).select('address').execute();
  for (const { address } of own) if (await mustUseProvider(records, address)) return true;
  return false;
}

function knownIn(row: { id: string; public_key: string; counter: number | string; transports: string }): KnownPasskey {
  const transports = row.transports === '' ? [] : row.transports.split(',');
  return { id: row.id, publicKey: row.public_key, counter: Number(row.counter), transports };
}
