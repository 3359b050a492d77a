// The webhooks of a program in the records, for its coordinators: made, paused, tried, ended, and how far what was sent to each came.
import { sql } from 'kysely';
import {
  type DeliveryRow,
  type MadeWebhook,
  type NewWebhook,
  newsKinds,
  trialKind,
  type WebhookChange,
  type WebhookRow,
} from '../../shared/protocol/program/webhooks.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { orFault } from '../database/records-fault.ts';
import type { Reach } from '../outward/public-address.ts';
import type { Clock } from '../ports/clock.ts';
import { fault, Refused } from '../ports/refused.ts';
import type { Webhooks } from '../ports/webhooks.ts';
import { inOne, type Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { receiverAddress } from './receiver-address.ts';
import { newWebhookSecret, type WebhookSeal } from './webhook-seal.ts';

/** More than a program has systems. */
const mostWebhooks = 10;
const mostDeliveries = 100;

export interface WebhookParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly seal: WebhookSeal;
  readonly reach: Reach;
}

export class SqlWebhooks implements Webhooks {
  readonly #db: Database;
  readonly #parts: WebhookParts;

  constructor(db: Database, parts: WebhookParts) {
    this.#db = db;
    this.#parts = parts;
  }

  list(programId: string): Promise<readonly WebhookRow[]> {
    return orFault(async () => {
      const rows = await this.#db
        .selectFrom('webhooks')
        .where('program_id', '=', programId)
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .selectAll()
        .select(
          sql<string>`(select count(*) from webhook_deliveries d where d.webhook_id = webhooks.id
            and d.state in ('waiting', 'sending'))`.as('waiting'),
        )
        .execute();
      return rows.map((row) => ({
        ...{ id: row.id, name: row.name, url: this.#parts.seal.open(row)?.url ?? null },
        kinds: newsKinds.filter((kind) => row.kinds.split(' ').includes(kind)),
        madeAt: row.made_at.getTime(),
        isPaused: row.paused_at !== null,
        failingSince: row.failing_since?.getTime() ?? null,
        waiting: Number(row.waiting),
      }));
    });
  }

  async make(programId: string, { name, url: text, kinds }: NewWebhook, byAccount: string): Promise<MadeWebhook | Refused> {
    const { clock, seal, reach } = this.#parts;
    const address = await receiverAddress(text.trim(), reach);
    if ('fault' in address) return fault('url', address.fault);
    const [id, secret] = [newId(), newWebhookSecret()];
    return inOne(this.#db, async (records) => {
      // One after another in a program: their number is bounded.
      await records.selectFrom('programs').select('id').where('id', '=', programId).forUpdate().execute();
      const there = await records.selectFrom('webhooks').where('program_id', '=', programId).select('id').execute();
      if (there.length >= mostWebhooks) return fault('name', 'too-many-webhooks');
      await records
        .insertInto('webhooks')
        .values({
          ...{ id, program_id: programId, name, sealed: seal.seal(id, { url: address.url, secret }), by_account: byAccount },
          kinds: newsKinds.filter((kind) => kinds.includes(kind)).join(' '),
          ...{ made_at: new Date(clock.now()), paused_at: null, failing_since: null },
        })
        .execute();
      await noteAct(records, { programId, byAccount, act: 'webhook-made', object: id });
      return { id, secret };
    });
  }

  change(programId: string, id: string, { isPaused }: WebhookChange, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      const there = await locked(records, programId, id);
      if (!there) return new Refused('not-found');
      if ((there.paused_at !== null) === isPaused) return null;
      await records
        .updateTable('webhooks')
        .set({ paused_at: isPaused ? new Date(this.#parts.clock.now()) : null })
        .where('id', '=', id)
        .execute();
      await noteAct(records, { programId, byAccount, act: isPaused ? 'webhook-paused' : 'webhook-resumed', object: id });
      return null;
    });
  }

  end(programId: string, id: string, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      if (!(await locked(records, programId, id))) return new Refused('not-found');
      await records.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute();
      await records.deleteFrom('webhooks').where('id', '=', id).execute();
      await noteAct(records, { programId, byAccount, act: 'webhook-ended', object: id });
      return null;
    });
  }

  deliveries(programId: string, id: string): Promise<readonly DeliveryRow[] | Refused> {
    return orFault(async () => {
      const webhook = await this.#db
        .selectFrom('webhooks')
        .where('id', '=', id)
        .where('program_id', '=', programId)
        .select('paused_at')
        .executeTakeFirst();
      if (!webhook) return new Refused('not-found');
      const rows = await this.#db
        .selectFrom('webhook_deliveries')
        .where('webhook_id', '=', id)
        .orderBy('happened_at', 'desc')
        .orderBy('id')
        .limit(mostDeliveries)
        .selectAll()
        .execute();
      return rows.map((row) => ({
        ...{ id: row.id, kind: row.kind, state: row.state, tries: row.tries, status: row.status, trouble: row.trouble },
        happenedAt: row.happened_at.getTime(),
        triedAt: row.tried_at?.getTime() ?? null,
        nextAt: row.state === 'waiting' && (webhook.paused_at === null || row.kind === trialKind) ? row.due_at.getTime() : null,
        maySendAgain: isOver(row),
      }));
    });
  }

  test(programId: string, id: string, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      if (!(await locked(records, programId, id))) return new Refused('not-found');
      const open = await records
        .selectFrom('webhook_deliveries')
        .where('webhook_id', '=', id)
        .where('kind', '=', trialKind)
        .where('state', 'in', ['waiting', 'sending'])
        .select('id')
        .executeTakeFirst();
      if (open) return new Refused('not-allowed-now');
      const now = new Date(this.#parts.clock.now());
      await records
        .insertInto('webhook_deliveries')
        .values({
          ...{ id: newId(), webhook_id: id, kind: trialKind, data: '{}', happened_at: now, state: 'waiting', due_at: now },
          ...{ leased_until: null, tried_at: null, status: null, trouble: null, done_at: null },
        })
        .execute();
      await noteAct(records, { programId, byAccount, act: 'webhook-tested', object: id });
      return null;
    });
  }

  again(programId: string, id: string, deliveryId: string, byAccount: string): Promise<Refused | null> {
    return inOne(this.#db, async (records) => {
      if (!(await locked(records, programId, id))) return new Refused('not-found');
      const row = await records
        .selectFrom('webhook_deliveries')
        .where('id', '=', deliveryId)
        .where('webhook_id', '=', id)
        .select(['state', 'kind'])
        .forUpdate()
        .executeTakeFirst();
      if (!row) return new Refused('not-found');
      if (!isOver(row)) return new Refused('not-allowed-now');
      await records
        .updateTable('webhook_deliveries')
        .set({ state: 'waiting', tries: 0, due_at: new Date(this.#parts.clock.now()), done_at: null })
        .where('id', '=', deliveryId)
        .execute();
      await noteAct(records, { programId, byAccount, act: 'webhook-sent-again', object: id });
      return null;
    });
  }
}

/** A trial is not sent again: another one is made. */
function isOver({ state, kind }: { readonly state: string; readonly kind: string }): boolean {
  return (state === 'delivered' || state === 'givenUp') && kind !== trialKind;
}

/** Held until the end of the transaction: nothing is written for one that is just being deleted. */
function locked(records: Records, programId: string, id: string) {
  return records
    .selectFrom('webhooks')
    .where('id', '=', id)
    .where('program_id', '=', programId)
    .select('paused_at')
    .forUpdate()
    .executeTakeFirst();
}
