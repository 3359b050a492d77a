// Checks whether this Redis can be trusted with the rooms; reasons are sentences for whoever runs the server.
import { CannotStart } from '../../process/cannot-start.ts';
import { systemClock } from '../../process/system-clock.ts';
import { type RedisWire, reasonOf } from './redis-wire.ts';

const leastVersion = 7;
const clocksApartMs = 2_000;

export interface RedisPlace {
  /** For messages: its host and port, without name and password. */
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

/** Answers with a warning for each weakness. Throws `CannotStart` when it cannot be trusted. */
export async function judge(wire: RedisWire, { where }: RedisPlace): Promise<string[]> {
  const about = infoOf(await wire.ask((client) => client.info()));
  const version = about.get('redis_version') ?? '0';
  if (Number.parseInt(version, 10) < leastVersion) throw tooOld(where, version);
  if (about.get('role') === 'slave')
    throw new CannotStart(`Redis on ${where} is a replica and takes no writes. Put the address of the primary into REDIS_URL.`);
  if (about.get('cluster_enabled') === '1') await mustBeOneMaster(wire, where);
  const policy = about.get('maxmemory_policy');
  if (policy !== 'noeviction')
    throw new CannotStart(
      `Redis on ${where} may throw rooms away when its memory is full (maxmemory-policy is ${policy}). Set maxmemory-policy to noeviction.`,
    );
  if (about.get('aof_enabled') !== '1')
    return [`Redis on ${where} loses the running meetings when it restarts: appendonly is off. Set appendonly to yes.`];
  const writes = await howItWrites(wire);
  return writes === 'always' || writes === undefined
    ? []
    : [`Redis on ${where} may lose the last acts when it is killed: appendfsync is ${writes}. Set appendfsync to always.`];
}

async function mustBeOneMaster(wire: RedisWire, where: string): Promise<void> {
  const masters = infoOf(String(await wire.ask((client) => client.sendCommand(['CLUSTER', 'INFO'])))).get('cluster_size');
  if (Number(masters) > 1)
    throw new CannotStart(
      `Redis on ${where} is a cluster of ${masters} masters, which share the rooms out among them. Use a Redis in which one primary has all of them.`,
    );
}

/** Compared with this server's own clock, which does not follow later corrections of the machine's clock. Answers with what is wrong, or null. */
export async function clocksApart(wire: RedisWire, { where }: RedisPlace): Promise<string | null> {
  const before = systemClock.now();
  const [seconds, micros] = await wire.ask((client) => client.time());
  const after = systemClock.now();
  const ahead = Number(seconds) * 1000 + Number(micros) / 1000 - (before + after) / 2;
  if (Math.abs(ahead) - (after - before) / 2 <= clocksApartMs) return null; // a slow answer proves nothing
  const apart = `${(Math.abs(ahead) / 1000).toFixed(1)} s ${ahead > 0 ? 'behind' : 'ahead of'}`;
  return `The clock of this machine is ${apart} the clock of Redis on ${where}. Look at both with date -u, set the wrong one (NTP does), and start this server again.`;
}

/** Undefined if this user may not ask. */
async function howItWrites(wire: RedisWire): Promise<string | undefined> {
  const settings = await wire.ask((client) => client.configGet('appendfsync')).catch(() => ({}) as Record<string, string>);
  return settings.appendfsync;
}

export function infoOf(text: string): Map<string, string> {
  return new Map(
    text.split('\r\n').flatMap((line) => (line.includes(':') ? [line.split(/:(.*)/s).slice(0, 2) as [string, string]] : [])),
  );
}

function tooOld(where: string, version: string): CannotStart {
  return new CannotStart(`Redis on ${where} is version ${version}; version ${leastVersion} or newer is needed.`);
}
