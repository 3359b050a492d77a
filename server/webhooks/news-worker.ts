// Sends the news that waits, to a few receivers at once, beside any number of other servers. No address, secret or id gets into its log.
import type { Logger } from 'pino';
import { trialKind } from '../../shared/protocol/program/webhooks.ts';
import type { Database } from '../database/database.ts';
import { within } from '../limits/within.ts';
import type { Clock } from '../ports/clock.ts';
import { putBack, settleDelivered, settleGivenUp, type TakenDelivery, takeNext } from './delivery-lease.ts';
import { type PostAnswer, type PostLimits, type PostTrust, postNews } from './post-news.ts';
import { signedHeaders, type WebhookSeal } from './webhook-seal.ts';

export interface NewsWorkerParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
  readonly seal: WebhookSeal;
  readonly trust: PostTrust;
  /** From 0 to 1: spreads what has failed together. */
  readonly chance?: () => number;
}

export interface NewsPace extends PostLimits {
  readonly receivers: number;
  /** How often it looks when there is nothing to do. */
  readonly lookMs: number;
  /** Longer than one try may take. */
  readonly leaseMs: number;
  /** How long closing waits for what is being sent. */
  readonly closingMs: number;
}

const minute = 60_000;
const ordinary: NewsPace = {
  ...{ receivers: 4, lookMs: 2_000, leaseMs: minute, closingMs: 3_000 },
  ...{ patienceMs: 15_000, longestAnswer: 64 * 1024 },
};

/** After each try that failed; the one after the last is none. Two days in all. */
const waitsMs = [1, 5, 30, 120, 360, 720, 1440].map((minutes) => minutes * minute);
const longestWaitMs = 1440 * minute;
const gone = 410;

export class NewsWorker {
  readonly #parts: NewsWorkerParts;
  readonly #pace: NewsPace;
  readonly #sending = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  #looking: Promise<void> | null = null;
  #isAskedAgain = false;
  #isOver = false;
  #cancel = () => {};
  /** Said once, and again when it has changed. */
  #trouble: string | null = null;

  constructor(parts: NewsWorkerParts, pace: Partial<NewsPace> = {}) {
    this.#parts = parts;
    this.#pace = { ...ordinary, ...pace };
  }

  start(): void {
    this.#look();
  }

  /** Takes nothing more, and gives what is being sent a moment. Nothing is lost: a lease runs out. */
  async stop(): Promise<void> {
    this.#isOver = true;
    this.#cancel();
    await this.#looking;
    const all = Promise.all([...this.#sending]);
    await within(this.#parts.clock, this.#pace.closingMs, all, () => []);
    this.#stopped.abort();
    await all;
  }

  /** At once, and again after a while; asked twice while it looks, it looks once more. */
  #look(): void {
    if (this.#isOver) return;
    this.#isAskedAgain = this.#looking !== null;
    if (this.#looking !== null) return;
    this.#cancel();
    this.#looking = this.#takeAll()
      .catch((err: unknown) => this.#say(err))
      .then(() => {
        this.#looking = null;
        if (this.#isAskedAgain) return this.#look();
        if (!this.#isOver) this.#cancel = this.#parts.clock.after(this.#pace.lookMs, () => this.#look());
      });
  }

  async #takeAll(): Promise<void> {
    const { db, clock } = this.#parts;
    while (!this.#isOver && this.#sending.size < this.#pace.receivers) {
      const taken = await takeNext(db, clock.now(), this.#pace.leaseMs);
      if (taken === null) break;
      const sending = this.#send(taken)
        .catch((err: unknown) => this.#say(err))
        .then(() => {
          this.#sending.delete(sending);
          this.#look();
        });
      this.#sending.add(sending);
    }
    this.#trouble = null;
  }

  async #send(taken: TakenDelivery): Promise<void> {
    const { db, clock, log, seal, trust, chance = Math.random } = this.#parts;
    const receiver = seal.open({ id: taken.webhookId, sealed: taken.sealed });
    const body = JSON.stringify({
      type: taken.kind,
      timestamp: taken.happenedAt.toISOString(),
      data: JSON.parse(taken.data) as unknown,
    });
    const answer: PostAnswer =
      receiver === null
        ? { status: null, trouble: 'other-secret', waitMs: null }
        : await postNews(
            { url: receiver.url, body, headers: signedHeaders(receiver.secret, taken.id, body, clock.now()) },
            trust,
            this.#pace,
            this.#stopped.signal,
          );
    // What was broken off because we end is left to the lease, as if we had been killed.
    if (this.#stopped.signal.aborted && answer.status === null) return;
    const { status, trouble } = answer;
    log.info({ kind: taken.kind, tries: taken.tries, status, trouble }, 'news was sent to a webhook');
    const outcome = { status, trouble, now: clock.now() };
    if (status !== null && status >= 200 && status < 300) return settleDelivered(db, taken, outcome);
    const next = waitsMs[taken.tries - 1];
    const isLast = next === undefined || taken.kind === trialKind || receiver === null;
    if (isLast || status === gone) return settleGivenUp(db, taken, outcome, status === gone);
    const asked = Math.min(answer.waitMs ?? 0, longestWaitMs);
    return putBack(db, taken, outcome, outcome.now + Math.max(asked, Math.round(next * (1 + chance() / 10))));
  }

  #say(err: unknown): void {
    const words = err instanceof Error ? err.message : String(err);
    if (this.#trouble === words) return;
    this.#trouble = words;
    this.#parts.log.error({ err }, 'the news for webhooks could not be read or written');
  }
}
