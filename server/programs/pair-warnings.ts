// Pairs that a leader should look at: noted by leaders, in whichever group of the program, or of the same workplace.
import { type ExpressionBuilder, sql } from 'kysely';
import type { NewPairNote, PairWarning } from '../../shared/protocol/program/groups.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';

/** R11.5: whoever may not read the kind learns the pair alone, once, whatever is known about it. */
export async function warningsAmong(db: Database, people: readonly string[], readsKind: boolean): Promise<readonly PairWarning[]> {
  if (people.length < 2) return [];
  const notes = await db
    .selectFrom('pair_notes')
    .where('ended_at', 'is', null)
    .where('one_id', 'in', people)
    .where('other_id', 'in', people)
    .orderBy('noted_at')
    .select(['id as noteId', 'one_id as oneId', 'other_id as otherId', 'kind'])
    .execute();
  const colleagues = await db
    .selectFrom('people as one')
    .innerJoin('people as other', (join) =>
      join
        .onRef('one.id', '<', 'other.id')
        .on(sql<boolean>`lower(trim(one.workplace)) = lower(trim(other.workplace)) and trim(one.workplace) <> ''`),
    )
    .where('one.id', 'in', people)
    .where('other.id', 'in', people)
    .orderBy('one.id')
    .select(['one.id as oneId', 'other.id as otherId'])
    .execute();
  const all = [...notes, ...colleagues.map((pair) => ({ ...pair, kind: 'sameWorkplace' as const, noteId: null }))];
  if (readsKind) return all;
  const pairs = new Map(all.map(({ oneId, otherId }) => [`${oneId} ${otherId}`, { oneId, otherId, kind: null, noteId: null }]));
  return [...pairs.values()];
}

interface NotedBy extends Changer {
  readonly personId: string | null;
}

/** Both must have a seat in the leader's own group. */
export async function notePair(
  records: Records,
  groupId: string,
  note: NewPairNote,
  by: NotedBy,
  now: number,
): Promise<Refused | null> {
  const [oneId = '', otherId = ''] = [note.oneId, note.otherId].sort();
  if (by.programId === null || by.personId === null) return new Refused('not-allowed-now');
  if (oneId === otherId) return fault('otherId', 'same-person');
  const seated = await records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where('person_id', 'in', [oneId, otherId])
    .where('left_at', 'is', null)
    .select('person_id')
    .distinct()
    .execute();
  if (seated.length < 2) return new Refused('not-found');
  const id = newId();
  const made = await records
    .insertInto('pair_notes')
    .values({
      ...{ id, program_id: by.programId, one_id: oneId, other_id: otherId, kind: note.kind },
      ...{ noted_by: by.personId, noted_at: new Date(now), ended_at: null },
    })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id', 'kind']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'pair-noted', object: id });
  return null;
}

export async function endPairNote(
  records: Records,
  groupId: string,
  noteId: string,
  by: Changer,
  now: number,
): Promise<Refused | null> {
  const ended = await records
    .updateTable('pair_notes')
    .set({ ended_at: new Date(now) })
    .where('id', '=', noteId)
    .where('program_id', '=', by.programId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.exists(seatOf(eb, groupId, 'one_id')))
    .where((eb) => eb.exists(seatOf(eb, groupId, 'other_id')))
    .returning('id')
    .executeTakeFirst();
  if (!ended) return new Refused('not-found');
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'pair-note-ended', object: noteId });
  return null;
}

function seatOf(eb: ExpressionBuilder<Tables, 'pair_notes'>, groupId: string, whose: 'one_id' | 'other_id') {
  return eb
    .selectFrom('seats')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .whereRef('seats.person_id', '=', `pair_notes.${whose}`)
    .select('seats.ref');
}
