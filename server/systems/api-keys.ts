// Keys of other systems: shown once, kept as a hash, each good for what it says and no longer than it says.
import { createHash, randomBytes } from 'node:crypto';
import { type ApiKeyRow, type MadeApiKey, type NewApiKey, type Scope, scopes } from '../../shared/protocol/program/systems.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { GoodKey } from '../ports/systems.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** Recognised by those who search repositories for keys that were lost there. */
const shape = /^brk_[A-Za-z0-9_-]{43}$/;

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

export async function keysOf(db: Database, programId: string, now: number): Promise<ApiKeyRow[]> {
  const rows = await db
    .selectFrom('api_keys')
    .where('program_id', '=', programId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .select(['id', 'name', 'scopes', 'made_at', 'expires_at', 'used_at', 'revoked_at'])
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, scopes: scopesIn(row.scopes) },
    madeAt: row.made_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    usedAt: row.used_at?.getTime() ?? null,
    state: row.revoked_at ? 'revoked' : row.expires_at.getTime() <= now ? 'expired' : 'good',
  }));
}

export async function makeKey(
  records: Records,
  programId: string,
  { name, scopes: wanted, days }: NewApiKey,
  { byAccount, now }: { readonly byAccount: string; readonly now: number },
): Promise<MadeApiKey> {
  const [id, key] = [newId(), `brk_${randomBytes(32).toString('base64url')}`];
  await records
    .insertInto('api_keys')
    .values({
      ...{ id, program_id: programId, name, hash: hashOf(key), by_account: byAccount },
      scopes: scopes.filter((scope) => wanted.includes(scope)).join(' '),
      ...{ made_at: new Date(now), expires_at: new Date(now + days * day), used_at: null, revoked_at: null },
    })
    .execute();
  await noteAct(records, { programId, byAccount, act: 'api-key-made', object: id });
  return { id, key };
}

export async function revokeKey(
  records: Records,
  programId: string,
  id: string,
  { byAccount, now }: { readonly byAccount: string; readonly now: number },
): Promise<boolean> {
  const revoked = await records
    .updateTable('api_keys')
    .set({ revoked_at: new Date(now) })
    .where('id', '=', id)
    .where('program_id', '=', programId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) return false;
  await noteAct(records, { programId, byAccount, act: 'api-key-revoked', object: id });
  return true;
}

export async function keyOf(db: Database, key: string, now: number): Promise<GoodKey | 'unknown' | 'expired' | 'revoked'> {
  if (!shape.test(key)) return 'unknown';
  const row = await db
    .selectFrom('api_keys')
    .innerJoin('programs', 'programs.id', 'api_keys.program_id')
    .where('api_keys.hash', '=', hashOf(key))
    .where('programs.closed_at', 'is', null)
    .select(['api_keys.id', 'api_keys.program_id as programId', 'scopes', 'expires_at', 'used_at', 'revoked_at'])
    .executeTakeFirst();
  if (!row) return 'unknown';
  if (row.revoked_at) return 'revoked';
  if (row.expires_at.getTime() <= now) return 'expired';
  const since = new Date(now - (now % hour));
  if (row.used_at === null || row.used_at < since)
    await db.updateTable('api_keys').set({ used_at: since }).where('id', '=', row.id).execute();
  return { id: row.id, programId: row.programId, scopes: scopesIn(row.scopes) };
}

function scopesIn(text: string): Scope[] {
  return scopes.filter((scope) => text.split(' ').includes(scope));
}
