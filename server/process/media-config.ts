// The part of the configuration that is about the media server: one that is started here, one that is given, or none.
import * as z from 'zod/mini';
import { CannotStart } from './cannot-start.ts';
import { isPrivateAddress } from './private-address.ts';
import { bare, port } from './setting-shapes.ts';

export type MediaChoice =
  | {
      readonly kind: 'own';
      readonly binary: string;
      readonly mediaIp?: string;
      readonly udpPort?: number;
      readonly tcpPort?: number;
    }
  | { readonly kind: 'given'; readonly urls: readonly string[]; readonly apiKey: string; readonly apiSecret: string }
  | { readonly kind: 'none'; readonly why: string };

/** One address, or several with commas between them. */
const mediaAddresses = z.pipe(
  z.string(),
  z.pipe(
    z.transform((text: string) => text.split(',').map((address) => address.trim())),
    z.array(bare(/^https?$|^wss?$/)),
  ),
);

/** No browser sends anything to "any address", to a cable's end, to everybody, or to what is reserved. `npm run go-live` refuses the same. */
const nobodys = /^(0|169\.254|22[4-9]|2[3-5]\d)\./;

export const mediaSettings = {
  LIVEKIT_BIN: z.optional(z.string()),
  LIVEKIT_MISSING: z.optional(z.string()),
  LIVEKIT_URL: z.optional(mediaAddresses),
  LIVEKIT_API_KEY: z.optional(z.string().check(z.trim())),
  LIVEKIT_API_SECRET: z.optional(z.string().check(z.trim())),
  LIVEKIT_IS_PRIVATE: z.optional(z.enum(['yes', 'no'])),
  MEDIA_IP: z.optional(z.ipv4().check(z.refine((address) => !nobodys.test(address)))),
  MEDIA_UDP_PORT: z.optional(port),
  MEDIA_TCP_PORT: z.optional(port),
};

export const mediaAdvice = {
  LIVEKIT_URL:
    'the address of a LiveKit server, such as http://127.0.0.1:7880 with nothing after the port, or of several that work together, with commas between them',
  LIVEKIT_IS_PRIVATE: 'yes when only your servers reach the HTTP port of LiveKit, no when others do, or left out',
  MEDIA_IP:
    'an IPv4 address of this machine that people reach, such as 203.0.113.7; 0.0.0.0, 169.254.x.x and those from 224.0.0.0 on never are',
  MEDIA_UDP_PORT: 'a port number from 0 to 65535',
  MEDIA_TCP_PORT: 'a port number from 0 to 65535',
};

const environment = z.object(mediaSettings);
type MediaValues = z.infer<typeof environment>;

/** Throws `CannotStart`. */
export function mediaChoice(values: MediaValues): MediaChoice {
  const { LIVEKIT_URL: urls, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret, LIVEKIT_BIN: binary } = values;
  refuseUseless(values);
  if (urls !== undefined) {
    if (!apiKey || !apiSecret)
      throw new CannotStart('LIVEKIT_URL is set; LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set with it.');
    return {
      kind: 'given',
      urls: [...new Set(urls.map((url) => url.replace(/^ws/, 'http').replace(/\/$/, '')))],
      apiKey,
      apiSecret,
    };
  }
  if (binary === undefined)
    return { kind: 'none', why: values.LIVEKIT_MISSING ?? 'no LiveKit server was given (LIVEKIT_BIN or LIVEKIT_URL)' };
  return {
    kind: 'own',
    binary,
    ...(values.MEDIA_IP && { mediaIp: values.MEDIA_IP }),
    ...(values.MEDIA_UDP_PORT && { udpPort: values.MEDIA_UDP_PORT }),
    ...(values.MEDIA_TCP_PORT && { tcpPort: values.MEDIA_TCP_PORT }),
  };
}

/** What would be ignored: somebody meant something by it. */
function refuseUseless({ LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, ...values }: MediaValues): void {
  if (LIVEKIT_URL === undefined) {
    const useless = firstSet({ LIVEKIT_API_KEY, LIVEKIT_API_SECRET });
    if (useless !== undefined)
      throw new CannotStart(
        `${useless} is set; LIVEKIT_URL must be set with it, since the LiveKit that is started here gets keys of its own. Set it, or leave ${useless} out.`,
      );
    return;
  }
  const { MEDIA_IP, MEDIA_UDP_PORT, MEDIA_TCP_PORT } = values;
  const useless = firstSet({ MEDIA_IP, MEDIA_UDP_PORT, MEDIA_TCP_PORT });
  if (useless !== undefined)
    throw new CannotStart(
      `${useless} is for a LiveKit that is started here, and LIVEKIT_URL names another: set it there (rtc in its settings), and leave ${useless} out here.`,
    );
}

function firstSet(settings: Readonly<Record<string, unknown>>): string | undefined {
  return Object.entries(settings).find(([, value]) => value !== undefined)?.[0];
}

/** Others may reach the media server without our proxy. One of our own listens on loopback only. */
export function isGuarded({ LIVEKIT_IS_PRIVATE: said, LIVEKIT_URL: urls = [] }: MediaValues): boolean {
  return said === undefined ? !urls.every(isPrivateAddress) : said === 'no';
}
