// The addresses of an account: one more is proved by a mail's link that its owner presses while signed in, one of them is first, others are removed.
// Nobody but their owner changes them (R11.4).
import { sql, type Transaction } from 'kysely';
import { confirmAddress } from '../database/stopped-addresses.ts';
import type { Tables } from '../database/tables.ts';
import type { Mail } from '../ports/mail.ts';
import { fault, Refused } from '../ports/refused.ts';
import { linkCards, lockAddress, mustUseProvider } from './cards.ts';
import { freshLink, keepLink, mailedForMs, mayHaveLink, spendAddressLink } from './mail-links.ts';

type Records = Transaction<Tables>;

/** More than anybody has. */
const mostAddresses = 8;

/** The same work whoever has the address: nobody learns who exists. */
export async function askForAddress(
  records: Records,
  accountId: string,
  address: string,
  { now, mail }: { readonly now: number; readonly mail: Pick<Mail, 'signInLink'> },
): Promise<void> {
  const own = await addressesOf(records, accountId);
  const { language } = await records
    .selectFrom('accounts')
    .where('id', '=', accountId)
    .select('language')
    .executeTakeFirstOrThrow();
  const mayHave = (await mayHaveLink(records, address, now)) && own.length < mostAddresses;
  // What an institution's own sign-in guards is not had by a mail.
  const isSent = mayHave && !own.includes(address) && !(await mustUseProvider(records, address));
  const { token, hash } = freshLink();
  const expiresAt = isSent ? now + mailedForMs : now;
  const link = { hash, address: isSent ? address : null, to: '/me', forAccount: accountId };
  await keepLink(records, link, { now, expiresAt });
  if (isSent) await mail.signInLink(records, { ...link, address, token, language: language ?? 'en', expiresAt, proves: true });
}

/** Answers with the address, and whose seats must be looked at again; null for a link that is spent, expired or another's. */
export async function proveAddress(
  records: Records,
  accountId: string,
  token: string,
  now: number,
): Promise<{ readonly address: string; readonly formerAccount: string | null } | null> {
  const link = await spendAddressLink(records, token, accountId, now);
  if (!link?.address) return null;
  const { address } = link;
  await lockAddress(records, address);
  const known = await records
    .selectFrom('account_addresses')
    .where('address', '=', address)
    .select('account_id as accountId')
    .executeTakeFirst();
  if (!known)
    await records
      .insertInto('account_addresses')
      .values({ address, account_id: accountId, proved_at: new Date(now) })
      .execute();
  const former = known && known.accountId !== accountId ? known.accountId : null;
  if (former !== null) await takeOver(records, { address, from: former, to: accountId }, now);
  await linkCards(records, accountId, now);
  return { address, formerAccount: former };
}

/** The same human had two accounts: this address with its cards is this one's, and all else too once the other has no address left. */
async function takeOver(records: Records, { address, from, to }: { address: string; from: string; to: string }, now: number) {
  await records
    .updateTable('account_addresses')
    .set({ account_id: to, is_first: false, proved_at: new Date(now) })
    .where('address', '=', address)
    .execute();
  await records
    .updateTable('people')
    .set({ account_id: to })
    .where('account_id', '=', from)
    .where('address', '=', address)
    .execute();
  if ((await addressesOf(records, from)).length > 0) return;
  await records.updateTable('people').set({ account_id: to }).where('account_id', '=', from).execute();
  for (const table of ['passkeys', 'outside_identities'] as const)
    await records.updateTable(table).set({ account_id: to }).where('account_id', '=', from).execute();
  await records
    .updateTable('account_sessions')
    .set({ revoked_at: new Date(now) })
    .where('account_id', '=', from)
    .where('revoked_at', 'is', null)
    .execute();
  await records
    .updateTable('accounts')
    .set({ closed_at: new Date(now) })
    .where('id', '=', from)
    .execute();
}

/** Where mails go from now on: all of the owner's cards follow. */
export async function makeFirst(records: Records, accountId: string, address: string): Promise<Refused | null> {
  const own = await addressesOf(records, accountId);
  if (!own.includes(address)) return new Refused('not-found');
  await records.updateTable('account_addresses').set({ is_first: false }).where('account_id', '=', accountId).execute();
  await records.updateTable('account_addresses').set({ is_first: true }).where('address', '=', address).execute();
  await moveCards(records, accountId, own, address);
  return null;
}

export async function removeAddress(records: Records, accountId: string, address: string, now: number): Promise<Refused | null> {
  const [first, ...others] = await addressesOf(records, accountId);
  if (address !== first && !others.includes(address)) return new Refused('not-found');
  if (first === undefined || address === first) return fault('address', others.length === 0 ? 'last-address' : 'first-address');
  await moveCards(records, accountId, [address], first);
  // Whoever coordinates with it does so with the first from now on.
  await sql`insert into program_staff (program_id, address, role, invited_at)
    select program_id, ${first}, role, invited_at from program_staff where address = ${address} and ended_at is null
    on conflict (program_id, address) do update set ended_at = null`.execute(records);
  await records
    .updateTable('program_staff')
    .set({ ended_at: new Date(now) })
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .execute();
  await records
    .updateTable('sign_in_links')
    .set({ spent_at: new Date(now) })
    .where('address', '=', address)
    .where('spent_at', 'is', null)
    .execute();
  await records.deleteFrom('account_addresses').where('address', '=', address).execute();
  return null;
}

/** Its owner says that mails reach them there, though some came back. */
export async function confirmOwnAddress(records: Records, accountId: string, address: string): Promise<Refused | null> {
  if (!(await addressesOf(records, accountId)).includes(address)) return new Refused('not-found');
  await confirmAddress(records, address);
  return null;
}

/** The first one first. */
async function addressesOf(records: Records, accountId: string): Promise<readonly string[]> {
  const rows = await records
    .selectFrom('account_addresses')
    .where('account_id', '=', accountId)
    .orderBy('is_first', 'desc')
    .orderBy('proved_at')
    .orderBy('address')
    .select('address')
    .forUpdate()
    .execute();
  return rows.map((row) => row.address);
}

/** Where another card of the same program has that address already, the card stays as it is. */
async function moveCards(records: Records, accountId: string, from: readonly string[], to: string): Promise<void> {
  await sql`update people set address = ${to} where account_id = ${accountId} and left_at is null and erased_at is null
    and address = any(${[...from]}::text[]) and address <> ${to}
    and not exists (select 1 from people other where other.program_id = people.program_id and other.address = ${to} and other.left_at is null)
    and id = (select min(same.id) from people same where same.program_id is not distinct from people.program_id
      and same.account_id = ${accountId} and same.left_at is null and same.address = any(${[...from]}::text[]))`.execute(records);
}
