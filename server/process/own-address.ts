// The address of a server that nobody has given a name: `0.0.0.0` is an address to listen on, not one to go to.
import { type AddressInfo, isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { isLoopback } from './weak-secrets.ts';

const everywhere = new Set(['0.0.0.0', '::', '[::]', '::0', '0']);

/** Whether whoever listens there listens on every address. */
export function isEverywhere(host: string): boolean {
  return everywhere.has(host);
}

/** The best one first; at least one. */
export function ownAddresses(host: string, port: number): [string, ...string[]] {
  if (!isEverywhere(host)) return [addressAt(host, port)];
  const [first = '127.0.0.1', ...more] = reachable();
  return [addressAt(first, port), ...more.map((address) => addressAt(address, port))];
}

/** Where programs of this machine reach what listens there: one address of several is all that may be open, so it is not always 127.0.0.1. */
export function addressFromHere({ address, port }: Pick<AddressInfo, 'address' | 'port'>): string {
  if (!isEverywhere(address)) return addressAt(address, port);
  return addressAt(isIPv6(address) ? '::1' : '127.0.0.1', port);
}

/** Whether that name leads here and nowhere else, whoever uses it. */
export function isOwnName(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  const machine = hostname().toLowerCase();
  return (
    isLoopback(bare) || bare === machine || bare === `${machine}.local` || everyAddress().some(({ address }) => address === bare)
  );
}

export function addressAt(host: string, port: number): string {
  const bare = host.replace(/^::ffff:(?=\d+\.)/, '').replace(/^\[|\]$/g, '');
  return `http://${isIPv6(bare) ? `[${bare}]` : bare}:${port}`;
}

/** As seen from other machines; IPv4 first, which every network carries. */
function reachable(): string[] {
  const found = everyAddress().filter(({ internal, address }) => !internal && !/^(169\.254\.|fe80:)/.test(address));
  return found.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

function everyAddress() {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}
