// The addresses of the stores, DATABASE_URL and REDIS_URL, read as their drivers read them. PostgreSQL's also takes user, password, host and port
// from the query, and the query wins; so each part may stand in one place alone, where whoever judges the address sees it.

export interface StorePlace {
  /** A name or an address; the folder of a socket; empty for this machine. */
  readonly host: string;
  readonly port: string;
  /** Empty: none. */
  readonly password: string;
}

const notInQuery: ReadonlySet<string> = new Set([
  'user',
  'password',
  'passfile',
  'host',
  'hostaddr',
  'port',
  'database',
  'dbname',
  'db',
  'service',
  'servicefile',
]);

const written = 'signs like @, / and % in the password are written %40, %2F and %25';
export const storeAdvice = {
  DATABASE_URL: `an address such as postgresql://user:password@host:5432/database, with each of these there and none of them after a ?; ${written}`,
  REDIS_URL: `an address such as redis://user:password@host:6379/0, with nothing after the number of the database; ${written}`,
};

export function isRecordsAddress(address: string): boolean {
  const url = /^postgres(ql)?:\/\//.test(address) && isWrittenClearly(address) ? withHost(address) : null;
  if (url === null || url.port === '0' || url.hash !== '') return false;
  const inQuery = [...url.searchParams.keys()].filter((name) => notInQuery.has(name.toLowerCase()));
  return inQuery.length === 0 || (socketIn(url) !== null && /^(host(,port)?|port,host)$/.test(inQuery.join()));
}

export function isRedisAddress(address: string): boolean {
  if (!isWrittenClearly(address) || !URL.canParse(address)) return false;
  const { hostname, port, pathname } = new URL(address);
  return hostname !== '' && port !== '0' && /^\/?\d*$/.test(pathname) && !/[?#]/.test(address);
}

/** Null for what is no address. */
export function recordsPlace(address: string): StorePlace | null {
  const url = withHost(address);
  if (url === null) return null;
  const port = url.searchParams.get('port') || url.port || '5432';
  return { host: socketIn(url) ?? decoded(url.hostname), port, password: decoded(url.password) };
}

/** Null for what is no address. */
export function redisPlace(address: string): StorePlace | null {
  if (!URL.canParse(address)) return null;
  const { hostname, port, password } = new URL(address);
  return { host: hostname, port: port || '6379', password: decoded(password) };
}

/** What is wrongly written with % is read in ways of their own. */
function isWrittenClearly(address: string): boolean {
  return !/\s|%(?![\da-f]{2})/i.test(address);
}

/** For a socket, a user may stand before no host at all, which a URL may not have: postgresql://user@/database?host=/run/postgresql. */
function withHost(address: string): URL | null {
  const full = URL.canParse(address) ? address : address.replace(/^(\w+:\/\/[^@/]*)@\//, '$1@localhost/');
  return URL.canParse(full) ? new URL(full) : null;
}

/** The folder of a socket may stand in the query, with its port: it is on no other machine. */
function socketIn({ hostname, searchParams }: URL): string | null {
  const folder = searchParams.get('host');
  return folder?.startsWith('/') && /^(localhost)?$/.test(hostname) ? folder : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
