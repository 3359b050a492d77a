// Sets this server up to run alone, with the rooms' journals in its own folder, or beside others, with everything shared through Redis.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { PresenceRegistry, RoomLeases, ServerBus, SharedCounts } from '../ports/cluster.ts';
import type { MediaNames } from '../ports/media.ts';
import type { RoomLog } from '../ports/rooms.ts';
import { CannotStart } from '../process/cannot-start.ts';
import type { Config } from '../process/config.ts';
import { whyNot } from '../process/why-not.ts';
import { FileRoomKeys } from '../roomlogs/file-room-keys.ts';
import { FileRoomLog } from '../roomlogs/file-room-log.ts';
import { RedisKeyHalves } from '../roomlogs/redis-key-halves.ts';
import { RedisRoomLog } from '../roomlogs/redis-room-log.ts';
import { KeyRing } from '../roomlogs/room-keys.ts';
import { SealedLog } from '../roomlogs/sealed-log.ts';
import { type KeyHalves, SharedRoomKeys } from '../roomlogs/shared-room-keys.ts';
import { LocalMediaNames } from './local/local-media-names.ts';
import { LocalPresenceRegistry } from './local/local-presence-registry.ts';
import { LocalRoomLeases } from './local/local-room-leases.ts';
import { LocalServerBus } from './local/local-server-bus.ts';
import { connectRedis } from './redis/redis-connection.ts';
import { RedisHeartbeat } from './redis/redis-heartbeat.ts';
import { RedisMediaNames } from './redis/redis-media-names.ts';
import { RedisPresenceRegistry } from './redis/redis-presence-registry.ts';
import { RedisRoomLeases } from './redis/redis-room-leases.ts';
import { RedisServerBus } from './redis/redis-server-bus.ts';
import { RedisSharedCounts } from './redis/redis-shared-counts.ts';
import { RedisSweep } from './redis/redis-sweep.ts';

export interface StartedServers {
  readonly ports: {
    readonly log: RoomLog;
    readonly leases: RoomLeases;
    readonly presence: PresenceRegistry;
    readonly others: ServerBus;
    readonly counts?: SharedCounts;
  };
  /** The keys under which the log is sealed. */
  readonly keys: KeyRing;
  readonly mediaNames: MediaNames;
  /** Whether the rooms can be reached now. */
  isUp(): boolean;
  /** The other servers take over what was ours. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly dataDir: string;
  readonly secret: string;
  /** The half of each room's key that the records keep. */
  readonly halves: KeyHalves;
  readonly log: Pick<Logger, 'warn'>;
}

/** Throws `CannotStart`. */
export function startServers(config: Config, around: Surroundings): Promise<StartedServers> {
  return config.redisUrl === null ? startAlone(around) : startBesideOthers(config.redisUrl, around);
}

async function startAlone({ dataDir, secret }: Surroundings): Promise<StartedServers> {
  const journals = await opened(join(dataDir, 'rooms'), "The rooms' journals", (folder) => FileRoomLog.open(folder));
  const keys = new KeyRing(await opened(join(dataDir, 'keys'), "The rooms' keys", (folder) => FileRoomKeys.open(folder, secret)));
  const log = new SealedLog(journals, keys);
  const ports = { log, leases: new LocalRoomLeases(), presence: new LocalPresenceRegistry(), others: new LocalServerBus() };
  return { ports, keys, mediaNames: new LocalMediaNames(), isUp: () => true, stop: () => log.close() };
}

async function opened<T>(folder: string, what: string, open: (folder: string) => Promise<T>): Promise<T> {
  return open(folder).catch((cause: unknown) => {
    throw new CannotStart(
      `${what} in ${folder} cannot be opened: ${whyNot(cause)}. Restore the folder, or its permissions.`,
      cause,
    );
  });
}

async function startBesideOthers(url: string, { secret, halves, log: logger }: Surroundings): Promise<StartedServers> {
  const redis = await connectRedis({ url, onTrouble: (sentence) => logger.warn(sentence) });
  try {
    await redis.claimInstallation(createHash('sha256').update(`installation\n${secret}`).digest('base64url'));
    const heartbeat = await RedisHeartbeat.open(redis);
    const others = await RedisServerBus.open(redis);
    const leases = new RedisRoomLeases(redis, heartbeat);
    const keys = new KeyRing(new SharedRoomKeys(new RedisKeyHalves(redis), halves, secret));
    const sweep = new RedisSweep(redis);
    const counts = new RedisSharedCounts(redis, heartbeat, secret);
    const log = new SealedLog(new RedisRoomLog(redis, sweep), keys);
    return {
      ports: { log, leases, presence: new RedisPresenceRegistry(redis, heartbeat), others, counts },
      keys,
      mediaNames: new RedisMediaNames(redis, sweep),
      isUp: () => redis.isUp && redis.isTrusted,
      async stop() {
        sweep.stop();
        counts.stop();
        await leases.close();
        await others.close();
        await log.close();
        await heartbeat.close();
        redis.close();
      },
    };
  } catch (cause) {
    redis.close();
    throw cause;
  }
}
