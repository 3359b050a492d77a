// Who a request is counted for, and nothing else: a seat or an account, if the request carries a session that we once gave for it and that is not
// known to be over; else the address it comes from. Behind our own proxy that address is in the proxy's header; from anywhere else such a header is ignored.
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { provenAccount, provenSeats, sessionOfRequest } from '../accounts/seat-of-request.ts';
import type { Accounts } from '../ports/records.ts';
import { trustedProxies } from './fastify-options.ts';

type KnownSessions = Pick<Accounts, 'isGenuine' | 'isOver' | 'genuineAccount' | 'isAccountOver'>;

export class Callers {
  readonly #accounts: KnownSessions;
  readonly #isTrusted: (address: string, hop: number) => boolean;

  constructor(accounts: KnownSessions, publicUrl: string | null) {
    this.#accounts = accounts;
    this.#isTrusted = proxyAddr.compile(trustedProxies(publicUrl));
  }

  of(request: IncomingMessage): string {
    const { cookie } = request.headers;
    for (const ref of provenSeats(cookie, this.#accounts))
      if (!this.#accounts.isOver(ref, sessionOfRequest(cookie, ref) ?? '')) return `seat ${ref}`;
    const account = provenAccount(cookie, this.#accounts);
    return account === null ? `address ${networkOf(proxyAddr(request, this.#isTrusted) ?? '')}` : `account ${account}`;
  }

  /** A person of ours, rather than an address that many may share. */
  static isSeat(caller: string): boolean {
    return !caller.startsWith('address ');
  }
}

/** Whoever has one IPv6 address has the other 2^64 of its network too. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...gap, ...back]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
