// Makes a series and its meetings, inside the transaction of whoever wants one: for a group that stands, or with a new group in one act.
import { sql, type Transaction } from 'kysely';
import type { NewSeries } from '../../shared/protocol/program/dates.ts';
import { newId } from '../database/new-id.ts';
import type { Tables } from '../database/tables.ts';
import { Fault } from '../ports/fault.ts';
import type { Mail } from '../ports/mail.ts';
import { endFreeMeetings } from './free-meetings.ts';
import { overlapping } from './overlapping.ts';
import { type Faults, type PlannedDate, planOf } from './planned-dates.ts';
import { zoneData } from './zones.ts';

/** In minutes: leaders may come this long before the start. */
const leadersMinutes = 30;
const usualDoorMinutes = 15;

export interface MakingParts {
  readonly now: number;
  readonly mail: Pick<Mail, 'meetingsChanged'>;
}

/** The group has a series already, which holds its form and contract. Answers with the meetings' ids, or what is wrong with the wish. */
export async function makeSeries(
  records: Transaction<Tables>,
  groupId: string,
  wish: NewSeries,
  { now, mail }: MakingParts,
): Promise<{ readonly meetings: readonly string[] } | Faults> {
  // One at a time: two may plan at once.
  const { zone } = await records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select('zone')
    .forUpdate()
    .executeTakeFirstOrThrow();
  const plan = planOf(wish, zone, now);
  if ('faults' in plan) return plan;
  if (plan.open.length > 0) return { faults: plan.open.map(({ date, why }) => ({ path: `dates.${date}`, code: why })) };
  const taken = await overlapping(records, groupId, plan.dates);
  if (taken.length > 0) return { faults: taken.map(({ date }) => ({ path: `dates.${date}`, code: 'overlaps' })) };
  const seriesId = await seriesFor(records, groupId, wish, { zone, now });
  const meetings = plan.dates.map((date, index) => ({
    ...rowOf(seriesId, date, { zone, now, place: wish.place }),
    number: index + 1,
  }));
  await records.insertInto('meetings').values(meetings).execute();
  const ids = meetings.map(({ id }) => id);
  await mail.meetingsChanged(records, groupId, ids);
  return { meetings: ids };
}

/** A group's first dates belong to the series that it is in: what was agreed on for it holds. */
async function seriesFor(
  records: Transaction<Tables>,
  groupId: string,
  wish: NewSeries,
  { zone, now }: { zone: string; now: number },
): Promise<string> {
  const newest = await records
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select(['id', 'meets_freely', 'contract', sql<string>`form::text`.as('form')])
    .executeTakeFirst();
  if (!newest) throw new Fault('records-unavailable', 'A group without a series has no form to meet by.');
  const doorMinutes = wish.doorMinutes ?? usualDoorMinutes;
  const planned = {
    name: wish.name ?? null,
    zone,
    rule: JSON.stringify(wish.rule),
    meeting_minutes: wish.minutes,
    first_minutes: wish.firstMinutes ?? null,
    quorum: wish.quorum,
    door_minutes: doorMinutes,
    leaders_minutes: Math.max(leadersMinutes, doorMinutes),
    meets_freely: false,
  };
  if (newest.meets_freely) {
    await records.updateTable('series').set(planned).where('id', '=', newest.id).execute();
    await endFreeMeetings(records, newest.id, now, wish.minutes);
    return newest.id;
  }
  const { contract, form } = newest;
  const series = { ...planned, id: newId(), group_id: groupId, contract, form, created_at: new Date(now) };
  await records.insertInto('series').values(series).execute();
  return series.id;
}

export function rowOf(
  seriesId: string,
  { at, endsAt, local, fold }: Pick<PlannedDate, 'at' | 'endsAt' | 'local' | 'fold'>,
  { zone, now, place }: { zone: string; now: number; place: NewSeries['place'] },
) {
  return {
    id: newId(),
    series_id: seriesId,
    starts_at: new Date(at),
    ends_at: new Date(endsAt),
    closed_at: null,
    local_start: local,
    zone,
    fold,
    tz_data: zoneData,
    place,
    changed_at: new Date(now),
  };
}
