// Which chairs simulated members take and which stay free for people. Pure.
import type { PersonalLink } from './member.ts';

export interface Wishes {
  /** Whose chair the person at this machine takes; by default the first leader's. */
  readonly as?: string | undefined;
  /** Further chairs to leave free: names separated by commas. */
  readonly except?: string | undefined;
  /** How many to fill at most. */
  readonly number?: string | undefined;
}

export interface Chairs {
  readonly free: readonly PersonalLink[];
  readonly filled: readonly PersonalLink[];
}

/** Throws a sentence for the person when a name or number makes no sense. */
export function chairsToFill(links: readonly PersonalLink[], wishes: Wishes): Chairs {
  const leader = links.find(({ role }) => role === 'leader') ?? links[0];
  const own = wishes.as?.trim() || leader?.name || '';
  const others = (wishes.except ?? '').split(',').map((name) => name.trim());
  const free = new Set([own, ...others].filter((name) => name !== '').map((name) => known(name, links)));
  const rest = links.filter((link) => !free.has(link));
  const most = wishes.number?.trim() ? Number(wishes.number) : rest.length;
  if (!Number.isInteger(most) || most < 0) throw new Error(`REHEARSE_NUMBER should be a whole number, not "${wishes.number}"`);
  return { free: links.filter((link) => free.has(link)), filled: rest.slice(0, most) };
}

function known(name: string, links: readonly PersonalLink[]): PersonalLink {
  const found = links.find((link) => link.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new Error(`nobody here is called "${name}"; there are ${namesIn(links)}`);
  return found;
}

/** "Ben, Cid and Dee" */
export function namesIn(people: readonly { readonly name: string }[]): string {
  const names = people.map(({ name }) => name);
  return names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
