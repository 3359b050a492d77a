// Chooses how this server stands: alone, with the rooms' journals in its own folder, or beside others, with everything shared on Redis.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { CannotStart } from '../cannot-start.ts';
import type { Config } from '../config.ts';
import type { LineBook, MediaNames, RoomClaims, RoomLog, ServerLine } from '../ports.ts';
import { FileRoomLog } from '../roomlogs/file-room-log.ts';
import { RedisRoomLog } from '../roomlogs/redis-room-log.ts';
import { whyNot } from '../why-not.ts';
import { LocalLineBook } from './local-line-book.ts';
import { LocalMediaNames } from './local-media-names.ts';
import { LocalRoomClaims } from './local-room-claims.ts';
import { LocalServerLine } from './local-server-line.ts';
import { connectRedis } from './redis-connection.ts';
import { RedisLineBook } from './redis-line-book.ts';
import { RedisMediaNames } from './redis-media-names.ts';
import { RedisPulse } from './redis-pulse.ts';
import { RedisRoomClaims } from './redis-room-claims.ts';
import { RedisServerLine } from './redis-server-line.ts';

export interface StartedServers {
  readonly ports: { readonly log: RoomLog; readonly claims: RoomClaims; readonly book: LineBook; readonly others: ServerLine };
  readonly mediaNames: MediaNames;
  /** Whether the rooms can be reached now. */
  isUp(): boolean;
  /** The others take over what was ours. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly dataDir: string;
  readonly secret: string;
  readonly log: Pick<Logger, 'warn'>;
}

/** Throws `CannotStart`. */
export function startServers(config: Config, around: Surroundings): Promise<StartedServers> {
  return config.redisUrl === null ? startAlone(around) : startBesideOthers(config.redisUrl, around);
}

async function startAlone({ dataDir }: Surroundings): Promise<StartedServers> {
  const folder = join(dataDir, 'rooms');
  const log = await FileRoomLog.open(folder).catch((cause: unknown) => {
    throw new CannotStart(
      `The rooms' journals in ${folder} cannot be opened: ${whyNot(cause)}. Restore the folder, or its permissions.`,
      cause,
    );
  });
  const ports = { log, claims: new LocalRoomClaims(), book: new LocalLineBook(), others: new LocalServerLine() };
  return { ports, mediaNames: new LocalMediaNames(), isUp: () => true, stop: () => log.close() };
}

async function startBesideOthers(url: string, { secret, log: logger }: Surroundings): Promise<StartedServers> {
  const redis = await connectRedis({ url, onTrouble: (sentence) => logger.warn(sentence) });
  try {
    await redis.claimInstallation(createHash('sha256').update(`installation\n${secret}`).digest('base64url'));
    const pulse = await RedisPulse.open(redis);
    const others = await RedisServerLine.open(redis);
    const claims = new RedisRoomClaims(redis, pulse);
    const log = new RedisRoomLog(redis);
    return {
      ports: { log, claims, book: new RedisLineBook(redis, pulse), others },
      mediaNames: new RedisMediaNames(redis),
      isUp: () => redis.isUp && redis.isTrusted,
      async stop() {
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
