// The contract as leaders edit it and as everybody reads it: its versions, and the ledger of who accepted which.
import type { ContractView, NewContract } from '../../shared/protocol/program/groups.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { acceptedAt, endAcceptances, hashOfContract, newestContract } from '../groups/contracts.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from './in-one.ts';
import { anyMay } from './may.ts';
import { noteAct } from './note-act.ts';

export async function contractView(db: Database, groupId: string, { roles }: Changer): Promise<ContractView> {
  const newest = await newestContract(db, groupId);
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
    version: newest?.version ?? 0,
    language: newest?.language ?? series.language,
    text: newest?.text ?? series.text,
    hash: newest?.hash ?? hashOfContract(series.text),
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
    .select(['people.full_name as name', 'contracts.version', 'agreements.agreed_at as at', 'agreements.text_hash as hash'])
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
  { from, text: said }: NewContract,
  by: Changer,
  now: number,
) {
  const group = await records
    .selectFrom('groups')
    .select('language')
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const newest = await newestContract(records, groupId);
  if ((newest?.version ?? 0) !== from) return new Refused('stale');
  const text = said.replace(/\r\n?/g, '\n');
  if (newest?.text === text && newest.language === group.language) return null;
  await endAcceptances(records, groupId, newest);
  await records
    .insertInto('contracts')
    .values({
      ...{ id: newId(), group_id: groupId, version: from + 1, language: group.language, text },
      ...{ text_hash: hashOfContract(text), made_at: new Date(now) },
    })
    .execute();
  await records.updateTable('series').set({ contract: text }).where('group_id', '=', groupId).execute();
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'contract-made', object: groupId });
  return null;
}
