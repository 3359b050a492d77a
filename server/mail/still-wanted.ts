// Whether a queued mail is still of use when it is about to be sent: a reminder of a date that was moved or that its reader is excused from is
// not, nor a link that has been replaced, nor a wish to coordinate that was withdrawn, nor anything for somebody who was erased.
import type { Database } from '../database/database.ts';
import type { TakenMail } from './lease.ts';

export async function isStillWanted(db: Database, mail: TakenMail): Promise<boolean> {
  if (mail.kind === 'coordinator') return isStillAsked(db, mail);
  if (mail.person_id === null) return true;
  const person = await db
    .selectFrom('people')
    .select(['erased_at', 'left_at', 'reminders'])
    .where('id', '=', mail.person_id)
    .executeTakeFirst();
  if (!person || person.erased_at !== null) return false;
  if (mail.kind === 'personalLink') return isCurrentLink(db, mail.about);
  const preference = { reminderDay: 'day', reminderHours: 'hours' }[mail.kind];
  if (preference === undefined) return true;
  if (person.left_at !== null || (person.reminders !== 'both' && person.reminders !== preference)) return false;
  return isStillToCome(db, mail, mail.person_id);
}

async function isStillAsked(db: Database, { about, address }: TakenMail): Promise<boolean> {
  const [programId = '', invitedAt] = about.split(':');
  const staff = await db
    .selectFrom('program_staff')
    .select('address')
    .where('program_id', '=', programId)
    .where('address', '=', address)
    .where('invited_at', '=', new Date(Number(invitedAt)))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return staff !== undefined;
}

async function isCurrentLink(db: Database, about: string): Promise<boolean> {
  const [ref = '', version] = about.split(':');
  const seat = await db
    .selectFrom('seats')
    .innerJoin('groups', 'groups.id', 'seats.group_id')
    .select(['seats.link_version', 'seats.left_at'])
    .where('seats.ref', '=', ref)
    .where('groups.closed_at', 'is', null)
    .executeTakeFirst();
  return seat !== undefined && seat.left_at === null && seat.link_version === Number(version);
}

async function isStillToCome(db: Database, { about, sequence }: TakenMail, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('seats', 'seats.group_id', 'series.group_id')
    .leftJoin('meeting_people as there', (join) =>
      join.onRef('there.meeting_id', '=', 'meetings.id').onRef('there.person_id', '=', 'seats.person_id'),
    )
    .select('meetings.id')
    .where('meetings.id', '=', about)
    .where('meetings.sequence', '=', sequence)
    .where('meetings.cancelled_at', 'is', null)
    .where('meetings.closed_at', 'is', null)
    .where('seats.person_id', '=', personId)
    .where('seats.left_at', 'is', null)
    .where('there.excused_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
