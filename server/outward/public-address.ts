// Which addresses belong to the public network: what coordinators have typed is asked there and nowhere else. A name is resolved once for each
// connection, and the connection goes to the very addresses that were judged, so that a name cannot lead somewhere else meanwhile.
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const insideFour = netsOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // A public number at which a host of machines answers only its own.
  '168.63.129.16/32',
]);
/** Of IPv6 only 2000::/3 is public, and of that not what is tunnelled or written in books. Mapped addresses lie outside it. */
const insideSix = netsOf('ipv6', ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** One list for each: an address of the one kind is looked for among mapped ones of the other, too. */
function netsOf(family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [base = '', prefix] = net.split('/');
    list.addSubnet(base, Number(prefix), family);
  }
  return list;
}

export class NotPublic extends Error {
  constructor() {
    super('an address inside a private network was not asked');
    this.name = 'NotPublic';
  }
}

/** For tests against servers on this machine; otherwise nothing private is ever asked. */
export interface Reach {
  readonly mayBeLoopback: boolean;
  /** Asks for the addresses of a name; left out, the system. */
  readonly resolve?: typeof lookup;
}

export const publicOnly: Reach = { mayBeLoopback: false };

function isAllowed(address: string, { mayBeLoopback }: Reach): boolean {
  const family = isIP(address);
  // Within a link, such as fe80::1%eth0, and whatever is no address at all.
  if (family === 0 || address.includes('%')) return false;
  if (mayBeLoopback && (address === '::1' || address.startsWith('127.'))) return true;
  return family === 6 ? !insideSix.check(address, 'ipv6') : !insideFour.check(address, 'ipv4');
}

/** Whether a connection may be tried: a name is judged by `judgedLookup`, which a number never comes to. */
export function mayBeTried(url: string, reach: Reach): boolean {
  const host = hostIn(url);
  return isIP(host) === 0 || isAllowed(host, reach);
}

/** Whether the address itself may be asked, as far as that can be told without a connection. */
export async function isPublicPlace(url: string, reach: Reach): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && !(reach.mayBeLoopback && protocol === 'http:')) return false;
  const host = hostIn(url);
  if (isIP(host) !== 0) return isAllowed(host, reach);
  const { resolve = lookup } = reach;
  // A name that is not known today may be tomorrow; every connection is judged again.
  return new Promise((told) => {
    resolve(host, { all: true }, (error, all) => told(error !== null || all.every(({ address }) => isAllowed(address, reach))));
  });
}

/** For the options of a request: refuses a name if any of its addresses is private. */
export function judgedLookup(reach: Reach): LookupFunction {
  const { resolve = lookup } = reach;
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, all) => {
      if (error) return done(error, '');
      if (!all.every(({ address }) => isAllowed(address, reach))) return done(new NotPublic(), '');
      const [first] = all;
      if (options.all) return done(null, all);
      done(null, first?.address ?? '', first?.family);
    });
  };
}

function hostIn(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}
