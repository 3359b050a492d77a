// The contract as leaders edit it and as everybody reads it: its versions, and the ledger of who accepted which.
import type { ContractView, NewContract } from '../../shared/protocol/program/groups.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { acceptedAt, endAcceptances, hashOfContract, newestTexts } from '../groups/contracts.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from './in-one.ts';
import { anyMay } from './may.ts';
import { noteAct } from './note-act.ts';

export async function contractView(db: Database, groupId: string, { roles }: Changer): Promise<ContractView> {
  const texts = await newestTexts(db, groupId);
  const series = await db
    .selectFrom('series')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .where('groups.id', '=', groupId)
    .orderBy('series.created_at', 'desc')
    .select(['series.contract as text', 'groups.language'])
    .executeTakeFirstOrThrow();
  const versions = await db
    .selectFrom('contracts')
    .where('group_id', '=', groupId)
    .groupBy('version')
    .orderBy('version', 'desc')
    .select(['version', (eb) => eb.fn.min('made_at').as('madeAt')])
    .execute();
  const readsLedger = anyMay(roles, 'readLedger', 'contract');
  return {
    version: texts[0]?.version ?? 0,
    texts:
      texts.length > 0
        ? texts.map(({ language, text, hash }) => ({ language, text, hash }))
        : [{ language: series.language, text: series.text, hash: hashOfContract(series.text) }],
    versions: versions.map(({ version, madeAt }) => ({ version, madeAt: madeAt.getTime() })),
    agreements: readsLedger ? await ledgerOf(db, groupId) : [],
    missing: readsLedger ? await missingIn(db, groupId) : [],
  };
}

async function ledgerOf(db: Database, groupId: string): Promise<ContractView['agreements']> {
  const rows = await db
    .selectFrom('agreements')
    .innerJoin('contracts', 'contracts.id', 'agreements.contract_id')
    .innerJoin('people', 'people.id', 'agreements.person_id')
    .where('contracts.group_id', '=', groupId)
    .orderBy('agreements.agreed_at', 'desc')
    .orderBy('people.full_name')
    .select(['people.full_name as name', 'contracts.version', 'contracts.language'])
    .select(['agreements.agreed_at as at', 'agreements.text_hash as hash'])
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, at: at.getTime() }));
}

async function missingIn(db: Database, groupId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .where(acceptedAt, 'is', null)
    .orderBy('seats.position')
    .select('people.full_name as name')
    .execute();
  return rows.map(({ name }) => name);
}

export async function writeContract(
  records: Records,
  groupId: string,
  { from, language, seen, text, others = [] }: NewContract,
  by: Changer,
  now: number,
) {
  const group = await records
    .selectFrom('groups')
    .select('language')
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const said = [{ language: group.language, text }, ...others].map((one) => ({ ...one, text: one.text.replace(/\r\n?/g, '\n') }));
  const twice = said.findIndex(({ language }, n) => said.findIndex((other) => other.language === language) !== n);
  if (twice > 0) return fault(`others.${twice - 1}.language`, 'twice');
  const stand = await newestTexts(records, groupId);
  // A page that does not say what it knew is older than this question.
  if ((stand[0]?.version ?? 0) !== from || language !== group.language || seen === undefined) return new Refused('stale');
  const inSaid = (old: { readonly language: string }) => said.find((one) => one.language === old.language);
  const unseen = stand.filter((old) => !seen.includes(old.language));
  if (unseen.some((old) => (inSaid(old) ?? old).text !== old.text)) return new Refused('stale');
  const added = said.filter((one) => !stand.some((old) => old.language === one.language));
  const staysAll =
    stand.length > 0 && stand.every((old) => (inSaid(old) ?? (unseen.includes(old) ? old : null))?.text === old.text);
  if (!staysAll && unseen.some((old) => inSaid(old) === undefined)) return new Refused('stale');
  // Another language beside texts that stay: whoever agreed to those has agreed to this version.
  const written = staysAll ? added : said;
  if (written.length === 0) return null;
  const version = staysAll ? from : from + 1;
  if (!staysAll) await endAcceptances(records, groupId, stand[0] ?? null);
  await records
    .insertInto('contracts')
    .values(
      written.map((one) => ({
        ...{ id: newId(), group_id: groupId, version, ...one },
        ...{ text_hash: hashOfContract(one.text), made_at: new Date(now) },
      })),
    )
    .execute();
  await records
    .updateTable('series')
    .set({ contract: said[0]?.text ?? text })
    .where('group_id', '=', groupId)
    .execute();
  const act = staysAll ? 'contract-translated' : 'contract-made';
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act, object: groupId });
  return null;
}
