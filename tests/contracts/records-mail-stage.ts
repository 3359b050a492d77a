// A group whose people can be mailed, an outbox, and a real SMTP server, for each test anew.
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { readZone } from '../../server/dates/zones.ts';
import { createLogger } from '../../server/http/logger.ts';
import { composeLetter } from '../../server/mail/compose-letter.ts';
import { MailWorker, type WorkerPace } from '../../server/mail/mail-worker.ts';
import { NoticeSeal } from '../../server/mail/notice-seal.ts';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { SmtpSender } from '../../server/mail/smtp-sender.ts';
import { SqlOutbox } from '../../server/mail/sql-outbox.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { SqlPeople } from '../../server/programs/sql-people.ts';
import { SqlDates } from '../../server/series/sql-dates.ts';
import { type MailWorld, mailWorld } from '../support/mail-world.ts';
import { startSmtp, type TakenMail, type TestSmtp } from '../support/smtp.ts';
import { type RecordsStage, secret } from './records-stage.ts';

/** As long as a busy machine needs: here nobody is waited for in vain. */
const patience = { silenceMs: 60_000, connectMs: 60_000, wholeMs: 120_000 };

export class MailStage {
  readonly db: Database;
  readonly smtp: TestSmtp;
  readonly world: MailWorld;
  readonly addresses: Readonly<Record<'ann' | 'ben' | 'cid', string>>;
  readonly start: number;
  /** The hour is moved by a test, by so many milliseconds; waiting is real. */
  shift = 0;
  readonly clock: Clock = { now: () => this.start + this.shift, after: systemClock.after };
  readonly seal = new NoticeSeal(secret);
  readonly outbox = new SqlOutbox({ secret, clock: this.clock, sends: true });
  readonly logged: string[] = [];
  /** The sender on the envelope; left out, whom it comes from. */
  returnTo: ((mailId: string, address: string) => string) | null = null;

  private constructor(db: Database, smtp: TestSmtp, world: MailWorld, addresses: MailStage['addresses'], start: number) {
    this.db = db;
    this.smtp = smtp;
    this.world = world;
    this.addresses = addresses;
    this.start = start;
  }

  static async open({ db, clock }: RecordsStage, smtp: TestSmtp): Promise<MailStage> {
    smtp.behave('take');
    smtp.taken.length = 0;
    await db.deleteFrom('mails').execute();
    const mark = Math.random().toString(36).slice(2, 8);
    const addresses = { ann: `ann.${mark}@example.org`, ben: `ben.${mark}@example.org`, cid: `cid.${mark}@example.org` };
    // Calendars know no fractions of a second.
    const start = Math.ceil(clock.now() / 60_000) * 60_000;
    const world = await mailWorld(db, start, [
      { name: 'Ann Larsen', address: addresses.ann, role: 'leader', language: 'en', zone: 'America/Denver' },
      { name: 'Ben Okafor', address: addresses.ben, language: 'de', zone: 'Asia/Beirut' },
      { name: 'Cid Moreau', address: addresses.cid, reminders: 'day' },
      { name: 'Dee Walsh', address: null },
    ]);
    return new MailStage(db, smtp, world, addresses, start);
  }

  worker(pace: Partial<WorkerPace> = {}): MailWorker {
    const { db, clock, seal, smtp, returnTo } = this;
    return new MailWorker(
      {
        ...{ db, clock, seal, chance: () => 0, ...(returnTo && { returnTo }) },
        compose: (notice, madeAt) =>
          composeLetter(notice, madeAt, {
            ...{ base: 'https://balint.example', from: smtp.settings.from },
            remindersPath: (personId, address) => remindersPath(secret, personId, address),
          }),
        log: createLogger('trace', { write: (line) => this.logged.push(line) }),
        openSender: () => new SmtpSender(smtp.settings, systemClock, patience),
      },
      { senders: 1, lookMs: 20, ...pace },
    );
  }

  rows() {
    return this.db
      .selectFrom('mails')
      .selectAll()
      .where('group_id', '=', this.world.group)
      .orderBy('made_at')
      .orderBy('id')
      .execute();
  }

  /** Such as `ann invitation sent`. */
  readonly states = async (): Promise<string[]> =>
    (await this.rows()).map(({ address, kind, state }) => [address.split('.')[0], kind, state].join(' ')).sort();

  /** Sends until each of the group's mails is in one of these states, all of them final. */
  async sentUntil(...wanted: ('sent' | 'refused' | 'dropped')[]): Promise<void> {
    const others = async () => (await this.states()).filter((one) => !wanted.some((state) => one.endsWith(` ${state}`)));
    await this.whileSending(() => expect.poll(others).toEqual([]));
  }

  async whileSending(wait: () => Promise<unknown>): Promise<void> {
    const one = this.worker();
    one.start();
    try {
      await wait();
    } finally {
      await one.stop();
    }
  }

  /** On whose card it says that mails to their address come back. */
  async returnedTo(): Promise<string[]> {
    const dates = new SqlDates(this.db, this.clock, noMail);
    const people = new SqlPeople(this.db, { clock: this.clock, mail: noMail, dates, readZone });
    return (await people.list(this.world.program)).filter(({ isReturned }) => isReturned).map(({ name }) => name);
  }

  mailTo(address: string): TakenMail[] {
    return this.smtp.taken.filter(({ recipient }) => recipient === address);
  }
}

/** One for each test, on whichever records. */
export function mailStage(stage: () => RecordsStage): () => MailStage {
  let smtp: TestSmtp;
  let opened: MailStage;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(async () => {
    opened = await MailStage.open(stage(), smtp);
  });
  afterAll(() => smtp.stop());
  return () => opened;
}

export function calendarIn(mail: TakenMail | undefined) {
  const part = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const text = typeof part?.content === 'string' ? part.content : new TextDecoder().decode(part?.content);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    method: calendar.getFirstPropertyValue('method'),
    events: calendar.getAllSubcomponents('vevent').map((event) => {
      const { uid, sequence, startDate } = new ICAL.Event(event);
      return { uid, sequence, at: startDate.toJSDate().getTime(), status: event.getFirstPropertyValue('status') };
    }),
  };
}
