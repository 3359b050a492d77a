// The leaders' private list of who presented when and who wishes to tell how it went on: names and dates, no words, only where the group keeps one
// (R9.2). It goes on with the group, whichever series it is in.
import type { RotationTurn, RotationView } from '../../shared/protocol/program/after.ts';
import type { Database } from '../database/database.ts';
import { askForClearing } from '../keeping/clear-files.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { lockGroup } from './survey.ts';

const day = 86_400_000;
/** Whatever the zone, no meeting is over before its date has begun there. */
const aheadDays = 1;
const longestBack = 400;

/** All that the group has been in: the list does not end with one of them. */
function seriesOf(records: Database | Records, groupId: string) {
  return records.selectFrom('series').where('group_id', '=', groupId).select('id');
}

export async function rotationOf(db: Database, groupId: string): Promise<RotationView> {
  const { keeps_rotation: isOn, zone } = await db
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select(['keeps_rotation', 'zone'])
    .executeTakeFirstOrThrow();
  const people = await inCircle(db, groupId).select(['people.id', 'people.full_name as name']).execute();
  if (!isOn) return { isOn, people, turns: [], dates: [] };
  const turns = await db
    .selectFrom('rotation')
    .innerJoin('people', 'people.id', 'rotation.person_id')
    .where('series_id', 'in', seriesOf(db, groupId))
    .orderBy('on_date', 'desc')
    .orderBy('people.full_name')
    .select(['people.id', 'people.full_name as name', 'on_date', 'wishes_to_return'])
    .execute();
  const held = await db
    .selectFrom('meetings')
    .where('series_id', 'in', seriesOf(db, groupId))
    .where('closed_at', 'is not', null)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at', 'desc')
    .limit(60)
    .select(['starts_at', 'local_start'])
    .execute();
  const dateOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  const left = turns.filter(({ id }) => !people.some((one) => one.id === id)).map(({ id, name }) => [id, { id, name }] as const);
  return {
    isOn,
    people: [...people, ...new Map(left).values()],
    turns: turns.map(({ id, on_date, wishes_to_return }) => ({ personId: id, onDate: on_date, wishesToReturn: wishes_to_return })),
    dates: [...new Set(held.map(({ starts_at, local_start }) => local_start?.slice(0, 10) ?? dateOf.format(starts_at)))],
  };
}

function inCircle(records: Database | Records, groupId: string) {
  return records
    .selectFrom('seats')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .where('seats.group_id', '=', groupId)
    .where('seats.left_at', 'is', null)
    .where('seats.meeting_id', 'is', null)
    .where('seats.role', '<>', 'observer')
    .orderBy('seats.position');
}

export async function keepRotation(records: Records, groupId: string, isOn: boolean, by: Changer, now: number): Promise<null> {
  const { program_id, keeps_rotation } = await lockGroup(records, groupId);
  if (keeps_rotation === isOn) return null;
  await records.updateTable('groups').set({ keeps_rotation: isOn }).where('id', '=', groupId).execute();
  if (!isOn) {
    await records.deleteFrom('rotation').where('series_id', 'in', seriesOf(records, groupId)).execute();
    await askForClearing(records, ['rotation'], now);
  }
  const act = isOn ? 'rotation-turned-on' : 'rotation-turned-off';
  await noteAct(records, { programId: program_id, groupId, byAccount: by.accountId, act, object: groupId });
  return null;
}

/** Nothing is noted of it elsewhere: an act would tell when somebody presented. */
export async function noteTurn(records: Records, groupId: string, { personId, onDate, wishesToReturn }: RotationTurn, now: number) {
  const { keeps_rotation } = await lockGroup(records, groupId);
  const newest = await seriesOf(records, groupId).orderBy('created_at', 'desc').executeTakeFirst();
  if (!keeps_rotation || !newest) return new Refused('not-allowed-now');
  const at = Date.parse(`${onDate}T00:00:00Z`);
  const isDate = !Number.isNaN(at) && new Date(at).toISOString().startsWith(onDate);
  if (!isDate || at > now + aheadDays * day || at < now - longestBack * day)
    return new Refused('faults', [{ path: 'onDate', code: 'no-such-date' }]);
  const sits = await inCircle(records, groupId).where('people.id', '=', personId).select('people.id').executeTakeFirst();
  if (!sits) return new Refused('not-found');
  const noted = await records
    .updateTable('rotation')
    .set({ wishes_to_return: wishesToReturn })
    .where('series_id', 'in', seriesOf(records, groupId))
    .where('person_id', '=', personId)
    .where('on_date', '=', onDate)
    .returning('on_date')
    .executeTakeFirst();
  const turn = { series_id: newest.id, person_id: personId, on_date: onDate, wishes_to_return: wishesToReturn };
  if (!noted) await records.insertInto('rotation').values(turn).execute();
  return null;
}

export async function forgetTurn(records: Records, groupId: string, personId: string, onDate: string, now: number) {
  await lockGroup(records, groupId);
  const gone = await records
    .deleteFrom('rotation')
    .where('series_id', 'in', seriesOf(records, groupId))
    .where('person_id', '=', personId)
    .where('on_date', '=', onDate)
    .returning('on_date')
    .executeTakeFirst();
  if (!gone) return new Refused('not-found');
  await askForClearing(records, ['rotation'], now);
  return null;
}
