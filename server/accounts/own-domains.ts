// Whether a domain says of itself that a program's provider may vouch for its addresses: else any coordinator could sign in as anybody.
import { resolveTxt } from 'node:dns/promises';
import type { Reach } from '../outward/public-address.ts';

/** The record's value that names the program, at the name that belongs to this alone. */
export type DomainSays = (domain: string, record: string) => Promise<boolean>;

const domainSays: DomainSays = async (domain, record) => {
  const records = await resolveTxt(`_balint-room.${domain}`).catch(() => []);
  return records.some((parts) => parts.join('').trim() === record);
};

/** Whom the providers' part asks: the public network, or in tests this machine, whose domains nobody asks. */
export function askingOf(isOnLoopback: boolean): { readonly domainSays: DomainSays; readonly reach: Reach } {
  return { domainSays: isOnLoopback ? async () => true : domainSays, reach: { mayBeLoopback: isOnLoopback } };
}
