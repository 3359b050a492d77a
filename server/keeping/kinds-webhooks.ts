// What is kept of webhooks: who made one, and for a while how far its news came. No news names a person.
import type { WebhookTables } from '../database/tables-webhooks.ts';
import type { KindOf } from './kind.ts';
import { daysAfter } from './terms.ts';

/** Long enough to see what a system has missed, and to send it again. */
const deliveryDays = 30;

export const webhookKinds = {
  // Until a coordinator deletes it, or its program goes.
  webhooks: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', name: 'says', sealed: 'hidden', kinds: 'says', by_account: 'byAccount' } as const),
      ...({ made_at: 'says', paused_at: 'hidden', failing_since: 'hidden' } as const),
    },
    erased: 'blank',
    until: null,
  },
  webhook_deliveries: {
    columns: {
      ...({ id: 'hidden', webhook_id: 'hidden', kind: 'hidden', data: 'hidden', happened_at: 'hidden' } as const),
      ...({ state: 'hidden', tries: 'hidden', due_at: 'hidden', leased_until: 'hidden', tried_at: 'hidden' } as const),
      ...({ status: 'hidden', trouble: 'hidden', done_at: 'hidden' } as const),
    },
    erased: 'nothing',
    until: daysAfter(deliveryDays, 'webhook_deliveries.happened_at'),
  },
} as const satisfies { readonly [T in keyof WebhookTables]: KindOf<T> };
