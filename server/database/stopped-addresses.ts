// Addresses at which nobody reads: a mail server has said so for good. Nothing more is sent there, whatever it is, until their owner or whoever runs the
// program puts the address right or says that it is right.
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Records = Kysely<Tables> | Transaction<Tables>;

/** A condition on an expression that is an address. */
export const isStopped = (address: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from stopped_addresses where stopped_addresses.address = ${address})`;

export async function stopAddress(records: Records, address: string, answer: string, now: number): Promise<void> {
  await records
    .insertInto('stopped_addresses')
    .values({ address, since: new Date(now), answer })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .execute();
}

/** What was said of it; null for an address that is written to. */
export async function stoppedBy(records: Records, address: string): Promise<string | null> {
  const row = await records.selectFrom('stopped_addresses').where('address', '=', address).select('answer').executeTakeFirst();
  return row?.answer ?? null;
}

/** Somebody answers for it: it is written to again. False where it was not stopped. */
export async function confirmAddress(records: Records, address: string): Promise<boolean> {
  const row = await records.deleteFrom('stopped_addresses').where('address', '=', address).returning('address').executeTakeFirst();
  return row !== undefined;
}
