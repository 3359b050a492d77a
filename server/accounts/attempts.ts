// What one way of signing in has begun: found again by a value that only whoever began it holds, once, and not for long. What it holds is sealed.
import { createHash, hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { seal, unseal } from '../roomlogs/seal.ts';

export type AttemptKind = Tables['sign_in_attempts']['kind'];

const lifeMs = 10 * 60_000;

export class Attempts {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room sign-in attempts 1', 32));
  }

  async begin(records: Kysely<Tables>, kind: AttemptKind, state: string, what: object, now: number): Promise<void> {
    const state_hash = hashOf(kind, state);
    const sealed = seal(this.#key, state_hash, JSON.stringify(what), 64);
    await records.deleteFrom('sign_in_attempts').where('expires_at', '<=', new Date(now)).execute();
    await records
      .insertInto('sign_in_attempts')
      .values({ state_hash, kind, sealed, expires_at: new Date(now + lifeMs) })
      .execute();
  }

  /** Null for one that never began, is over or was spent: of any number who come with it at once, one wins. */
  async spend<T>(records: Kysely<Tables>, kind: AttemptKind, state: string, now: number): Promise<T | null> {
    const state_hash = hashOf(kind, state);
    const spent = await records
      .deleteFrom('sign_in_attempts')
      .where('state_hash', '=', state_hash)
      .where('kind', '=', kind)
      .where('expires_at', '>', new Date(now))
      .returning('sealed')
      .executeTakeFirst();
    const text = spent ? unseal(this.#key, state_hash, spent.sealed) : null;
    return text === null ? null : (JSON.parse(text) as T);
  }
}

function hashOf(kind: AttemptKind, state: string): string {
  return createHash('sha256').update(`${kind}\0${state}`).digest('hex');
}
