// The presence registry in Redis: which servers carry which connections, for each room. A connection counts while a server that carries it
// has a heartbeat, so nothing needs closing when a server ends.
import type { ConnectionName, PresenceRegistry } from '../../ports/cluster.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import type { RedisHeartbeat } from './redis-heartbeat.ts';
import { roomKey, roomLife } from './redis-keys.ts';
import { redisScript } from './redis-script.ts';
import { nowOrLater, untilDone } from './retry.ts';

/** KEYS connections; ARGV connection, our id, life in seconds. A connection's carriers are the ids of servers, separated by spaces. */
const openScript = redisScript(`
local carriers = redis.call('HGET', KEYS[1], ARGV[1])
for carrier in string.gmatch(carriers or '', '%S+') do
  if carrier == ARGV[2] then return 1 end
end
redis.call('HSET', KEYS[1], ARGV[1], carriers and carriers .. ' ' .. ARGV[2] or ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
`);

/** KEYS connections; ARGV connection, our id. */
const closeScript = redisScript(`
local others = {}
for carrier in string.gmatch(redis.call('HGET', KEYS[1], ARGV[1]) or '', '%S+') do
  if carrier ~= ARGV[2] then table.insert(others, carrier) end
end
if #others == 0 then redis.call('HDEL', KEYS[1], ARGV[1])
else redis.call('HSET', KEYS[1], ARGV[1], table.concat(others, ' ')) end
return 1
`);

export class RedisPresenceRegistry implements PresenceRegistry {
  readonly #redis: RedisConnection;
  readonly #heartbeat: RedisHeartbeat;
  readonly #ours = new Map<RoomId, Set<ConnectionName>>();

  constructor(redis: RedisConnection, heartbeat: RedisHeartbeat) {
    this.#redis = redis;
    this.#heartbeat = heartbeat;
    redis.questions.followReturn(() => this.#writeAgain());
  }

  /** A connection that could not be opened is not entered. */
  async open(room: RoomId, connection: ConnectionName): Promise<void> {
    const connections = this.#ours.get(room) ?? new Set();
    this.#ours.set(room, connections.add(connection));
    await this.#note(room, connection).catch((fault: unknown) => {
      void this.close(room, connection);
      throw fault;
    });
  }

  /** Redis learns of it as soon as it answers again. */
  async close(room: RoomId, connection: ConnectionName): Promise<void> {
    const connections = this.#ours.get(room);
    connections?.delete(connection);
    if (connections?.size === 0) this.#ours.delete(room);
    const strike = () => this.#redis.run(closeScript, [roomKey(room, 'lines')], [connection, this.#heartbeat.serverId]);
    await nowOrLater(strike, () => !this.#redis.isClosed && !this.#carries(room, connection));
  }

  async isOpen(room: RoomId, connection: ConnectionName): Promise<boolean> {
    const carriers = await orFault('servers-unreachable', async () => {
      const key = roomKey(room, 'lines');
      return this.#redis.questions.ask((client) => client.hGet(key, connection));
    });
    for (const carrier of carriers?.split(' ').reverse() ?? []) if (await this.#heartbeat.isAlive(carrier)) return true;
    return false;
  }

  #carries(room: RoomId, connection: ConnectionName): boolean {
    return this.#ours.get(room)?.has(connection) ?? false;
  }

  #note(room: RoomId, connection: ConnectionName): Promise<unknown> {
    return orFault('servers-unreachable', async () =>
      this.#redis.run(openScript, [roomKey(room, 'lines')], [connection, this.#heartbeat.serverId, roomLife]),
    );
  }

  /** Redis may have come back without them. */
  #writeAgain(): void {
    for (const [room, connections] of this.#ours) {
      for (const connection of connections) {
        void untilDone(
          () => this.#note(room, connection),
          () => !this.#redis.isClosed && this.#carries(room, connection),
        );
      }
    }
  }
}
