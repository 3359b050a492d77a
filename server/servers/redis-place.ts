// Judges at the start whether this Redis can be trusted with the rooms; the reasons are sentences for whoever starts the server.
import { CannotStart } from '../cannot-start.ts';
import { type RedisWire, reasonOf } from './redis-wire.ts';

const leastVersion = 7;
const clocksApartMs = 2_000;

export interface RedisPlace {
  /** For sentences: where it is, without name and password. */
  readonly where: string;
  readonly database: number;
}

export function placeOf(url: string): RedisPlace {
  const address = URL.canParse(url) ? new URL(url) : null;
  const database = /^\/?(\d*)$/.exec(address?.pathname ?? 'none')?.[1];
  if (address === null || !/^rediss?:$/.test(address.protocol) || address.hostname === '' || database === undefined)
    throw new CannotStart('REDIS_URL should be an address such as redis://user:password@host:6379/0.');
  return { where: `${address.hostname}:${address.port || 6379}`, database: Number(database) };
}

export function whyNotConnected({ where }: RedisPlace, cause: unknown): CannotStart {
  const reason = reasonOf(cause);
  if (/^(WRONGPASS|NOAUTH|NOPERM)/.test(reason))
    return new CannotStart(`Redis on ${where} refuses the name or the password in REDIS_URL.`);
  if (/unknown command/i.test(reason)) return tooOld(where, 'before 6');
  if (/^(ERR|DENIED)/.test(reason)) return new CannotStart(`Redis on ${where} refuses: ${reason.split('. ')[0]}.`);
  return new CannotStart(`Redis on ${where} cannot be reached (${reason}). Is it running, and is REDIS_URL right?`);
}

/** Answers how many milliseconds the clock of Redis is ahead of ours. Throws `CannotStart`. */
export async function judge(wire: RedisWire, { where }: RedisPlace, warn: (sentence: string) => void): Promise<number> {
  const about = infoOf(await wire.ask((client) => client.info()));
  const version = about.get('redis_version') ?? '0';
  if (Number.parseInt(version, 10) < leastVersion) throw tooOld(where, version);
  if (about.get('role') === 'slave')
    throw new CannotStart(`Redis on ${where} is a replica and takes no writes. Put the address of the primary into REDIS_URL.`);
  const policy = about.get('maxmemory_policy');
  if (policy !== 'noeviction')
    throw new CannotStart(
      `Redis on ${where} may throw rooms away when its memory is full (maxmemory-policy is ${policy}). Set maxmemory-policy to noeviction.`,
    );
  if (about.get('aof_enabled') !== '1')
    warn(`Redis on ${where} loses the running meetings when it restarts: appendonly is off. Set appendonly to yes.`);
  const before = Date.now();
  const [seconds, micros] = await wire.ask((client) => client.time());
  const ahead = Math.round(Number(seconds) * 1000 + Number(micros) / 1000 - (before + Date.now()) / 2);
  if (Math.abs(ahead) > clocksApartMs) {
    const apart = `${(Math.abs(ahead) / 1000).toFixed(1)} s ${ahead > 0 ? 'behind' : 'ahead of'}`;
    throw new CannotStart(
      `The clock of this machine is ${apart} the clock of Redis on ${where}. Look at both with date -u, and set the wrong one (NTP does).`,
    );
  }
  return ahead;
}

function infoOf(text: string): Map<string, string> {
  return new Map(
    text.split('\r\n').flatMap((line) => (line.includes(':') ? [line.split(/:(.*)/s).slice(0, 2) as [string, string]] : [])),
  );
}

function tooOld(where: string, version: string): CannotStart {
  return new CannotStart(`Redis on ${where} is version ${version}; version ${leastVersion} or newer is needed.`);
}
