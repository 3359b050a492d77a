// What an erasure would do, before it is done: what goes, what stays as lawful credit and until when, and what stands in its way.
import { sql, type Transaction } from 'kysely';
import type { CountedKind, ErasureView, StayingKind } from '../../shared/protocol/program/kept.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { rowsAbout } from './find-kept.ts';
import type { Subject } from './subject.ts';

type Records = Database | Transaction<Tables>;

/** Typed by whoever has no address, or comes by a link. */
export const word = 'erase';

export function confirmation({ addresses }: Subject): string {
  return addresses[0] ?? word;
}

export async function erasureView(records: Records, subject: Subject): Promise<ErasureView> {
  const [all, found] = [await rowsAbout(records, subject), await rowsAbout(records, subject, true)];
  const goes = found.flatMap(({ table, kind, rows }): CountedKind[] =>
    kind.erased === 'row' ? [{ kind: table, rows: rows.length }] : [],
  );
  // In which the person only did something, or was what it was done to.
  const blank = all.flatMap(({ table, kind, rows }): CountedKind[] => {
    const own = kind.erased === 'blank' ? 0 : (found.find((one) => one.table === table)?.rows.length ?? 0);
    return rows.length > own ? [{ kind: table, rows: rows.length - own }] : [];
  });
  const credit = found.filter(({ table, kind }) => kind.erased === 'credit' && table !== 'people');
  // A card stays only where credit hangs on it.
  const people = found.filter(({ table }) => table === 'people').map(({ rows }) => ({ kind: 'people', rows: rows.length }));
  const hasCredit = credit.length > 0;
  const stays = credit.map(({ table, rows }): StayingKind => ({ kind: table, rows: rows.length, until: latest(rows) }));
  const names = hasCredit ? [{ kind: 'people', rows: people[0]?.rows ?? 0, until: null }] : [];
  return {
    goes: [...(hasCredit ? [] : people), ...goes],
    stays: [...names, ...stays],
    blank,
    onlyCoordinatorOf: (await onlyCoordinatorOf(records, subject)).map(({ name }) => name),
    onlyLeaderOf: await onlyLeaderOf(records, subject),
    confirm: confirmation(subject),
  };
}

/** Links are all that some people have; then whoever holds those of all their seats is taken for them, and whoever holds one alone is not. */
export async function whatIsNeeded(records: Records, { cards }: Subject, held: readonly string[]): Promise<'otherSeats' | null> {
  const living = await records
    .selectFrom('seats')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .where('person_id', 'in', ['', ...cards])
    .where('left_at', 'is', null)
    .where('groups.closed_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .select('ref')
    .execute();
  return living.every(({ ref }) => held.includes(ref)) ? null : 'otherSeats';
}

function latest(rows: readonly Readonly<Record<string, unknown>>[]): number | null {
  const moments = rows.map(({ kept_until }) => (kept_until instanceof Date ? kept_until.getTime() : null));
  return moments.includes(null) ? null : Math.max(...moments.map(Number));
}

/** Programs, not closed, that would have no coordinator any more. */
export async function onlyCoordinatorOf(
  records: Records,
  { addresses }: Subject,
): Promise<readonly { id: string; name: string }[]> {
  if (addresses.length === 0) return [];
  const mine = sql.join([...addresses]);
  const { rows } = await sql<{ id: string; name: string }>`select programs.id, programs.name from programs
    where programs.closed_at is null
      and exists (select 1 from program_staff s where s.program_id = programs.id and s.ended_at is null and s.address in (${mine}))
      and not exists (select 1 from program_staff s where s.program_id = programs.id and s.ended_at is null and s.address not in (${mine}))
    order by lower(programs.name)`.execute(records);
  return rows;
}

async function onlyLeaderOf(records: Records, { cards }: Subject): Promise<readonly string[]> {
  if (cards.length === 0) return [];
  const mine = sql.join([...cards]);
  const leads = sql`s.group_id = groups.id and s.left_at is null and s.meeting_id is null and s.role in ('leader', 'coLeader')
    and s.standing is distinct from 'candidate'`;
  const { rows } = await sql<{ name: string }>`select groups.name from groups
    where groups.closed_at is null and exists (select 1 from seats s where ${leads} and s.person_id in (${mine}))
      and not exists (select 1 from seats s where ${leads} and s.person_id not in (${mine}))
    order by lower(groups.name)`.execute(records);
  return rows.map(({ name }) => name);
}
