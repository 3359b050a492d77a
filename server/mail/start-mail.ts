// Chooses how mail is sent: by a mail server, into the outbox page of a trial, or not at all.
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mail, ProgramMails, TrialOutbox } from '../ports/mail.ts';
import { noMail } from '../ports/no-mail.ts';
import type { Reminders } from '../ports/reminders.ts';
import { BounceAddresses } from './bounce-address.ts';
import { Bounces } from './bounces.ts';
import { composeLetter } from './compose-letter.ts';
import type { ImapSettings } from './imap-mailbox.ts';
import { MailWorker } from './mail-worker.ts';
import { NoticeSeal } from './notice-seal.ts';
import { ReminderRounds } from './reminder-rounds.ts';
import { remindersPath } from './reminders-address.ts';
import { SmtpSender, type SmtpSettings } from './smtp-sender.ts';
import { SqlOutbox } from './sql-outbox.ts';
import { SqlProgramMails } from './sql-program-mails.ts';
import { SqlReminders } from './sql-reminders.ts';
import { trialOutbox } from './trial-outbox.ts';

export type MailKindOfSending =
  | {
      readonly kind: 'server';
      readonly server: SmtpSettings;
      readonly bounces: (ImapSettings & { readonly address: string }) | null;
    }
  | { readonly kind: 'outbox' }
  | { readonly kind: 'none' };

export interface MailSurroundings {
  readonly db: Database;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface StartedMail {
  readonly mail: Mail;
  readonly programMails: ProgramMails;
  readonly reminders: Reminders;
  /** What a trial wrote instead of sending it; null elsewhere. */
  readonly outbox: TrialOutbox | null;
  /** Once it is known by which address people come. */
  begin(base: string): void;
  stop(): Promise<void>;
}

export function startMail(choice: MailKindOfSending, { db, secret, clock, log }: MailSurroundings): StartedMail {
  const reminders = new SqlReminders(db, secret);
  const unsent = { programMails: new SqlProgramMails({ db, outbox: null }), reminders };
  if (choice.kind === 'none') return { ...unsent, mail: noMail, outbox: null, begin: () => undefined, stop: async () => undefined };
  const seal = new NoticeSeal(secret);
  let base = '';
  const from = choice.kind === 'server' ? choice.server.from : { address: 'balint-room@localhost', name: 'Balint Room' };
  const compose: ConstructorParameters<typeof MailWorker>[0]['compose'] = (notice, madeAt) =>
    composeLetter(notice, madeAt, {
      ...{ base, from },
      remindersPath: (personId, address) => remindersPath(secret, personId, address),
    });
  const mail = new SqlOutbox({ secret, clock, sends: choice.kind === 'server' });
  const rounds = new ReminderRounds({ db, clock, log, seal, sends: mail.sends });
  if (choice.kind === 'outbox') {
    return {
      ...{ ...unsent, mail },
      outbox: trialOutbox({ db, seal, compose, clock }),
      begin(address) {
        base = address;
        rounds.start();
      },
      stop: async () => rounds.stop(),
    };
  }
  const openSender = () => new SmtpSender(choice.server, clock);
  const { bounces: mailbox } = choice;
  const addresses = mailbox && new BounceAddresses(secret, mailbox.address);
  const returnTo = addresses ? { returnTo: addresses.of.bind(addresses) } : {};
  const worker = new MailWorker({ db, clock, log, seal, openSender, compose, ...returnTo });
  const bounces = mailbox && addresses && new Bounces({ db, clock, log, addresses, look: lookLater(mailbox) });
  return {
    ...{ mail, reminders, programMails: new SqlProgramMails({ db, outbox: mail }) },
    outbox: null,
    begin(address) {
      base = address;
      worker.start();
      rounds.start();
      bounces?.start();
    },
    async stop() {
      rounds.stop();
      await Promise.all([worker.stop(), bounces?.stop()]);
    },
  };
}

/** Most installations have no such mailbox: what reads one is loaded where there is one. */
function lookLater(mailbox: ImapSettings): ConstructorParameters<typeof Bounces>[0]['look'] {
  return async (take, signal) => (await import('./imap-mailbox.ts')).lookIntoMailbox(mailbox, take, signal);
}
