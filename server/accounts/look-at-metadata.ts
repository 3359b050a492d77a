// Fetches an organisation's metadata from the address that a coordinator has typed, as any such address: of the public network, at one place, of bounded size.
import { isPublicPlace, NotPublic, type Reach } from '../outward/public-address.ts';
import { publicFetch, TooLong } from './public-fetch.ts';
import { type NoFacts, readMetadata, type SamlFacts } from './saml-metadata.ts';

const longestAddress = 400;
const headers = { accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9' };

/** Rejects never. */
export async function lookAtMetadata(url: string, reach: Reach, now: number): Promise<SamlFacts | NoFacts> {
  if (!isAddress(url, reach)) return { trouble: 'not-https' };
  if (!(await isPublicPlace(url, reach))) return { trouble: 'private' };
  const text = await fetched(url, reach);
  return typeof text === 'string' ? publicFacts(readMetadata(text, now), reach) : text;
}

/** The address where people sign in is one that browsers are sent to. */
export async function publicFacts(found: SamlFacts | NoFacts, reach: Reach): Promise<SamlFacts | NoFacts> {
  return 'trouble' in found || (await isPublicPlace(found.entry, reach)) ? found : { trouble: 'private-entry' };
}

function isAddress(url: string, { mayBeLoopback }: Reach): boolean {
  if (url.length > longestAddress || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || (mayBeLoopback && protocol === 'http:')) && username === '' && password === '';
}

async function fetched(url: string, reach: Reach): Promise<string | NoFacts> {
  try {
    const answer = await publicFetch(reach)(url, { headers });
    if (answer.status >= 300 && answer.status < 400) return { trouble: 'redirected' };
    return answer.status === 200 ? await answer.text() : { trouble: 'unreachable' };
  } catch (cause) {
    if (cause instanceof NotPublic) return { trouble: 'private' };
    return { trouble: cause instanceof TooLong ? 'too-long' : 'unreachable' };
  }
}
