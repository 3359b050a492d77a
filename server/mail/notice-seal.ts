// Seals what a mail says into its row: it may hold a link that signs in, and a copied database opens no door.
import { hkdfSync } from 'node:crypto';
import { seal, unseal } from '../roomlogs/seal.ts';
import type { SealedNotice } from './notices.ts';

/** Lengths are rounded up, so that they do not tell which kind of link it is. */
const bucket = 256;

export class NoticeSeal {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room mails 1', 32));
  }

  seal(mailId: string, notice: SealedNotice): string {
    return seal(this.#key, mailId, JSON.stringify(notice), bucket);
  }

  /** Null for what another secret sealed: such a mail can no longer be sent. */
  open(mailId: string, sealed: string): SealedNotice | null {
    const text = unseal(this.#key, mailId, sealed);
    return text === null ? null : (JSON.parse(text) as SealedNotice);
  }
}
