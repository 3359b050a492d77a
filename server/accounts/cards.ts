// Which human a proved address belongs to, and which cards in programs belong to that human.
import { type Kysely, sql, type Transaction } from 'kysely';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';

/** The account of whoever runs this machine in a trial: it is there without an address. */
export const founderId = 'f00d'.padEnd(18, '0');

export interface Known {
  /** The language to write in; null when nobody here has this address. */
  readonly language: string | null;
}

/** Whether somebody here has this address: as coordinator, with an account, or on a card. */
export async function knownAt(records: Kysely<Tables>, address: string): Promise<Known> {
  const { rows } = await sql<{ language: string }>`
    select coalesce(accounts.language, 'en') as language, 1 as place
      from account_addresses join accounts on accounts.id = account_addresses.account_id
      where account_addresses.address = ${address} and accounts.closed_at is null
    union all
    select coalesce(people.language, programs.language, 'en'), 2
      from people left join programs on programs.id = people.program_id
      where people.address = ${address} and people.left_at is null and people.erased_at is null
    union all
    select programs.language, 3
      from program_staff join programs on programs.id = program_staff.program_id
      where program_staff.address = ${address} and program_staff.ended_at is null and programs.closed_at is null
    order by place limit 1`.execute(records);
  return { language: rows[0]?.language ?? null };
}

/** Whether this address, or another of the same account, may sign in by a program's own provider alone: a second address is no way around it. */
export async function mustUseProvider(records: Kysely<Tables>, asked: string): Promise<boolean> {
  const { rows } = await sql<{ address: string }>`select same.address from account_addresses own
    join account_addresses same on same.account_id = own.account_id where own.address = ${asked}`.execute(records);
  for (const address of new Set([asked, ...rows.map((row) => row.address)])) if (await isGuarded(records, address)) return true;
  return false;
}

/** Whether a program that knows this address wants it to sign in by its own provider alone. */
async function isGuarded(records: Kysely<Tables>, address: string): Promise<boolean> {
  const domain = address.split('@')[1] ?? '';
  const { rows } = await sql`
    select 1 from identity_providers provider join programs on programs.id = provider.program_id and programs.closed_at is null
    where provider.is_required and provider.tried_at is not null and provider.ended_at is null
      and ${domain} = any(string_to_array(provider.domains, ','))
      and (exists (select 1 from people where people.program_id = provider.program_id and people.address = ${address} and people.left_at is null)
        or exists (select 1 from program_staff staff where staff.program_id = provider.program_id and staff.address = ${address}
          and staff.ended_at is null))
    limit 1`.execute(records);
  return rows.length > 0;
}

/** The address is proved: answers with its account, which is made if there is none. Null when that account is closed. */
export async function accountAt(records: Transaction<Tables>, address: string, now: number): Promise<string | null> {
  await lockAddress(records, address);
  const known = await records
    .selectFrom('account_addresses')
    .innerJoin('accounts', 'accounts.id', 'account_addresses.account_id')
    .where('account_addresses.address', '=', address)
    .select(['accounts.id', 'accounts.closed_at as closedAt'])
    .executeTakeFirst();
  if (known) return known.closedAt === null ? known.id : null;
  const id = newId();
  await records
    .insertInto('accounts')
    .values({ id, language: null, zone: null, created_at: new Date(now), closed_at: null })
    .execute();
  await records
    .insertInto('account_addresses')
    .values({ address, account_id: id, proved_at: new Date(now), is_first: true })
    .execute();
  return id;
}

export async function founder(records: Transaction<Tables>, now: number): Promise<string> {
  await records
    .insertInto('accounts')
    .values({ id: founderId, language: null, zone: null, created_at: new Date(now), closed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return founderId;
}

/** Every living card with an address that this account has proved, and that belongs to nobody yet, is this human's. */
export async function linkCards(records: Kysely<Tables>, accountId: string, now: number): Promise<void> {
  await records
    .updateTable('people')
    .set((eb) => ({ account_id: accountId, proved_at: eb.fn.coalesce('proved_at', sql<Date>`${new Date(now)}::timestamptz`) }))
    .where('account_id', 'is', null)
    .where('left_at', 'is', null)
    .where('erased_at', 'is', null)
    .where('address', 'in', (eb) => eb.selectFrom('account_addresses').select('address').where('account_id', '=', accountId))
    .execute();
}

/** Until the transaction ends, whatever else concerns this address waits, on every server. */
export async function lockAddress(records: Transaction<Tables>, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`address ${address}`}, 0))`.execute(records);
}
