// Shapes that several settings have: numbers, ports, and addresses of servers.
import * as z from 'zod/mini';

/** Digits and nothing else: a blank would be read as 0, which means any port. */
export const wholeUpTo = (most: number) =>
  z.pipe(z.string().check(z.regex(/^\s*\d{1,6}\s*$/)), z.pipe(z.transform(Number), z.number().check(z.lte(most))));

export const port = wholeUpTo(65_535);

/** A server's own address: a path, a query or a name and password would be honoured in one place and ignored in another. */
export const bare = (protocol: RegExp) => z.url({ protocol }).check(z.refine(isBare));

function isBare(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, search, hash, username, password, port: asked } = new URL(address);
  return pathname === '/' && `${search}${hash}${username}${password}` === '' && asked !== '0' && !/[?#]$/.test(address);
}
