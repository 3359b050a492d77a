// Refuses secrets that others know or could guess: examples from manuals, common words, and values too short or too regular to be random.
// Used only where others can reach the server; a trial on one's own machine may be careless. Repeats no value.
import { recordsPlace, redisPlace } from './store-address.ts';

export interface Secrets {
  readonly SECRET?: string | undefined;
  readonly LIVEKIT_API_KEY?: string | undefined;
  readonly LIVEKIT_API_SECRET?: string | undefined;
  readonly DATABASE_URL?: string | undefined;
  readonly REDIS_URL?: string | undefined;
  /** PostgreSQL's driver takes it where the address has no password. */
  readonly PGPASSWORD?: string | undefined;
}

const stores = ['DATABASE_URL', 'REDIS_URL'] as const;

/** The least length of a secret that signs links and passes. A password may be shorter: its server is private and limits attempts. */
const shortest = { secret: 32, password: 16 };
/** Random characters of that length repeat less often than this. */
const fewestDifferent = 8;

const wordsOfHabit = new Set([
  ...['devkey', 'secret', 'apikey', 'appkey', 'livekit', 'key', 'key1', 'secret1', 'test', 'admin', 'root', 'user', 'default'],
  ...['password', 'passw0rd', 'postgres', 'postgresql', 'redis', 'balint', 'balint-room', 'guest', 'letmein', '123456', 'none'],
]);

const tracesOfAnExample =
  /change.?(me|it|this)|replace|example|placeholder|your.?(own|api|secret|key|password)|random.?string|todo|xxxx/i;

/** One sentence for each secret that others may know; empty when all is well. */
export function weakSecrets(secrets: Secrets): string[] {
  const { SECRET, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = secrets;
  return [
    sentence('SECRET', SECRET, weaknessOf(SECRET, shortest.secret)),
    sentence('LIVEKIT_API_KEY', LIVEKIT_API_KEY, isKnown(LIVEKIT_API_KEY) ? known : null),
    sentence('LIVEKIT_API_SECRET', LIVEKIT_API_SECRET, weaknessOf(LIVEKIT_API_SECRET, shortest.secret)),
    ...stores.map((name) => {
      const { password, standsIn } = storeIn(secrets, name) ?? {};
      return sentence(`The password in ${standsIn}`, password, weaknessOf(password, shortest.password));
    }),
  ].filter((one) => one !== null);
}

/** What is wrong with a secret that signs links; null when nothing is. */
export function weaknessOfSecret(secret: string): string | null {
  return weaknessOf(secret, shortest.secret);
}

/** One sentence for each store on another machine that is used without a password. */
export function openStores(secrets: Pick<Secrets, 'DATABASE_URL' | 'REDIS_URL' | 'PGPASSWORD'>): string[] {
  return stores.flatMap((name) => {
    const { host = '', password } = storeIn(secrets, name) ?? {};
    const isHere = host === '' || host.startsWith('/') || isLoopback(host);
    return password !== '' || isHere
      ? []
      : [`${name} has no password, and ${host} is another machine: whoever reaches it reads everything. Give it a password.`];
  });
}

/** Whether only this machine can reach that address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(\.\d+){3}$/.test(host) || /^\[?::1\]?$/.test(host);
}

const known = 'is one that everybody knows';

function sentence(name: string, value: string | undefined, weakness: string | null): string | null {
  if (!value || weakness === null) return null;
  return `${name} ${weakness}. A server that others can reach needs one of its own: \`npm run go-live\` makes it, or \`openssl rand -hex 32\`.`;
}

function weaknessOf(value: string | undefined, length: number): string | null {
  if (!value) return null;
  if (isKnown(value)) return known;
  if (value.length < length) return `has ${value.length} characters and needs at least ${length}`;
  return new Set(value).size < fewestDifferent ? 'repeats itself and is not random' : null;
}

function isKnown(value: string | undefined): boolean {
  return value !== undefined && (wordsOfHabit.has(value.toLowerCase()) || tracesOfAnExample.test(value));
}

interface Store {
  readonly host: string;
  readonly password: string;
  readonly standsIn: string;
}

function storeIn(secrets: Secrets, name: (typeof stores)[number]): Store | null {
  const url = secrets[name] ?? '';
  const place = name === 'DATABASE_URL' ? recordsPlace(url) : redisPlace(url);
  if (place === null) return null;
  const { PGPASSWORD = '' } = secrets;
  return place.password === '' && name === 'DATABASE_URL' && PGPASSWORD !== ''
    ? { ...place, password: PGPASSWORD, standsIn: 'PGPASSWORD' }
    : { ...place, standsIn: name };
}
