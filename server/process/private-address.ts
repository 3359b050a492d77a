// Tells from an address alone whether it can be reached only from a private network. No name is looked up.
import { BlockList, isIP } from 'node:net';

const own = new BlockList();
const nets = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10'];
for (const net of nets) {
  const [base = '', prefix] = net.split('/');
  own.addSubnet(base, Number(prefix), familyOf(base));
}

/** Loopback, a private or link-local address, or a name without a dot, such as a container's. Any other name may be anybody's. */
export function isPrivateAddress(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !host.includes('.') : own.check(host, familyOf(host));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
