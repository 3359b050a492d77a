// Personal calendars from the records: every group of one human, the past quarter, all that is to come, and for a month what was cancelled.
import { sql } from 'kysely';
import { feedAddress } from '../../shared/protocol/addresses.ts';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feeds } from '../ports/feeds.ts';
import { type CalendarMeeting, feedFile } from './event-file.ts';
import { feedToken, readFeedToken } from './feed-address.ts';

const day = 86_400_000;
const pastDays = 92;
const cancelledDays = 30;

export class SqlFeeds implements Feeds {
  readonly #db: Database;
  readonly #secret: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, secret: string, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#secret = secret;
    this.#clock = clock;
  }

  async addressOf(ref: string): Promise<string | null> {
    const owner = await orFault(() => this.#ownerOf(ref));
    return owner && feedAddress(feedToken(this.#secret, owner));
  }

  async renew(ref: string): Promise<string | null> {
    const owner = await orFault(() => this.#ownerOf(ref));
    if (owner === null) return null;
    await orFault(() =>
      this.#db
        .updateTable('people')
        .set((eb) => ({ feed_version: eb('feed_version', '+', 1) }))
        .where(isSameHuman(owner.personId))
        .execute(),
    );
    return this.addressOf(ref);
  }

  isGenuine(sealed: string): boolean {
    return readFeedToken(this.#secret, sealed) !== null;
  }

  async read(sealed: string, home: string): Promise<string | null> {
    const claim = readFeedToken(this.#secret, sealed);
    if (claim === null) return null;
    return orFault(async () => {
      const owner = await this.#db
        .selectFrom('people')
        .where('id', '=', claim.personId)
        .where('feed_version', '=', claim.version)
        .where('left_at', 'is', null)
        .where('erased_at', 'is', null)
        .select(['id', languageOf.as('language')])
        .executeTakeFirst();
      return owner ? feedFile(await this.#meetingsOf(owner.id), { home, language: owner.language }) : null;
    });
  }

  async #ownerOf(ref: string) {
    const owner = await this.#db
      .selectFrom('seats')
      .innerJoin('people', 'people.id', 'seats.person_id')
      .where('seats.ref', '=', ref)
      .where('seats.meeting_id', 'is', null)
      .where('seats.left_at', 'is', null)
      .select(['people.id as personId', 'people.feed_version as version'])
      .executeTakeFirst();
    return owner ?? null;
  }

  async #meetingsOf(personId: string): Promise<CalendarMeeting[]> {
    const now = this.#clock.now();
    const rows = await this.#db
      .selectFrom('meetings')
      .innerJoin('series', 'series.id', 'meetings.series_id')
      .innerJoin('groups', 'groups.id', 'series.group_id')
      .where('meetings.local_start', 'is not', null)
      .where('meetings.ends_at', '>', new Date(now - pastDays * day))
      .where(sql<boolean>`(meetings.cancelled_at is null or meetings.cancelled_at > ${new Date(now - cancelledDays * day)})`)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('seats')
            .innerJoin('people', 'people.id', 'seats.person_id')
            .whereRef('seats.group_id', '=', 'groups.id')
            .where('seats.left_at', 'is', null)
            .where('people.left_at', 'is', null)
            .where(sql<boolean>`(seats.meeting_id is null or seats.meeting_id = meetings.id)`)
            .where(isSameHuman(personId))
            .select('seats.ref'),
        ),
      )
      .orderBy('meetings.starts_at')
      .orderBy('meetings.id')
      .select(['meetings.id', 'groups.name as groupName', 'meetings.zone', 'groups.zone as groupZone', 'meetings.place'])
      .select(['meetings.starts_at', 'meetings.ends_at', 'meetings.sequence', 'meetings.cancelled_at', 'meetings.changed_at'])
      .select('series.created_at')
      .execute();
    return rows.map(({ id, groupName, place, sequence, ...row }) => ({
      ...{ id, groupName, place, sequence },
      zone: row.zone ?? row.groupZone,
      startsAt: row.starts_at.getTime(),
      endsAt: row.ends_at.getTime(),
      isCancelled: row.cancelled_at !== null,
      changedAt: (row.changed_at ?? row.created_at).getTime(),
    }));
  }
}

/** Their own, else that of a group they sit in: as in mails. */
const languageOf = sql<string>`coalesce(people.language,
  (select accounts.language from accounts where accounts.id = people.account_id),
  (select groups.language from seats join groups on groups.id = seats.group_id
    where seats.person_id = people.id and seats.left_at is null order by seats.ref limit 1), 'en')`;

/** A condition on a row of `people`: this card, or another of the same account. */
function isSameHuman(personId: string) {
  return sql<boolean>`(people.id = ${personId} or people.account_id =
    (select same.account_id from people as same where same.id = ${personId}))`;
}
