// A group's contract: its versions, and who accepted the newest (R11.8). An older server that runs beside this one during an upgrade knows only
// the text in the series and `contract_acceptances`: both are kept true for it, and what it notes there counts.
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

export interface ContractVersion {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly text: string;
  readonly hash: string;
}

export function hashOfContract(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** In each of its languages, the group's own first; none for a group that an older server made. */
export async function newestTexts(records: Database | Transaction<Tables>, groupId: string): Promise<readonly ContractVersion[]> {
  return records
    .selectFrom('contracts')
    .innerJoin('groups', 'groups.id', 'contracts.group_id')
    .where('groups.id', '=', groupId)
    .where(sql<boolean>`contracts.version = (select max(version) from contracts as every where every.group_id = groups.id)`)
    .orderBy(sql`contracts.language = groups.language`, 'desc')
    .orderBy('contracts.made_at')
    .orderBy('contracts.language')
    .select(['contracts.id', 'contracts.version', 'contracts.language', 'contracts.text', 'contracts.text_hash as hash'])
    .execute();
}

/** In the group's language, if the newest version has a text in it; null for a group that an older server made. */
export async function newestContract(records: Database | Transaction<Tables>, groupId: string): Promise<ContractVersion | null> {
  return (await newestTexts(records, groupId))[0] ?? null;
}

/** The text that somebody reads: in the first of their languages that there is, else in the group's. */
export function textFor(texts: readonly ContractVersion[], languages: readonly string[]): ContractVersion | null {
  const own = languages.map((language) => texts.find((one) => one.language === language)).find((text) => text !== undefined);
  return own ?? texts[0] ?? null;
}

/** Over rows of `people` and `groups`: when the newest contract was accepted; null while it is not. */
export const acceptedAt = sql<Date | null>`coalesce(
  (select min(agreements.agreed_at) from agreements join contracts on contracts.id = agreements.contract_id
    where agreements.person_id = people.id and contracts.group_id = groups.id
    and contracts.version = (select max(newest.version) from contracts as newest where newest.group_id = groups.id)),
  (select accepted_at from contract_acceptances where contract_acceptances.person_id = people.id and contract_acceptances.series_id =
    (select series.id from series where series.group_id = groups.id order by series.created_at desc limit 1)))`;

/** The first yes counts. */
export async function keepAcceptance(
  records: Transaction<Tables>,
  { seriesId, personId, contract, at }: { seriesId: string; personId: string; contract: ContractVersion | null; at: Date },
): Promise<void> {
  if (contract) {
    await records
      .insertInto('agreements')
      .values({ series_id: seriesId, person_id: personId, contract_id: contract.id, agreed_at: at, text_hash: contract.hash })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await records
    .insertInto('contract_acceptances')
    .values({ series_id: seriesId, person_id: personId, accepted_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Before a new version: what an older server noted becomes part of the ledger, and no longer counts. */
export async function endAcceptances(
  records: Transaction<Tables>,
  groupId: string,
  contract: ContractVersion | null,
): Promise<void> {
  if (contract) {
    await sql`insert into agreements (series_id, person_id, contract_id, agreed_at, text_hash)
      select a.series_id, a.person_id, ${contract.id}, a.accepted_at, ${contract.hash}
      from contract_acceptances a join series s on s.id = a.series_id where s.group_id = ${groupId}
      on conflict do nothing`.execute(records);
  }
  await sql`delete from contract_acceptances where series_id in (select id from series where group_id = ${groupId})`.execute(
    records,
  );
}
