// What somebody of the circle says about an observer of any coming meeting (R6.6). Append only: who takes a yes back has said both.
import { sql } from 'kysely';
import type { ObserverConsent, SaidConsent } from '../../shared/protocol/program/groups.ts';
import { isOfTheCircle } from '../../shared/ritual/roles.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { mayBeHeld } from '../groups/guest-seats.ts';
import { observersOf } from '../groups/observer-consents.ts';
import type { Membership } from '../ports/records.ts';
import { Refused } from '../ports/refused.ts';
import type { Records } from './in-one.ts';
import { noteAct } from './note-act.ts';

/** As many as a home page shows. */
const mostMeetings = 12;

/** For every meeting that is on or to come, soonest first; observers are not asked. */
export async function consentsOf(db: Database, seat: Membership, now: number): Promise<readonly ObserverConsent[]> {
  if (!isOfTheCircle(seat.role)) return [];
  const meetings = await comingMeetings(db, seat, now);
  return (await Promise.all(meetings.map((meeting) => consentsFor(db, seat, meeting)))).flat();
}

/** Those of which this seat may speak: whoever sits for one meeting is asked of that one. */
async function comingMeetings(db: Database | Records, seat: Membership, now: number): Promise<readonly Asked[]> {
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .where('series.group_id', '=', seat.groupId)
    .where(mayBeHeld(now))
    .$if(seat.onlyFor !== null, (query) => query.where('meetings.id', '=', seat.onlyFor ?? ''))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('seats')
          .whereRef('seats.group_id', '=', 'series.group_id')
          .where('seats.role', '=', 'observer')
          .where('seats.left_at', 'is', null)
          .where((or) => or.or([or('seats.meeting_id', 'is', null), or('seats.meeting_id', '=', or.ref('meetings.id'))]))
          .select('seats.ref'),
      ),
    )
    .orderBy('meetings.starts_at')
    .limit(mostMeetings)
    .select(['meetings.id', 'meetings.starts_at', 'series.meets_freely'])
    .execute();
  // A free meeting is whenever people come.
  return rows.map(({ id, starts_at, meets_freely }) => ({ id, startsAt: meets_freely ? now : starts_at.getTime() }));
}

interface Asked {
  readonly id: string;
  readonly startsAt: number;
}

async function consentsFor(db: Database, seat: Membership, meeting: Asked): Promise<readonly ObserverConsent[]> {
  const observers = await observersOf(db, seat.groupId, meeting.id);
  const own = await db
    .selectFrom('consents')
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', seat.personId)
    .where('kind', '=', 'observer')
    .distinctOn('about_id')
    .orderBy('about_id')
    .orderBy('said_at', 'desc')
    .select(['about_id', 'said'])
    .execute();
  return observers.map(({ personId, name, isAgreed }) => ({
    ...{ meetingId: meeting.id, observerId: personId, observerName: name, startsAt: meeting.startsAt },
    mine: own.find((one) => one.about_id === personId)?.said ?? null,
    isGiven: isAgreed,
  }));
}

export async function sayConsent(records: Records, seat: Membership, said: SaidConsent, now: number): Promise<Refused | null> {
  if (!isOfTheCircle(seat.role) || (seat.onlyFor !== null && seat.onlyFor !== said.meetingId)) return new Refused('not-found');
  // One word after the other, so that the newest is known.
  const group = await records
    .selectFrom('groups')
    .select('program_id')
    .where('id', '=', seat.groupId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const found = await records
    .selectFrom('seats')
    .innerJoin('series', 'series.group_id', 'seats.group_id')
    .innerJoin('meetings', 'meetings.series_id', 'series.id')
    .where('seats.group_id', '=', seat.groupId)
    .where('seats.person_id', '=', said.observerId)
    .where('seats.role', '=', 'observer')
    .where('seats.left_at', 'is', null)
    .where('meetings.id', '=', said.meetingId)
    .where(mayBeHeld(now))
    .where((eb) => eb.or([eb('seats.meeting_id', 'is', null), eb('seats.meeting_id', '=', said.meetingId)]))
    .select('seats.ref')
    .executeTakeFirst();
  if (!found) return new Refused('not-found');
  await sql`insert into consents (id, group_id, meeting_id, person_id, kind, about_id, said, said_at)
    select ${newId()}, ${seat.groupId}, ${said.meetingId}, ${seat.personId}, 'observer', ${said.observerId}, ${said.said},
      greatest(${new Date(now)}::timestamptz, (select max(said_at) + interval '1 millisecond' from consents
        where meeting_id = ${said.meetingId} and person_id = ${seat.personId}))`.execute(records);
  await noteAct(records, {
    ...{ programId: group.program_id, groupId: seat.groupId, byPerson: seat.personId },
    ...{ act: 'consent-said', object: said.meetingId },
  });
  return null;
}
