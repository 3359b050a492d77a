// Which addresses news may go to at all: https, the ports of web servers, without a password, and inside no private network.
import { isPublicPlace, type Reach } from '../outward/public-address.ts';

const longest = 1_000;
const ports: ReadonlySet<string> = new Set(['', '443', '8443']);

type AddressFault = 'no-url' | 'url-too-long' | 'not-https' | 'with-password' | 'odd-port' | 'private';

/** As it is asked, or what is wrong with it. */
export async function receiverAddress(
  text: string,
  reach: Reach,
): Promise<{ readonly url: string } | { readonly fault: AddressFault }> {
  if (text.length > longest) return { fault: 'url-too-long' };
  if (!URL.canParse(text)) return { fault: 'no-url' };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { fault: 'not-https' };
  if (url.username !== '' || url.password !== '') return { fault: 'with-password' };
  if (!ports.has(url.port) && !reach.mayBeLoopback) return { fault: 'odd-port' };
  url.hash = '';
  if (url.href.length > longest) return { fault: 'url-too-long' };
  // A name without a dot is known inside a network alone.
  const isInside = !/[.:]/.test(url.hostname) && !reach.mayBeLoopback;
  return isInside || !(await isPublicPlace(url.href, reach)) ? { fault: 'private' } : { url: url.href };
}
