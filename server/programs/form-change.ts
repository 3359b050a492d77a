// The form of a group as its leaders change it (R1.7). Every open series has the same; a room that is on has its own copy and is not touched.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { FormView, NewForm } from '../../shared/protocol/program/forms.ts';
import { formFaults } from '../../shared/ritual/form-faults.ts';
import type { Form } from '../../shared/ritual/forms.ts';
import type { Database } from '../database/database.ts';
import { isOn, seatHolds } from '../groups/guest-seats.ts';
import { readForm, writeForm } from '../groups/stored-form.ts';
import { Fault } from '../ports/fault.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import { faultsOfForm, type Sitting } from './circle-rules.ts';
import type { Records } from './in-one.ts';
import { anyMay } from './may.ts';
import { noteAct } from './note-act.ts';

export async function formView(db: Database, groupId: string, { roles }: Changer, now: number): Promise<FormView> {
  const stored = await newest(db, groupId);
  const on = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', groupId)
    .where(isOn)
    .select('meetings.id')
    .executeTakeFirst();
  return {
    version: versionOf(stored),
    form: readable(stored),
    sitting: (await lastingSeats(db, groupId, now)).filter(({ role }) => role !== 'observer').length,
    isOn: on !== undefined,
    mayWrite: anyMay(roles, 'write', 'form'),
  };
}

export async function changeForm(records: Records, groupId: string, { from, form }: NewForm, by: Changer, now: number) {
  await records.selectFrom('groups').select('id').where('id', '=', groupId).forUpdate().execute();
  if (versionOf(await newest(records, groupId)) !== from) return new Refused('stale');
  const faults = formFaults(form);
  if (faults.length > 0)
    return new Refused(
      'faults',
      faults.map(({ path, code }) => ({ path: path || 'form', code })),
    );
  const worth = faultsOfForm(form as Form, await lastingSeats(records, groupId, now));
  if (worth.length > 0) return new Refused('faults', worth);
  await records
    .updateTable('series')
    .set({ form: writeForm(form as Form) })
    .where('group_id', '=', groupId)
    .where('ended_at', 'is', null)
    .execute();
  await noteAct(records, { programId: by.programId, groupId, byAccount: by.accountId, act: 'form-changed', object: groupId });
  return null;
}

/** Null for what is damaged, or of a newer version than this server: that is told, never guessed. */
export function readable(stored: unknown): Form | null {
  try {
    return readForm(stored);
  } catch (cause) {
    if (cause instanceof Fault) return null;
    throw cause;
  }
}

async function newest(records: Records | Database, groupId: string): Promise<unknown> {
  const series = await records
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select('form')
    .executeTakeFirst();
  if (!series) throw new Fault('records-unavailable', 'No such group, or a group without a series.');
  return series.form;
}

/** The database keeps the order of a JSON's keys, so that the same form always has the same version. */
function versionOf(stored: unknown): string {
  return createHash('sha256').update(JSON.stringify(stored)).digest('hex').slice(0, 16);
}

function lastingSeats(records: Records | Database, groupId: string, now: number): Promise<Sitting[]> {
  return records
    .selectFrom('seats')
    .where('group_id', '=', groupId)
    .where(seatHolds(now))
    .where(sql<boolean>`seats.meeting_id is null`)
    .select(['role', 'standing'])
    .execute();
}

/** For whoever changes a roster: a form that cannot be read sets no limit but the ordinary one. */
export async function formOfGroup(records: Records, groupId: string): Promise<Form | null> {
  return readable(await newest(records, groupId));
}
