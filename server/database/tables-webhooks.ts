// The tables of webhooks. A copy of them speaks to nobody in our name, and tells of no person.
import type { Generated } from 'kysely';
import type { DeliveryKind, DeliveryTrouble } from '../../shared/protocol/program/webhooks.ts';

export interface WebhookTables {
  webhooks: {
    id: string;
    program_id: string;
    name: string;
    /** Its address, which may hold a password of the receiver's, and the secret that signs. */
    sealed: string;
    /** With spaces between them. */
    kinds: string;
    by_account: string | null;
    made_at: Date;
    paused_at: Date | null;
    /** Since something was given up; blank again from the next that arrives. */
    failing_since: Date | null;
  };
  /** Written in the transaction of what it tells. */
  webhook_deliveries: {
    /** The same in every try. */
    id: string;
    webhook_id: string;
    kind: DeliveryKind;
    /** JSON: ids alone. */
    data: string;
    happened_at: Date;
    state: 'waiting' | 'sending' | 'delivered' | 'givenUp';
    tries: Generated<number>;
    due_at: Date;
    leased_until: Date | null;
    tried_at: Date | null;
    /** What was answered last, and why that does not count or why there was none. */
    status: number | null;
    trouble: DeliveryTrouble | null;
    done_at: Date | null;
  };
}
