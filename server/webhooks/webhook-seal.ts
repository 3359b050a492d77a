// Seals where a webhook's news goes to, with the secret that signs it: a copied database speaks to nobody in our name. And signs, as Standard
// Webhooks 1.0 has it: HMAC-SHA256 of id, moment and body.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { seal, unseal } from '../roomlogs/seal.ts';

export interface Receiver {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
}

const secretStart = 'whsec_';
/** Lengths are rounded up: they do not tell which system it is. */
const bucket = 256;

export class WebhookSeal {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room webhooks 1', 32));
  }

  seal(webhookId: string, receiver: Receiver): string {
    return seal(this.#key, webhookId, JSON.stringify(receiver), bucket);
  }

  /** Null for what another secret sealed. */
  open({ id, sealed }: { readonly id: string; readonly sealed: string }): Receiver | null {
    const text = unseal(this.#key, id, sealed);
    return text === null ? null : (JSON.parse(text) as Receiver);
  }
}

export function newWebhookSecret(): string {
  return secretStart + randomBytes(32).toString('base64');
}

/** The three headers of one try at `now`. */
export function signedHeaders(secret: string, id: string, body: string, now: number): Readonly<Record<string, string>> {
  const at = Math.floor(now / 1000);
  const key = Buffer.from(secret.slice(secretStart.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` };
}
