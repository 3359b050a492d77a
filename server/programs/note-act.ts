// Notes who did what to which object of a program, inside the transaction that does it. Never what a thing said before or says now.
import { sql, type Transaction } from 'kysely';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';

export interface Act {
  /** Null for the trial's group, which belongs to no program: nothing is noted. */
  readonly programId: string | null;
  readonly groupId?: string | null;
  readonly byAccount?: string | null;
  /** Whoever acted by a personal link. */
  readonly byPerson?: string | null;
  /** Such as `seat-given`. */
  readonly act: string;
  /** The id of what it was done to. */
  readonly object: string;
}

export async function noteAct(
  records: Transaction<Tables>,
  { programId, groupId, byAccount, byPerson, act, object }: Act,
): Promise<void> {
  if (programId === null) return;
  await records
    .insertInto('acts')
    .values({
      id: newId(),
      program_id: programId,
      group_id: groupId ?? null,
      by_account: byAccount ?? null,
      by_person: byPerson ?? null,
      act,
      object,
      done_at: sql<Date>`now()`,
    })
    .execute();
}
