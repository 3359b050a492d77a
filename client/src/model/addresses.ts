// What the page's own address asks for. The only reader of addresses; what writes them is shared with the server, which has to answer them.
import { checkAddress, linksAddress, seatAddress } from '../../../shared/protocol/addresses.ts';

export type Route =
  | { readonly page: 'seat' | 'links'; readonly seat: string }
  | { readonly page: 'check'; readonly seat: string | null }
  | { readonly page: 'nothing' };

const seatShape = '[A-Za-z0-9_-]+';
const patternOf = (address: (seat: string) => string) => new RegExp(`^${address(`(${seatShape})`)}$`);

const atSeat = patternOf(seatAddress);
const atLinks = patternOf(linksAddress);
const atCheck = patternOf(checkAddress);
/** Where the links used to be; somebody may have bookmarked it. */
const oldLinks = '#links';

export function routeAt({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): Route {
  const check = atCheck.exec(pathname)?.[1];
  if (check !== undefined) return { page: 'check', seat: check };
  if (pathname === checkAddress(null)) return { page: 'check', seat: null };
  const links = atLinks.exec(pathname)?.[1];
  if (links !== undefined) return { page: 'links', seat: links };
  const seat = atSeat.exec(pathname)?.[1];
  if (seat === undefined) return { page: 'nothing' };
  return { page: hash === oldLinks ? 'links' : 'seat', seat };
}
