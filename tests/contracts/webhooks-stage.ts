// A program whose news goes to a real TLS receiver, on records that a test has opened, and a server's worker that trusts that receiver: by what its
// constructor is given, and by nothing that an installation could say.
import { expect } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { createLogger } from '../../server/http/logger.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { Refused } from '../../server/ports/refused.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { type NewsPace, NewsWorker, type NewsWorkerParts } from '../../server/webhooks/news-worker.ts';
import { SqlWebhooks } from '../../server/webhooks/sql-webhooks.ts';
import { WebhookSeal } from '../../server/webhooks/webhook-seal.ts';
import { newsKinds } from '../../shared/protocol/program/webhooks.ts';
import { makeWorld, type World } from '../support/program-world.ts';
import type { TestReceiver } from '../support/webhook-receiver.ts';
import { attended } from './records-stage.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;
const secret = 'a secret of the tests, long enough';
const loopback = { mayBeLoopback: true };

export class WebhookStage {
  readonly db: Database;
  readonly receiver: TestReceiver;
  readonly world: World;
  readonly start = Date.parse('2026-11-28T18:00:00Z');
  /** The hour is moved by a test; waiting is real. */
  shift = 0;
  readonly clock: Clock = { now: () => this.start + this.shift, after: systemClock.after };
  readonly seal = new WebhookSeal(secret);
  readonly groups: SqlGroups;
  readonly webhooks: SqlWebhooks;
  readonly logged: string[] = [];
  readonly by: string;

  private constructor(db: Database, receiver: TestReceiver, world: World) {
    [this.db, this.receiver, this.world, this.by] = [db, receiver, world, world.accounts.coordinator];
    this.groups = new SqlGroups(db, this.clock);
    this.webhooks = new SqlWebhooks(db, { clock: this.clock, seal: this.seal, reach: loopback });
  }

  static async open(db: Database, receiver: TestReceiver): Promise<WebhookStage> {
    for (const table of ['webhook_deliveries', 'webhooks'] as const) await db.deleteFrom(table).execute();
    receiver.received.length = 0;
    return new WebhookStage(db, receiver, await makeWorld(db, 'Own', Date.parse('2026-11-28T16:00:00Z')));
  }

  /** To a path of the receiver. */
  async make(path: string, kinds = newsKinds as readonly (typeof newsKinds)[number][]) {
    const made = await this.webhooks.make(this.world.program, { name: path, url: this.receiver.url(path), kinds }, this.by);
    if (made instanceof Refused) throw made;
    return made;
  }

  /** As the room does it; minutes can be read, and news is sent, up to two minutes and a quarter later. */
  async closeMeeting(meeting = this.world.meeting): Promise<void> {
    await this.groups.closeMeeting(meeting, [attended(this.world.people.member ?? '', 'member', 58, this.clock.now())], 2);
    this.shift += 135_000;
  }

  worker(pace: Partial<NewsPace> = {}, parts: Partial<NewsWorkerParts> = {}): NewsWorker {
    const { db, clock, seal, receiver } = this;
    return new NewsWorker(
      {
        ...{ db, clock, seal, chance: () => 0, trust: { reach: loopback, ca: receiver.ca } },
        log: createLogger('trace', { write: (line) => this.logged.push(line) }),
        ...parts,
      },
      // As long as a busy machine needs: nobody is waited for in vain.
      { lookMs: 20, patienceMs: 60_000, ...pace },
    );
  }

  async whileSending(wait: () => Promise<unknown>, pace: Partial<NewsPace> = {}, parts: Partial<NewsWorkerParts> = {}) {
    const one = this.worker(pace, parts);
    one.start();
    try {
      await wait();
    } finally {
      await one.stop();
    }
  }

  /** Such as `meeting.held delivered 204`, oldest first. */
  readonly states = async (): Promise<string[]> => {
    const rows = await this.db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .orderBy('happened_at')
      .orderBy('kind', 'desc')
      .execute();
    return rows.map(({ kind, state, status, trouble }) => [kind, state, status, trouble].filter((part) => part !== null).join(' '));
  };

  async sentUntil(states: readonly string[], pace?: Partial<NewsPace>, parts?: Partial<NewsWorkerParts>): Promise<void> {
    await this.whileSending(() => expect.poll(this.states, { timeout: 60_000 }).toEqual(states), pace, parts);
  }

  async row(id: string) {
    return (await this.webhooks.list(this.world.program)).find((one) => one.id === id);
  }

  async deliveries(id: string) {
    const found = await this.webhooks.deliveries(this.world.program, id);
    if (found instanceof Refused) throw found;
    return found;
  }
}
