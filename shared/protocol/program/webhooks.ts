// News of a program for another system, which is told what has happened and fetches the rest by its key: where to, of which kinds, and how far each came.
import * as z from 'zod/mini';
import { line, longestName, parsed } from './shapes.ts';

/** Only of what a key can read; never of a case, of whoever presented, or of anything in a room. */
export const newsKinds = ['meeting.held', 'attendance.changed', 'certificate.issued', 'certificate.withdrawn'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** What a coordinator sends to see whether it arrives. */
export const trialKind = 'webhook.test';
export type DeliveryKind = NewsKind | typeof trialKind;

/** `GET /api/programs/:p/webhooks` answers `{ webhooks }`, newest first. */
export interface WebhookRow {
  readonly id: string;
  readonly name: string;
  /** Null when it was sealed with another secret of this server: nothing can be sent any more. */
  readonly url: string | null;
  readonly kinds: readonly NewsKind[];
  readonly madeAt: number;
  readonly isPaused: boolean;
  /** Since something was given up; null from the next that arrives. */
  readonly failingSince: number | null;
  /** How many are still to be sent. */
  readonly waiting: number;
}

/** `POST /api/programs/:p/webhooks` answers 201 `MadeWebhook`. */
export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly kinds: readonly NewsKind[];
}

/** The only time that anybody sees the secret. */
export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
}

/** `PATCH /api/programs/:p/webhooks/:id` answers 204. */
export interface WebhookChange {
  readonly isPaused: boolean;
}

/** Why nothing was answered, or why the answer does not count. */
export type DeliveryTrouble = 'private' | 'unknown-name' | 'no-connection' | 'certificate' | 'late' | 'redirect' | 'other-secret';

/** `GET /api/programs/:p/webhooks/:id/deliveries` answers `{ deliveries }`, newest first, at most a hundred. */
export interface DeliveryRow {
  /** The same in every try: what the receiver sees as `webhook-id`. */
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly happenedAt: number;
  readonly state: 'waiting' | 'sending' | 'delivered' | 'givenUp';
  readonly tries: number;
  readonly triedAt: number | null;
  /** What was answered last. */
  readonly status: number | null;
  readonly trouble: DeliveryTrouble | null;
  /** When it is tried next; null when it is not, or not before the webhook goes on. */
  readonly nextAt: number | null;
  readonly maySendAgain: boolean;
}

/** Longer ones are refused with a sentence; what is longer than this is no address at all. */
const longestText = 10_000;

const newWebhook: z.ZodMiniType<NewWebhook> = z.strictObject({
  name: line(longestName),
  url: z.string().check(z.minLength(1), z.maxLength(longestText)),
  kinds: z.array(z.enum(newsKinds)).check(z.minLength(1), z.maxLength(newsKinds.length)),
});
export const parseNewWebhook = (value: unknown) => parsed(newWebhook, value);

const change: z.ZodMiniType<WebhookChange> = z.strictObject({ isPaused: z.boolean() });
export const parseWebhookChange = (value: unknown) => parsed(change, value);
