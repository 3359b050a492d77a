// Chooses how this server stands: alone, with the rooms' journals in its own folder, or beside others, with everything shared on Redis.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { CannotStart } from '../cannot-start.ts';
import type { Config } from '../config.ts';
import type { LineBook, MediaNames, RoomClaims, RoomLog, ServerLine } from '../ports.ts';
import { FileRoomKeys } from '../roomlogs/file-room-keys.ts';
import { FileRoomLog } from '../roomlogs/file-room-log.ts';
import { RedisRoomLog } from '../roomlogs/redis-room-log.ts';
import { KeyRing } from '../roomlogs/room-keys.ts';
import { SealedLog } from '../roomlogs/sealed-log.ts';
import { type KeyHalves, SharedRoomKeys } from '../roomlogs/shared-room-keys.ts';
import { whyNot } from '../why-not.ts';
import { LocalLineBook } from './local-line-book.ts';
import { LocalMediaNames } from './local-media-names.ts';
import { LocalRoomClaims } from './local-room-claims.ts';
import { LocalServerLine } from './local-server-line.ts';
import { connectRedis } from './redis-connection.ts';
import { RedisKeyHalves } from './redis-key-halves.ts';
import { RedisLineBook } from './redis-line-book.ts';
import { RedisMediaNames } from './redis-media-names.ts';
import { RedisPulse } from './redis-pulse.ts';
import { RedisRoomClaims } from './redis-room-claims.ts';
import { RedisServerLine } from './redis-server-line.ts';
import { RedisSweep } from './redis-sweep.ts';

export interface StartedServers {
  readonly ports: { readonly log: RoomLog; readonly claims: RoomClaims; readonly book: LineBook; readonly others: ServerLine };
  /** Under which the log is sealed. */
  readonly keys: KeyRing;
  readonly mediaNames: MediaNames;
  /** Whether the rooms can be reached now. */
  isUp(): boolean;
  /** The others take over what was ours. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly dataDir: string;
  readonly secret: string;
  /** The records' halves of the rooms' keys. */
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
  const ports = { log, claims: new LocalRoomClaims(), book: new LocalLineBook(), others: new LocalServerLine() };
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
    const pulse = await RedisPulse.open(redis);
    const others = await RedisServerLine.open(redis);
    const claims = new RedisRoomClaims(redis, pulse);
    const keys = new KeyRing(new SharedRoomKeys(new RedisKeyHalves(redis), halves, secret));
    const sweep = new RedisSweep(redis);
    const log = new SealedLog(new RedisRoomLog(redis, sweep), keys);
    return {
      ports: { log, claims, book: new RedisLineBook(redis, pulse), others },
      keys,
      mediaNames: new RedisMediaNames(redis),
      isUp: () => redis.isUp && redis.isTrusted,
      async stop() {
        sweep.stop();
        await claims.close();
        await others.close();
        await log.close();
        await pulse.close();
        redis.close();
      },
    };
  } catch (cause) {
    redis.close();
    throw cause;
  }
}
