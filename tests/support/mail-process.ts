// A server's mail part in a process of its own, which a test may kill: the outbox's worker as it is, with a clock that runs a hundred times as
// fast, so that a lease of minutes is over in seconds. Use: `const one = startMailProcess({ database, smtp, secret }); … await one.kill();`
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type DatabasePlace, openDatabase } from '../../server/database/database.ts';
import { createLogger } from '../../server/http/logger.ts';
import { composeLetter } from '../../server/mail/compose-letter.ts';
import { MailWorker } from '../../server/mail/mail-worker.ts';
import { NoticeSeal } from '../../server/mail/notice-seal.ts';
import { remindersPath } from '../../server/mail/reminders-address.ts';
import { SmtpSender, type SmtpSettings } from '../../server/mail/smtp-sender.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { spawnLeashed } from './leashed.ts';
import { quickStart } from './programs.ts';

interface MailWork {
  /** An address of PostgreSQL, or a folder. */
  readonly database: string;
  readonly smtp: SmtpSettings;
  readonly secret: string;
}

export interface MailProcess {
  /** By SIGKILL: nothing is closed, said or written any more. */
  kill(): Promise<void>;
  /** As a server ends that is asked to. */
  end(): Promise<void>;
}

const begun = Date.parse('2026-11-28T12:00:00Z');
const speed = 100;
/** The same in every process of this machine. */
export const fastClock: Clock = { now: () => begun + (Date.now() - begun) * speed, after: systemClock.after };

export function startMailProcess(work: MailWork): MailProcess {
  const script = fileURLToPath(import.meta.url);
  const child: ChildProcess = spawnLeashed(process.execPath, [quickStart, '--import', 'tsx', script], {
    env: { ...process.env, MAIL_WORK: JSON.stringify(work) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { kill: () => end('SIGKILL'), end: () => end('SIGTERM') };
}

export function placeOf(database: string): DatabasePlace {
  return database.startsWith('postgresql:') ? { url: database, onLostConnection: () => undefined } : { folder: database };
}

async function work({ database, smtp, secret }: MailWork): Promise<void> {
  const db = await openDatabase(placeOf(database));
  const worker = new MailWorker(
    {
      ...{ db, clock: fastClock, log: createLogger('warn'), seal: new NoticeSeal(secret) },
      openSender: () => new SmtpSender(smtp, systemClock),
      compose: (notice, madeAt) =>
        composeLetter(notice, madeAt, {
          ...{ base: 'https://balint.example', from: smtp.from },
          remindersPath: (personId, address) => remindersPath(secret, personId, address),
        }),
    },
    { lookMs: 100 },
  );
  worker.start();
  process.once('SIGTERM', () => {
    void worker
      .stop()
      .then(() => db.destroy())
      .then(() => process.exit(0));
  });
  // The clock's own calls keep no process alive.
  setInterval(() => undefined, 60_000);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await work(JSON.parse(process.env.MAIL_WORK ?? '') as MailWork);
