// Queues reminders a day and two hours before a meeting, as each person likes them. Every server makes these rounds; the same reminder is one row.
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports/clock.ts';
import type { NoticeSeal } from './notice-seal.ts';
import { MailQueue } from './queue-mail.ts';

const [minute, hour] = [60_000, 3_600_000];
const everyMs = minute;

/** From when, until when it is still worth being queued, and until when it is still worth being sent; before the start. */
const kinds = {
  reminderDay: { from: 24 * hour, until: 16 * hour, expires: 4 * hour, liked: 'day' },
  reminderHours: { from: 2 * hour, until: 20 * minute, expires: 0, liked: 'hours' },
} as const;

type ReminderKind = keyof typeof kinds;

export interface RoundsParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  readonly seal: NoticeSeal;
  readonly sends: boolean;
}

export class ReminderRounds {
  readonly #parts: RoundsParts;
  readonly #queue: MailQueue;
  #cancel = () => {};
  #isStopped = false;

  constructor(parts: RoundsParts) {
    this.#parts = parts;
    this.#queue = new MailQueue(parts.seal, parts.sends);
  }

  start(): void {
    void this.round()
      .catch((err: unknown) => this.#parts.log.error({ err }, 'reminders could not be queued'))
      .then(() => {
        if (!this.#isStopped) this.#cancel = this.#parts.clock.after(everyMs, () => this.start());
      });
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Queues what is due now. */
  async round(): Promise<void> {
    for (const kind of Object.keys(kinds) as ReminderKind[]) await this.#round(kind);
  }

  async #round(kind: ReminderKind): Promise<void> {
    const { db, clock } = this.#parts;
    const now = clock.now();
    const due = await dueReminders(db, kind, now);
    if (due.length === 0) return;
    await db.transaction().execute(async (records) => {
      for (const { id, sequence, place, zone, starts_at, ends_at, ...row } of due) {
        const meeting = { id, sequence, place, zone, startsAt: starts_at.getTime(), endsAt: ends_at.getTime() };
        await this.#queue.put(
          records,
          {
            to: { address: row.address ?? '', name: row.name, language: row.language, zone: row.ownZone },
            notice: { kind, groupName: row.groupName, meetings: [meeting] },
            ...{ about: id, sequence, expiresAt: meeting.startsAt - kinds[kind].expires },
            ...{ personId: row.personId, groupId: row.groupId, programId: row.programId },
          },
          now,
        );
      }
    });
  }
}

/** Those that are not queued yet. Excused people get none. */
function dueReminders(db: Database, kind: ReminderKind, now: number) {
  const { from, until, liked } = kinds[kind];
  return db
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('groups', 'groups.id', 'series.group_id')
    .innerJoin('seats', 'seats.group_id', 'groups.id')
    .innerJoin('people', 'people.id', 'seats.person_id')
    .leftJoin('accounts', 'accounts.id', 'people.account_id')
    .leftJoin('meeting_people as there', (join) =>
      join.onRef('there.meeting_id', '=', 'meetings.id').onRef('there.person_id', '=', 'people.id'),
    )
    .leftJoin('mails', (join) =>
      join
        .onRef('mails.about', '=', 'meetings.id')
        .onRef('mails.sequence', '=', 'meetings.sequence')
        .onRef('mails.address', '=', 'people.address')
        .on('mails.kind', '=', kind),
    )
    .where('meetings.starts_at', '>', new Date(now + until))
    .where('meetings.starts_at', '<=', new Date(now + from))
    .where('meetings.cancelled_at', 'is', null)
    .where('meetings.closed_at', 'is', null)
    .where('meetings.local_start', 'is not', null)
    .where((eb) => eb.or([eb('seats.meeting_id', 'is', null), eb('seats.meeting_id', '=', eb.ref('meetings.id'))]))
    .where('seats.left_at', 'is', null)
    .where('people.address', 'is not', null)
    .where('people.left_at', 'is', null)
    .where('people.erased_at', 'is', null)
    .where('people.reminders', 'in', ['both', liked])
    .where('there.excused_at', 'is', null)
    .where('mails.id', 'is', null)
    .select(['meetings.id', 'meetings.sequence', 'meetings.place', 'meetings.starts_at', 'meetings.ends_at'])
    .select(['people.id as personId', 'people.address', 'people.full_name as name'])
    .select(['groups.id as groupId', 'groups.name as groupName', 'groups.program_id as programId'])
    .select(sql<string>`coalesce(meetings.zone, series.zone, groups.zone)`.as('zone'))
    .select(sql<string>`coalesce(people.zone, accounts.zone, groups.zone)`.as('ownZone'))
    .select(sql<string>`coalesce(people.language, accounts.language, groups.language)`.as('language'))
    .execute();
}
