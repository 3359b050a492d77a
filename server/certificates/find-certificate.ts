// Which certificate is the same as one that is wanted, and which number comes next.
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Draft } from './draft.ts';

/** Of this person, in this form, for this period; not one that was withdrawn. */
export function sameAs(records: Kysely<Tables>, groupId: string, { personId, facts }: Draft) {
  return records
    .selectFrom('certificates')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .where('layout', '=', facts.layout)
    .where('from_day', '=', facts.from)
    .where('to_day', '=', facts.to)
    .where('withdrawn_at', 'is', null);
}

/** One after the highest of the year; a withdrawn one keeps its number. */
export async function nextNumber(records: Kysely<Tables>, programId: string, year: string): Promise<string> {
  const rows = await records
    .selectFrom('certificates')
    .select('number')
    .where('program_id', '=', programId)
    .where('number', 'like', `${year}-%`)
    .execute();
  const highest = Math.max(0, ...rows.map(({ number }) => Number(number.slice(5))));
  return `${year}-${String(highest + 1).padStart(4, '0')}`;
}
