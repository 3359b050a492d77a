// Minutes, the systems that ask for them, and the webhooks that tell of them, as `main.ts` puts them in. What sends the news ends with the server.
import type { Logger } from 'pino';
import { SqlCredit } from '../credit/sql-credit.ts';
import type { Database } from '../database/database.ts';
import { publicOnly } from '../outward/public-address.ts';
import type { Clock } from '../ports/clock.ts';
import { NewsWorker } from '../webhooks/news-worker.ts';
import { SqlWebhooks } from '../webhooks/sql-webhooks.ts';
import { WebhookSeal } from '../webhooks/webhook-seal.ts';
import { SqlSystems } from './sql-systems.ts';

interface Parts<C> {
  readonly secret: string;
  readonly clock: C;
}

export function systemsPorts(db: Database, { secret, clock }: Parts<Pick<Clock, 'now'>>) {
  return {
    credit: new SqlCredit(db, clock),
    systems: new SqlSystems(db, { clock, secret }),
    webhooks: new SqlWebhooks(db, { clock, seal: new WebhookSeal(secret), reach: publicOnly }),
  };
}

export function startSystems(
  db: Database,
  { log, ...parts }: Parts<Clock> & { readonly log: Logger },
  ends: (() => Promise<unknown>)[],
) {
  const { secret, clock } = parts;
  const worker = new NewsWorker({ db, clock, log, seal: new WebhookSeal(secret), trust: { reach: publicOnly } });
  worker.start();
  ends.push(() => worker.stop());
  return systemsPorts(db, parts);
}
