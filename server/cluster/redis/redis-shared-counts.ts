// What one caller asks for and holds on all servers, in Redis: when they will have rested, and how many each server holds of them. Every key ends
// by itself within minutes, and names nobody.
import { createHmac } from 'node:crypto';
import type { SharedCounts } from '../../ports/cluster.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import type { RedisHeartbeat } from './redis-heartbeat.ts';
import { redisScript } from './redis-script.ts';
import { untilDone } from './retry.ts';

/** KEYS when they have rested; ARGV cost, burst, rate a second. By Redis' clock; one that was set back leaves nobody shut out. */
const spendScript = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local each = 1000 / tonumber(ARGV[3])
local full = ARGV[2] * each
local rested = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + ARGV[1] * each
rested = math.ceil(math.min(rested, now + 2 * full))
redis.call('SET', KEYS[1], string.format('%.0f', rested), 'PX', string.format('%.0f', math.max(1, rested - now)))
return math.max(0, math.ceil(rested - now - full))
`);

/** KEYS held; ARGV our id, how many here, life in seconds. Answers with each server and what it holds. */
const holdScript = redisScript(`
if ARGV[2] == '0' then redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
return redis.call('HGETALL', KEYS[1])
`);

/** What a killed server held is forgotten after this; what is still held is entered again before. */
const lifeSeconds = 600;
const againMs = 240_000;

export class RedisSharedCounts implements SharedCounts {
  readonly #redis: RedisConnection;
  readonly #heartbeat: RedisHeartbeat;
  readonly #secret: string;
  /** By key. */
  readonly #held = new Map<string, number>();
  readonly #again: NodeJS.Timeout;

  constructor(redis: RedisConnection, heartbeat: RedisHeartbeat, secret: string) {
    this.#redis = redis;
    this.#heartbeat = heartbeat;
    this.#secret = secret;
    this.#again = setInterval(() => this.#enterAgain(), againMs).unref();
    redis.questions.followReturn(() => this.#enterAgain());
  }

  async spend(what: string, who: string, cost: number, measure: { burst: number; perSecond: number }): Promise<number> {
    const args = [cost, measure.burst, measure.perSecond];
    return orFault('servers-unreachable', async () =>
      Number(await this.#redis.run(spendScript, [this.#keyOf('spent', what, who)], args)),
    );
  }

  async hold(what: string, who: string, here: number): Promise<number> {
    const key = this.#keyOf('held', what, who);
    if (here > 0) this.#held.set(key, here);
    else this.#held.delete(key);
    const servers = await this.#enter(key, here).catch((fault: unknown) => {
      this.#enterLater(key, here);
      throw fault;
    });
    let all = 0;
    for (const [server, held] of servers) if (await this.#heartbeat.isAlive(server)) all += held;
    return all;
  }

  stop(): void {
    clearInterval(this.#again);
  }

  #enter(key: string, here: number): Promise<[server: string, held: number][]> {
    return orFault('servers-unreachable', async () => {
      const said = (await this.#redis.run(holdScript, [key], [this.#heartbeat.serverId, here, lifeSeconds])) as string[];
      return said.flatMap((server, at) => (at % 2 === 0 ? [[server, Number(said[at + 1])]] : []));
    });
  }

  #enterLater(key: string, here: number): void {
    const isWanted = () => !this.#redis.isClosed && (this.#held.get(key) ?? 0) === here;
    void untilDone(() => this.#enter(key, here), isWanted);
  }

  #enterAgain(): void {
    for (const [key, here] of this.#held) this.#enterLater(key, here);
  }

  #keyOf(kind: 'spent' | 'held', what: string, who: string): string {
    const hidden = createHmac('sha256', this.#secret).update(`balint-room count 1\0${what}\0${who}`).digest('base64url');
    return `balint:${kind}:${hidden.slice(0, 27)}`;
  }
}
