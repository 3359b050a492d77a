// The halves of the rooms' keys that Redis keeps.

import type { RedisConnection } from '../cluster/redis/redis-connection.ts';
import { orFault } from '../cluster/redis/redis-fault.ts';
import { roomKey, roomLife } from '../cluster/redis/redis-keys.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { KeyHalves } from './shared-room-keys.ts';

export class RedisKeyHalves implements KeyHalves {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  of(room: RoomId): Promise<string | null> {
    return orFault('log-unavailable', async () => this.#redis.questions.ask((client) => client.get(roomKey(room, 'key'))));
  }

  put(room: RoomId, half: string): Promise<string | null> {
    return orFault('log-unavailable', async () => {
      const key = roomKey(room, 'key');
      const options = { condition: 'NX', expiration: { type: 'EX', value: roomLife } } as const;
      return this.#redis.questions.ask(async (client) => {
        await client.set(key, half, options);
        return client.get(key);
      });
    });
  }

  async remove(room: RoomId): Promise<void> {
    await orFault('log-unavailable', async () => this.#redis.questions.ask((client) => client.del(roomKey(room, 'key'))));
  }
}
