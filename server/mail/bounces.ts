// Takes note of mails that come back: each server looks into their mailbox now and then. That mailbox may be gone for as long as it likes; sending
// knows nothing of it. No address gets into the log.
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { stopAddress } from '../database/stopped-addresses.ts';
import type { Clock } from '../ports/clock.ts';
import type { BounceAddresses, BounceClaim } from './bounce-address.ts';
import { isForGood } from './for-good.ts';
import type { ReturnedMail, Taken } from './imap-mailbox.ts';
import { shortened } from './lease.ts';
import { type Bounce, readBounce } from './read-bounce.ts';
import { certificateTrouble, mailboxTroubleInWords, type Trouble } from './tls-trouble.ts';

const minute = 60_000;

export interface BouncePace {
  readonly everyMs: number;
  readonly afterTroubleMs: number;
}

const ordinary: BouncePace = { everyMs: 2 * minute, afterTroubleMs: 5 * minute };

export interface BounceParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly addresses: BounceAddresses;
  readonly look: (take: (mail: ReturnedMail) => Promise<Taken>, signal: AbortSignal) => Promise<void>;
}

export class Bounces {
  readonly #parts: BounceParts;
  readonly #pace: BouncePace;
  readonly #ending = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  #cancel = () => {};
  /** Said once, and again when it has changed. */
  #trouble: string | null = null;

  constructor(parts: BounceParts, pace: Partial<BouncePace> = {}) {
    this.#parts = parts;
    this.#pace = { ...ordinary, ...pace };
  }

  start(): void {
    const { clock } = this.#parts;
    this.#looking = this.#look().then((isWell) => {
      if (this.#ending.signal.aborted) return;
      this.#cancel = clock.after(isWell ? this.#pace.everyMs : this.#pace.afterTroubleMs, () => this.start());
    });
  }

  async stop(): Promise<void> {
    this.#cancel();
    this.#ending.abort();
    await this.#looking;
  }

  async #look(): Promise<boolean> {
    const { look, log } = this.#parts;
    const { signal } = this.#ending;
    try {
      await look((mail) => this.#take(mail), signal);
      if (this.#trouble !== null) log.info('the mailbox of returned mails answers again');
      this.#trouble = null;
      return true;
    } catch (cause) {
      if (!signal.aborted) this.#say(cause);
      return false;
    }
  }

  #say(cause: unknown): void {
    const trouble = tlsTrouble(cause);
    const code = trouble ?? codeOf(cause);
    if (this.#trouble === code) return;
    this.#trouble = code;
    const { log } = this.#parts;
    if (trouble === null) log.warn({ code }, 'the mailbox of returned mails cannot be read; mails go out all the same');
    else log.warn({ code }, `the mailbox of returned mails cannot be read: ${mailboxTroubleInWords[trouble]}`);
  }

  async #take({ uid, raw }: ReturnedMail): Promise<Taken> {
    const { log } = this.#parts;
    const bounce = await readBounce(raw);
    if (bounce === null) {
      log.warn('a mail in the mailbox of returned mails is no notice of one; it was left there');
      return 'foreign';
    }
    for (const claim of bounce.claims) {
      const taken = await this.#note(claim, bounce, uid);
      if (taken !== 'foreign') return taken;
    }
    log.warn('a notice in the mailbox of returned mails is about no mail of ours; it was left there');
    return 'foreign';
  }

  #note(claim: BounceClaim, { is, answer }: Bounce, uid: number): Promise<Taken> {
    const { db, clock, addresses, log } = this.#parts;
    return db.transaction().execute(async (records) => {
      const mail = await records
        .selectFrom('mails')
        .select(['id', 'kind', 'address', 'state', 'tries', 'bounce_uid'])
        .where('id', '=', claim.mailId)
        .forUpdate()
        .executeTakeFirst();
      if (!mail || !addresses.isGenuine(claim, mail.address)) return 'foreign';
      // Whoever hands it over has not written down yet that it was taken.
      if (mail.state === 'sending') return 'later';
      // Several servers look into one mailbox: each notice counts once. That a mail has not arrived can be said twice.
      const isNew = is === 'failed' || uid > Number(mail.bounce_uid ?? 0);
      const wasSent = mail.state === 'sent' || mail.state === 'unsure' || (mail.state === 'waiting' && mail.tries > 0);
      if (is === 'arrived' || !isNew || !wasSent) return 'understood';
      log.info({ kind: mail.kind, bounce: is, code: /^[\d.]+/.exec(answer)?.[0] }, 'a mail came back');
      const over = { state: 'bounced', answer: shortened(answer), sealed: null, done_at: new Date(clock.now()) } as const;
      await records
        .updateTable('mails')
        .set((eb) => ({ bounce_uid: String(uid), ...(is === 'late' ? { delays: eb('delays', '+', 1) } : over) }))
        .where('id', '=', mail.id)
        .execute();
      if (is === 'failed' && isForGood(answer)) await stopAddress(records, mail.address, shortened(answer) ?? '', clock.now());
      return 'understood';
    });
  }
}

/** Why the server was not trusted, with the user and the password, or with anything at all. */
function tlsTrouble(cause: unknown): Trouble | null {
  const { tlsFailed = false, code = '', message = '' } = cause as { tlsFailed?: boolean; code?: string; message?: string };
  if (tlsFailed && /STARTTLS|start TLS/.test(message)) return 'NO_TLS';
  return certificateTrouble({ message, originalCode: code });
}

/** What names nobody of what an IMAP server or the network said. */
function codeOf(cause: unknown): string {
  const { authenticationFailed, code, message = '' } = cause as { authenticationFailed?: boolean; code?: string; message?: string };
  if (authenticationFailed) return 'sign-in refused';
  return code ?? /\bE[A-Z]{3,}\b/.exec(message)?.[0] ?? 'no code';
}
