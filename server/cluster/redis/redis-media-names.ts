// The rooms' media names in Redis: one key for each room, replaced only by a server that knows its present value.
import type { MediaNames } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import { givenUpKey, roomKey, roomLife } from './redis-keys.ts';
import { redisScript } from './redis-script.ts';
import type { RedisSweep } from './redis-sweep.ts';

/** KEYS name; ARGV before ('' for none), after, life in seconds. Answers with the resulting name, '' for none. */
const replaceScript = redisScript(`
local now = redis.call('GET', KEYS[1]) or ''
if now ~= ARGV[1] then return now end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return ARGV[2]
`);

export class RedisMediaNames implements MediaNames {
  readonly #redis: RedisConnection;

  readonly #sweep: Pick<RedisSweep, 'due'>;

  constructor(redis: RedisConnection, sweep: Pick<RedisSweep, 'due'>) {
    this.#redis = redis;
    this.#sweep = sweep;
  }

  of(room: RoomId): Promise<string | null> {
    return orFault('servers-unreachable', async () => this.#redis.questions.ask((client) => client.get(keyOf(room))));
  }

  replace(room: RoomId, before: string | null, after: string): Promise<string | null> {
    return orFault('servers-unreachable', async () => {
      const now = String(await this.#redis.run(replaceScript, [keyOf(room)], [before ?? '', after, roomLife]));
      return now === '' ? null : now;
    });
  }

  async forget(room: RoomId): Promise<void> {
    await orFault('servers-unreachable', async () => this.#redis.questions.ask((client) => client.del(keyOf(room))));
  }

  async giveUp(name: string): Promise<void> {
    await orFault('servers-unreachable', async () => this.#redis.questions.ask((client) => client.sAdd(givenUpKey, name)));
  }

  givenUp(): Promise<readonly string[]> {
    return orFault('servers-unreachable', async () => this.#redis.questions.ask((client) => client.sMembers(givenUpKey)));
  }

  /** LiveKit kept its rows in this Redis too. */
  async noteClosed(name: string): Promise<void> {
    await orFault('servers-unreachable', async () => {
      await this.#sweep.due();
      await this.#redis.questions.ask((client) => client.sRem(givenUpKey, name));
    });
  }
}

function keyOf(room: RoomId): string {
  return roomKey(room, 'media');
}
