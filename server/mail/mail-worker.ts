// Sends what waits in the outbox, over a few connections at once, beside any number of other servers. No address, name or token gets into its log.
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { stopAddress, stoppedBy } from '../database/stopped-addresses.ts';
import { within } from '../limits/within.ts';
import type { Clock } from '../ports/clock.ts';
import { waitMs, waitWhileUnreachableMs } from './backoff.ts';
import type { Noticed } from './compose-letter.ts';
import { isForGood } from './for-good.ts';
import { putBack, settle, shortened, type TakenMail, takeNext } from './lease.ts';
import type { Fate, Letter, MailSender, SentLetter } from './mail-sender.ts';
import type { NoticeSeal } from './notice-seal.ts';
import { isForTheMoment } from './notices.ts';
import { isStillWanted } from './still-wanted.ts';
import { troubleInWords } from './tls-trouble.ts';

export interface WorkerParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly seal: NoticeSeal;
  readonly openSender: () => MailSender;
  readonly compose: (notice: Noticed, madeAt: number) => Letter;
  /** The sender on the envelope of a mail to this address. */
  readonly returnTo?: (mailId: string, address: string) => string;
  /** From 0 to 1. */
  readonly chance?: () => number;
}

export interface WorkerPace {
  readonly senders: number;
  /** How often an idle sender looks. */
  readonly lookMs: number;
  /** Longer than sending one mail may take. */
  readonly leaseMs: number;
  /** How long closing waits for what is being sent. */
  readonly closingMs: number;
}

const ordinary: WorkerPace = { senders: 3, lookMs: 2_000, leaseMs: 5 * 60_000, closingMs: 5_000 };

export class MailWorker {
  readonly #parts: WorkerParts;
  readonly #pace: WorkerPace;
  readonly #senders: MailSender[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #waiting = new Set<() => void>();
  #isStopped = false;
  /** Said once, and again when it has changed. */
  #trouble: string | null = null;

  constructor(parts: WorkerParts, pace: Partial<WorkerPace> = {}) {
    this.#parts = parts;
    this.#pace = { ...ordinary, ...pace };
  }

  start(): void {
    for (let count = 0; count < this.#pace.senders; count += 1) {
      const sender = this.#parts.openSender();
      this.#senders.push(sender);
      this.#look(sender);
    }
  }

  /** Takes no more mails, and gives those that are being sent a moment to end. Of the others nothing is lost: their lease runs out. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#waiting) cancel();
    await within(this.#parts.clock, this.#pace.closingMs, Promise.all([...this.#working]), () => []);
    for (const sender of this.#senders) sender.close();
  }

  #look(sender: MailSender): void {
    const work = this.#sendAll(sender)
      .catch((err: unknown) => this.#say('the outbox', err))
      .then(() => {
        this.#working.delete(work);
        if (this.#isStopped) return;
        const cancel = this.#parts.clock.after(this.#pace.lookMs, () => {
          this.#waiting.delete(cancel);
          this.#look(sender);
        });
        this.#waiting.add(cancel);
      });
    this.#working.add(work);
  }

  async #sendAll(sender: MailSender): Promise<void> {
    const { db, clock } = this.#parts;
    while (!this.#isStopped) {
      const mail = await takeNext(db, clock.now(), this.#pace.leaseMs);
      if (mail === null) return;
      if ((await this.#send(sender, mail)) === 'unreachable') return;
    }
  }

  async #send(sender: MailSender, mail: TakenMail): Promise<Fate['is'] | 'stopped' | 'dropped'> {
    const { db, clock } = this.#parts;
    const stopped = await stoppedBy(db, mail.address);
    if (stopped !== null) {
      await settle(db, mail, 'stopped', stopped, clock.now());
      return 'stopped';
    }
    const letter = await this.#letter(mail);
    if (letter === null) {
      await settle(db, mail, this.#givenUp(mail), null, clock.now());
      return 'dropped';
    }
    const fate = await sender.send(letter);
    await this.#note(mail, fate);
    return fate.is;
  }

  /** Null when it is not to be sent, or not any more. */
  async #letter(mail: TakenMail): Promise<SentLetter | null> {
    const { db, clock, seal, compose, returnTo } = this.#parts;
    if (mail.isUnsure && isForTheMoment(mail.kind)) return null;
    if (mail.expires_at !== null && mail.expires_at.getTime() <= clock.now()) return null;
    const notice = mail.sealed === null ? null : seal.open(mail.id, mail.sealed);
    if (notice === null || !(await isStillWanted(db, mail))) return null;
    const madeAt = mail.made_at.getTime();
    const letter = compose({ ...notice, personId: mail.person_id }, madeAt);
    return { ...letter, id: mail.id, madeAt, returnTo: returnTo?.(mail.id, letter.to.address) ?? null };
  }

  /** A mail that was tried and is not tried again: its reader has not got it, or nobody knows. */
  #givenUp(mail: TakenMail): 'dropped' | 'unsure' | 'refused' {
    if (isForTheMoment(mail.kind)) return 'dropped';
    return mail.isUnsure ? 'unsure' : 'dropped';
  }

  async #note(mail: TakenMail, fate: Fate): Promise<void> {
    const { db, clock, log, chance = Math.random } = this.#parts;
    const now = clock.now();
    const { kind, tries } = mail;
    log.info({ kind, tries, fate: fate.is, code: codeIn(fate.answer) }, 'a mail was handed to the mail server');
    if (fate.is !== 'unreachable') this.#trouble = null;
    else this.#say('the mail server', fate.answer);
    if (fate.is === 'refused' && isForGood(fate.answer)) return this.#stop(mail, fate.answer, now);
    if (fate.is === 'sent' || fate.is === 'refused') return settle(db, mail, fate.is, fate.answer, now);
    if (fate.is === 'unsure' && isForTheMoment(kind)) return settle(db, mail, 'dropped', fate.answer, now);
    const wait = (fate.is === 'unreachable' ? waitWhileUnreachableMs : waitMs)(tries, chance());
    // What would come too late is not waited for.
    if (mail.expires_at !== null && now + wait >= mail.expires_at.getTime())
      return settle(db, mail, isForTheMoment(kind) ? 'dropped' : fate.is === 'unsure' ? 'unsure' : 'refused', fate.answer, now);
    return putBack(db, mail, fate.answer, now + wait);
  }

  /** In one: a server that dies here has noted both or neither, and whoever tries again is refused again. */
  #stop(mail: TakenMail, answer: string | null, now: number): Promise<void> {
    return this.#parts.db.transaction().execute(async (records) => {
      await stopAddress(records, mail.address, shortened(answer) ?? '', now);
      await settle(records, mail, 'refused', answer, now);
    });
  }

  #say(what: string, trouble: unknown): void {
    const words = trouble instanceof Error ? trouble.message : codeIn(String(trouble));
    if (this.#trouble === `${what} ${words}`) return;
    this.#trouble = `${what} ${words}`;
    if (trouble instanceof Error) {
      this.#parts.log.error({ err: trouble }, `${what} does not answer`);
      return;
    }
    const why = Object.hasOwn(troubleInWords, words) ? `: ${troubleInWords[words as keyof typeof troubleInWords]}` : '';
    this.#parts.log.warn({ code: words }, `${what} takes no mails${why}`);
  }
}

/** The part of an answer that names nobody: `550`, `450 4.7.1` or `ECONNREFUSED`. */
function codeIn(answer: string): string {
  return /^(?:\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?|[A-Z_]{2,20})(?=\W|$)/.exec(answer)?.[0] ?? 'no code';
}
