// The book of open lines in Redis: for each room who carries which line. A line counts while its server's pulse beats, so nothing is
// closed when a server ends.
import type { LineBook, LineName, RoomId } from '../ports.ts';
import { nowOrLater, untilDone } from './redis-again.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import { roomKey, roomLife } from './redis-keys.ts';
import type { RedisPulse } from './redis-pulse.ts';
import { redisScript } from './redis-script.ts';

/** KEYS lines; ARGV line, our id, life in seconds, '1' to take it over from whoever carried it before. */
const openScript = redisScript(`
local carrier = redis.call('HGET', KEYS[1], ARGV[1])
if carrier and carrier ~= ARGV[2] and ARGV[4] ~= '1' then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
`);

/** KEYS lines; ARGV line, our id. */
const closeScript = redisScript(`
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
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
    await this.#note(room, line, true).catch((fault: unknown) => {
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
    const carrier = await orFault('servers-unreachable', async () => {
      const key = roomKey(room, 'lines');
      return this.#redis.questions.ask((client) => client.hGet(key, line));
    });
    return carrier != null && this.#pulse.isAlive(carrier);
  }

  #carries(room: RoomId, line: LineName): boolean {
    return this.#ours.get(room)?.has(line) ?? false;
  }

  #note(room: RoomId, line: LineName, mayTakeOver: boolean): Promise<unknown> {
    return orFault('servers-unreachable', async () =>
      this.#redis.run(openScript, [roomKey(room, 'lines')], [line, this.#pulse.serverId, roomLife, mayTakeOver ? '1' : '0']),
    );
  }

  /** Redis may have come back without them. What another server noted meanwhile is newer. */
  #writeAgain(): void {
    for (const [room, lines] of this.#ours) {
      for (const line of lines) {
        void untilDone(
          () => this.#note(room, line, false),
          () => !this.#redis.isClosed && this.#carries(room, line),
        );
      }
    }
  }
}
