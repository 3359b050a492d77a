// Links that sign somebody in, by mail or from a terminal: only their hash is kept, they open once, and each is over soon.
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { lockAddress } from './cards.ts';

export const mailedForMs = 15 * 60_000;
export const printedForMs = 24 * 3_600_000;
/** Nobody's mailbox is flooded, and nobody who asks twice is left without. */
const livingPerAddress = 3;
const shape = /^[A-Za-z0-9_-]{43}$/;

export interface FreshLink {
  readonly token: string;
  readonly hash: string;
}

export function freshLink(): FreshLink {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfLink(token) };
}

function hashOfLink(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface StoredLink {
  readonly hash: string;
  /** Null: for whoever runs this machine. */
  readonly address: string | null;
  readonly to: string;
  /** It proves the address as one of this account's, and signs nobody in. */
  readonly forAccount?: string | null;
}

export async function keepLink(
  records: Transaction<Tables>,
  { hash, address, to, forAccount = null }: StoredLink,
  { now, expiresAt }: { readonly now: number; readonly expiresAt: number },
): Promise<void> {
  await records
    .insertInto('sign_in_links')
    .values({
      ...{ hash, address, to_path: to, for_account: forAccount },
      ...{ made_at: new Date(now), expires_at: new Date(expiresAt), spent_at: null },
    })
    .execute();
}

/** False while this address has as many living links as it may. The answer holds until the transaction ends. */
export async function mayHaveLink(records: Transaction<Tables>, address: string, now: number): Promise<boolean> {
  await lockAddress(records, address);
  const { living } = await records
    .selectFrom('sign_in_links')
    .where('address', '=', address)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .select((eb) => eb.fn.countAll<number | string>().as('living'))
    .executeTakeFirstOrThrow();
  return Number(living) < livingPerAddress;
}

export function lookAtLink(records: Kysely<Tables>, token: string, now: number) {
  return records
    .selectFrom('sign_in_links')
    .where('hash', '=', hashOfLink(shape.test(token) ? token : ''))
    .where('spent_at', 'is', null)
    .where('for_account', 'is', null)
    .where('expires_at', '>', new Date(now))
    .select(['address', 'to_path as to'])
    .executeTakeFirst();
}

/** Of any number who come with it at once, one wins. */
export function spendLink(records: Transaction<Tables>, token: string, now: number) {
  return spend(records, token, now).where('for_account', 'is', null).returning(['address', 'to_path as to']).executeTakeFirst();
}

/** One that proves an address, by the account that has asked for it. */
export function spendAddressLink(records: Transaction<Tables>, token: string, accountId: string, now: number) {
  return spend(records, token, now).where('for_account', '=', accountId).returning('address').executeTakeFirst();
}

/** The same, without spending it. */
export function lookAtAddressLink(records: Kysely<Tables>, token: string, accountId: string, now: number) {
  return records
    .selectFrom('sign_in_links')
    .where('hash', '=', hashOfLink(shape.test(token) ? token : ''))
    .where('spent_at', 'is', null)
    .where('for_account', '=', accountId)
    .where('expires_at', '>', new Date(now))
    .select('address')
    .executeTakeFirst();
}

function spend(records: Transaction<Tables>, token: string, now: number) {
  return records
    .updateTable('sign_in_links')
    .set({ spent_at: new Date(now) })
    .where('hash', '=', hashOfLink(shape.test(token) ? token : ''))
    .where('spent_at', 'is', null)
    .where('expires_at', '>', new Date(now));
}
