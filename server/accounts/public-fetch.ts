// Fetches from addresses that coordinators have typed, and from nowhere else than the public network: each address is judged when the connection is
// made, so that a name cannot lead somewhere else meanwhile. No redirection is followed.
import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

const longestAnswer = 512 * 1024;
const patienceMs = 8_000;

const inside = new BlockList();
for (const net of [
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
  ],
  ...['198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4', '::/127', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8', '2002::/16'],
]) {
  const [base = '', prefix] = net.split('/');
  inside.addSubnet(base, Number(prefix), isIP(base) === 6 ? 'ipv6' : 'ipv4');
}

export class NotPublic extends Error {
  constructor() {
    super('an address inside a private network was not asked');
    this.name = 'NotPublic';
  }
}

/** For tests against providers on this machine; otherwise nothing private is ever asked. */
export interface Reach {
  readonly mayBeLoopback: boolean;
}

function isAllowed(address: string, { mayBeLoopback }: Reach): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (mayBeLoopback && (address === '::1' || address.startsWith('127.'))) return true;
  return !inside.check(address, family);
}

/** Whether the address itself may be asked, as far as that can be told without a connection. */
export async function isPublicPlace(url: string, reach: Reach): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && !(reach.mayBeLoopback && protocol === 'http:')) return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isAllowed(host, reach);
  // A name that is not known today may be tomorrow; every connection is judged again.
  return new Promise((told) => {
    lookup(host, { all: true }, (error, all) => told(error !== null || all.every(({ address }) => isAllowed(address, reach))));
  });
}

export function publicFetch(reach: Reach): (url: string, init?: RequestInit) => Promise<Response> {
  const judged: RequestOptions['lookup'] = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, all) => {
      if (error) return done(error, '');
      if (!all.every(({ address }) => isAllowed(address, reach))) return done(new NotPublic(), '');
      const [first] = all;
      if (options.all) return done(null, all);
      done(null, first?.address ?? '', first?.family);
    });
  };
  return (url, init = {}) =>
    new Promise((answered, failed) => {
      const { protocol, hostname } = new URL(url);
      const host = hostname.replace(/^\[|\]$/g, '');
      const isSecure = protocol === 'https:';
      if ((isIP(host) !== 0 && !isAllowed(host, reach)) || !(isSecure || reach.mayBeLoopback)) return failed(new NotPublic());
      const body = init.body === undefined || init.body === null ? undefined : Buffer.from(String(init.body));
      const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(body && { 'content-length': String(body.length) }) };
      const send = isSecure ? secureRequest : plainRequest;
      const signal = AbortSignal.timeout(patienceMs);
      const asking = send(url, { method: init.method ?? 'GET', headers, lookup: judged, signal }, (answer) => {
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > longestAnswer) asking.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        answer.on('error', failed);
        answer.on('end', () => {
          const status = answer.statusCode ?? 502;
          const content = [204, 304].includes(status) ? null : Buffer.concat(parts);
          const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          );
          answered(new Response(content, { status, headers: Object.fromEntries(kept) }));
        });
      });
      asking.on('error', failed);
      asking.end(body);
    });
}
