// Webhooks of a program and what was sent to one, made up.
import { type DeliveryRow, newsKinds, type WebhookRow } from '../../../../shared/protocol/program/webhooks.ts';
import { idOf } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const [minute, day] = [60_000, 86_400_000];

export function madeUpWebhooks(): { webhooks: readonly WebhookRow[] } {
  const webhook = (n: number, row: Partial<WebhookRow>): WebhookRow => ({
    ...{ id: idOf(8100 + n), name: 'Residency records', url: 'https://records.hospital.example.org/balint/news?department=family' },
    ...{ kinds: newsKinds, madeAt: Date.now() - 40 * day, isPaused: false, failingSince: null, waiting: 0, ...row },
  });
  return {
    webhooks: [
      webhook(0, { kinds: ['certificate.issued', 'certificate.withdrawn'] }),
      webhook(1, { name: 'Staff office of the county hospital', failingSince: Date.now() - 2 * day, waiting: 3 }),
      webhook(2, { name: 'Trial in spring', isPaused: true, kinds: ['meeting.held'] }),
    ],
  };
}

export function madeUpDeliveries(has: Has): { deliveries: readonly DeliveryRow[] } {
  const delivery = (n: number, row: Partial<DeliveryRow>): DeliveryRow => ({
    ...{ id: idOf(8200 + n), kind: 'meeting.held', happenedAt: Date.now() - n * day, state: 'delivered', tries: 1 },
    ...{ triedAt: Date.now() - n * day + minute, status: 204, trouble: null, nextAt: null, maySendAgain: true, ...row },
  });
  if (has('empty')) return { deliveries: [] };
  const ahead = { state: 'waiting', maySendAgain: false } as const;
  return {
    deliveries: [
      delivery(0, { ...ahead, kind: 'attendance.changed', triedAt: null, status: null, tries: 0, nextAt: Date.now() + minute }),
      delivery(1, { ...ahead, status: 503, tries: 5, nextAt: Date.now() + day / 4 }),
      delivery(2, { ...ahead, status: null, trouble: 'certificate', tries: 3, nextAt: Date.now() + day / 12 }),
      delivery(3, { state: 'givenUp', kind: 'certificate.withdrawn', status: 404, tries: 8 }),
      delivery(4, { state: 'givenUp', status: 302, trouble: 'redirect', tries: 8 }),
      delivery(5, { kind: 'webhook.test', maySendAgain: false }),
      delivery(6, { kind: 'certificate.issued' }),
    ],
  };
}
