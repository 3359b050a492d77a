// The book of open lines in Redis: for each room who carries which line. A line counts while a server that carries it has a beating pulse,
// so nothing is closed when a server ends.
import type { LineBook, LineName } from '../../ports/cluster.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import type { RedisPulse } from './redis-heartbeat.ts';
import { roomKey, roomLife } from './redis-keys.ts';
import { redisScript } from './redis-script.ts';
import { nowOrLater, untilDone } from './retry.ts';

/** KEYS lines; ARGV line, our id, life in seconds. A line's carriers are the ids of their servers, a space between two. */
const openScript = redisScript(`
local carriers = redis.call('HGET', KEYS[1], ARGV[1])
for carrier in string.gmatch(carriers or '', '%S+') do
  if carrier == ARGV[2] then return 1 end
end
redis.call('HSET', KEYS[1], ARGV[1], carriers and carriers .. ' ' .. ARGV[2] or ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
`);

/** KEYS lines; ARGV line, our id. */
const closeScript = redisScript(`
local others = {}
for carrier in string.gmatch(redis.call('HGET', KEYS[1], ARGV[1]) or '', '%S+') do
  if carrier ~= ARGV[2] then table.insert(others, carrier) end
end
if #others == 0 then redis.call('HDEL', KEYS[1], ARGV[1])
else redis.call('HSET', KEYS[1], ARGV[1], table.concat(others, ' ')) end
return 1
`);

export class RedisLineBook implements LineBook {
  readonly #redis: RedisConnection;
  readonly #pulse: RedisPulse;
  readonly #ours = new Map<RoomId, Set<LineName>>();

  constructor(redis: RedisConnection, pulse: RedisPulse) {
    this.#redis = redis;
    this.#pulse = pulse;
    redis.questions.followReturn(() => this.#writeAgain());
  }

  /** A line whose opening failed is not noted. */
  async open(room: RoomId, line: LineName): Promise<void> {
    const lines = this.#ours.get(room) ?? new Set();
    this.#ours.set(room, lines.add(line));
    await this.#note(room, line).catch((fault: unknown) => {
      void this.close(room, line);
      throw fault;
    });
  }

  /** Redis learns of it as soon as it answers. */
  async close(room: RoomId, line: LineName): Promise<void> {
    const lines = this.#ours.get(room);
    lines?.delete(line);
    if (lines?.size === 0) this.#ours.delete(room);
    const strike = () => this.#redis.run(closeScript, [roomKey(room, 'lines')], [line, this.#pulse.serverId]);
    await nowOrLater(strike, () => !this.#redis.isClosed && !this.#carries(room, line));
  }

  async isOpen(room: RoomId, line: LineName): Promise<boolean> {
    const carriers = await orFault('servers-unreachable', async () => {
      const key = roomKey(room, 'lines');
      return this.#redis.questions.ask((client) => client.hGet(key, line));
    });
    for (const carrier of carriers?.split(' ').reverse() ?? []) if (await this.#pulse.isAlive(carrier)) return true;
    return false;
  }

  #carries(room: RoomId, line: LineName): boolean {
    return this.#ours.get(room)?.has(line) ?? false;
  }

  #note(room: RoomId, line: LineName): Promise<unknown> {
    return orFault('servers-unreachable', async () =>
      this.#redis.run(openScript, [roomKey(room, 'lines')], [line, this.#pulse.serverId, roomLife]),
    );
  }

  /** Redis may have come back without them. */
  #writeAgain(): void {
    for (const [room, lines] of this.#ours) {
      for (const line of lines) {
        void untilDone(
          () => this.#note(room, line),
          () => !this.#redis.isClosed && this.#carries(room, line),
        );
      }
    }
  }
}
