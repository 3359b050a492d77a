// The sender on a mail's envelope, to which it comes back when it cannot be delivered: one for each mail and reader, with a seal, so that nobody who
// guesses a mail's number can say that it came back.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Of the seal, in hex: what fits beside a name and a number in the 64 signs that mail servers take. */
const sealLength = 20;
const shape = /\+([0-9a-f]{18})\.([0-9a-f]{20})@/gi;
/** Nobody has to look through more of a mail than this many. */
const mostClaims = 5;

export interface BounceClaim {
  readonly mailId: string;
  readonly seal: string;
}

export class BounceAddresses {
  readonly #key: Buffer;
  readonly #mailbox: string;

  constructor(secret: string, mailbox: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room bounces 1', 32));
    this.#mailbox = mailbox;
  }

  of(mailId: string, address: string): string {
    const at = this.#mailbox.lastIndexOf('@');
    return `${this.#mailbox.slice(0, at)}+${mailId}.${this.#seal(mailId, address)}${this.#mailbox.slice(at)}`;
  }

  /** Of a mail that went to another address meanwhile, an older one does not say that it came back. */
  isGenuine({ mailId, seal }: BounceClaim, address: string): boolean {
    return timingSafeEqual(Buffer.from(seal), Buffer.from(this.#seal(mailId, address)));
  }

  #seal(mailId: string, address: string): string {
    return createHmac('sha256', this.#key).update(`${mailId}\0${address}`).digest('hex').slice(0, sealLength);
  }
}

/** Every one that stands in a text, as mail servers write it: some in capitals. */
export function claimsIn(text: string): BounceClaim[] {
  const found = new Map<string, BounceClaim>();
  for (const [, mailId = '', seal = ''] of text.matchAll(shape)) {
    if (found.size === mostClaims) break;
    const claim = { mailId: mailId.toLowerCase(), seal: seal.toLowerCase() };
    found.set(`${claim.mailId}${claim.seal}`, claim);
  }
  return [...found.values()];
}
