// The port to the webhooks of a program: where its news goes to, and how far each piece of it came.
import type { DeliveryRow, MadeWebhook, NewWebhook, WebhookChange, WebhookRow } from '../../shared/protocol/program/webhooks.ts';
import type { Refused } from './refused.ts';

/** Throws `Fault`. Each answers `not-found` for what is not of this program. */
export interface Webhooks {
  list(programId: string): Promise<readonly WebhookRow[]>;
  make(programId: string, webhook: NewWebhook, byAccount: string): Promise<MadeWebhook | Refused>;
  change(programId: string, id: string, change: WebhookChange, byAccount: string): Promise<Refused | null>;
  /** With everything that was to be sent to it. */
  end(programId: string, id: string, byAccount: string): Promise<Refused | null>;
  deliveries(programId: string, id: string): Promise<readonly DeliveryRow[] | Refused>;
  /** Sends what tells of nothing, once; `not-allowed-now` while another such is on its way. */
  test(programId: string, id: string, byAccount: string): Promise<Refused | null>;
  /** From the beginning, under the id that it has; `not-allowed-now` for what is on its way anyhow. */
  again(programId: string, id: string, deliveryId: string, byAccount: string): Promise<Refused | null>;
}
