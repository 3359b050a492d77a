// Erases one human, in the caller's transaction: everything that the register knows of them but lawful credit (R9.6), which keeps their name.
import { type RawBuilder, sql } from 'kysely';
import { tablesInOrder } from '../database/table-order.ts';
import type { Tables } from '../database/tables.ts';
import { isOn } from '../groups/guest-seats.ts';
import type { Erased } from '../ports/keeping.ts';
import type { Records } from '../programs/in-one.ts';
import { askForClearing } from './clear-files.ts';
import { type Counts, count, deleteWithAll } from './delete-all.ts';
import { type Kind, leadsOf } from './kind.ts';
import { kinds } from './kinds.ts';
import { isAbout, type Subject, withoutDoers } from './subject.ts';

/** What an act was done to, where that was somebody who is erased. */
const nobody = 'erased';

export async function eraseSubject(records: Records, subject: Subject, now: number): Promise<Erased> {
  const seats = await records
    .selectFrom('seats')
    .where('ref', 'in', [...subject.seats, ''])
    .where('left_at', 'is', null)
    .select(['ref', 'group_id as groupId'])
    .execute();
  const groups = [...new Set(seats.map(({ groupId }) => groupId))];
  const counts: Counts = new Map();
  const kept = await cardsToKeep(records, subject, groups);
  for (const table of (await tablesInOrder(records)).reverse() as (keyof Tables)[]) {
    const kind: Kind = kinds[table];
    const about = isAbout(table, kind, subject);
    if (about === null) continue;
    await forgetDoers(records, table, kind, subject, counts);
    const own = kind.erased === 'row' ? isAbout(table, withoutDoers(kind), subject) : null;
    if (own !== null) count(counts, table, await affected(sql`delete from ${sql.table(table)} where ${own}`, records));
    if (table === 'people') await blankCards(records, subject, kept, now, counts);
  }
  await askForClearing(records, counts.keys(), now);
  return { seats: seats.map(({ ref }) => ref), groups };
}

async function blankCards(
  records: Records,
  { cards }: Subject,
  kept: ReadonlySet<string>,
  now: number,
  counts: Counts,
): Promise<void> {
  if (cards.length === 0) return;
  const goes = Object.entries(kinds.people.columns).filter(([, is]) => is === 'goes' || is === 'account' || is === 'address');
  const blank = goes.map(([column]) => sql`${sql.ref(column)} = ${column === 'reminders' ? 'none' : null}`);
  const blanked = sql`update people set ${sql.join(blank)}, feed_version = feed_version + 1, left_at = coalesce(left_at, ${new Date(now)}),
    erased_at = ${new Date(now)} where id in (${sql.join([...cards])})`;
  count(counts, 'people', await affected(blanked, records));
  await deleteWithAll(
    records,
    'people',
    cards.filter((id) => !kept.has(id)),
    counts,
  );
}

async function affected(statement: RawBuilder<unknown>, records: Records): Promise<bigint | undefined> {
  return (await statement.execute(records)).numAffectedRows;
}

/** Who did it, and to whom, is forgotten; that it was done stays. */
async function forgetDoers(records: Records, table: string, kind: Kind, subject: Subject, counts: Counts): Promise<void> {
  for (const [column, lead] of leadsOf(kind)) {
    const isDoer = lead === 'byPerson' || lead === 'byAccount';
    if (!isDoer && !(kind.erased === 'blank' && lead === 'object')) continue;
    const about = isAbout(table, { columns: { [column]: lead } }, subject);
    if (about === null) continue;
    const forgotten = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${isDoer ? null : nobody} where ${about}`;
    count(counts, table, await affected(forgotten, records));
  }
}

/** Those with credit, or in a group whose meeting is on and may become credit: the nightly work looks at them again. */
async function cardsToKeep(records: Records, subject: Subject, groups: readonly string[]): Promise<ReadonlySet<string>> {
  if (subject.cards.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select people.id from people
    where people.id in (${sql.join([...subject.cards])}) and (${hasCredit} or exists (
      select 1 from seats join series on series.group_id = seats.group_id join meetings on meetings.series_id = series.id
      where seats.person_id = people.id and seats.group_id in (${sql.join([...groups, ''])}) and ${isOn}))`.execute(records);
  return new Set(rows.map(({ id }) => id));
}

/** A condition on a row of `people`: lawful credit hangs on it. */
export const hasCredit = sql<boolean>`(${sql.join(
  Object.entries(kinds).flatMap(([table, kind]: [string, Kind]) =>
    kind.erased !== 'credit' || table === 'people'
      ? []
      : leadsOf(kind).flatMap(([column, lead]) =>
          lead === 'person'
            ? [sql`exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.${column}`)} = people.id)`]
            : [],
        ),
  ),
  sql` or `,
)})`;
