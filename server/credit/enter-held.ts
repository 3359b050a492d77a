// A meeting that stands nowhere yet: people met in a room, and their group had no date for it. Whoever runs the group enters when it was, for how
// long, and who was there; from then on it is one like all others.
import { sql } from 'kysely';
import { type HeldMeeting, lengthOf } from '../../shared/protocol/program/credit.ts';
import { newId } from '../database/new-id.ts';
import { instantFor } from '../dates/planned-dates.ts';
import { minutesAfter } from '../groups/meeting-times.ts';
import { tellNews } from '../news/tell-news.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Records } from '../programs/in-one.ts';
import type { Entering } from './enter-meeting.ts';
import { note, rowsOf } from './entered-rows.ts';

/** A period that shows it can be asked for. */
const longestBack = 10 * 365.25 * 86_400_000;

export async function enterHeld(
  records: Records,
  groupId: string,
  { date, at, minutes: said, choose, people, cases }: HeldMeeting,
  { by, now }: Entering,
): Promise<{ readonly id: string } | Refused> {
  // One at a time: two may enter the same evening at the same moment.
  const { program_id: programId, zone } = await records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select(['program_id', 'zone'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const start = instantFor(`${date}T${at}`, zone, choose);
  if (start === 'no-such-date') return fault('date', start);
  if ('open' in start) return fault('at', start.open.why);
  const most = lengthOf(said);
  if (most === null) return fault('minutes', 'no-such-length');
  const [startsAt, endsAt] = [new Date(start.at), minutesAfter(start.at, most)];
  if (endsAt.getTime() > now) return fault('date', 'not-over');
  if (start.at < now - longestBack) return fault('date', 'too-long-ago');
  if (await standsThen(records, groupId, startsAt, endsAt)) return fault('date', 'overlaps');
  const series = await newestSeries(records, groupId);
  const id = newId();
  const there = await rowsOf(records, { id, groupId, most }, people);
  if (there instanceof Refused) return there;
  const places = new Set(there.map(({ place }) => place));
  await records
    .insertInto('meetings')
    .values({
      ...{ id, series_id: series, starts_at: startsAt, ends_at: endsAt, closed_at: new Date(now), cases_held: cases ?? null },
      place: places.size > 1 ? 'both' : places.has('room') ? 'room' : 'screen',
    })
    .execute();
  await records.insertInto('attendance').values(there).execute();
  await note(records, { programId, groupId, by, act: 'attendance-entered', object: id });
  await tellNews(records, { groupId, about: { meetingId: id } }, ['meeting.held', 'attendance.changed'], now);
  return { id };
}

/** What was held at these hours is corrected, and what was planned for them is entered there. */
async function standsThen(records: Records, groupId: string, startsAt: Date, endsAt: Date): Promise<boolean> {
  const found = await records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', groupId)
    .where('meetings.cancelled_at', 'is', null)
    .where(sql<boolean>`(meetings.closed_at is not null or meetings.local_start is not null)`)
    .where('meetings.starts_at', '<', endsAt)
    .where('meetings.ends_at', '>', startsAt)
    .select('meetings.id')
    .executeTakeFirst();
  return found !== undefined;
}

async function newestSeries(records: Records, groupId: string): Promise<string> {
  const { id } = await records
    .selectFrom('series')
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}
