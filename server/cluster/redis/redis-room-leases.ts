// Room leases in Redis: the room's key names the server that looks after it, for as long as that server has a heartbeat.
import { withLimit } from '../../limits/concurrency-limit.ts';
import type { RoomLeases } from '../../ports/cluster.ts';
import { Fault } from '../../ports/fault.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import type { RedisHeartbeat } from './redis-heartbeat.ts';
import { roomKey, roomLife } from './redis-keys.ts';
import { redisScript } from './redis-script.ts';
import { nowOrLater } from './retry.ts';

type Call = (news: { readonly type: 'lost'; readonly room: RoomId } | { readonly type: 'serverGone' }) => void;

const verifyEveryMs = 2_000;

/** KEYS keeper; ARGV our id, the id it may be taken from, life in seconds. Answers with the room's keeper from now on. */
const takeScript = redisScript(`
local keeper = redis.call('GET', KEYS[1])
if keeper and keeper ~= ARGV[2] then return keeper end
if keeper ~= ARGV[1] then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3]) end
return ARGV[1]
`);

/** KEYS keeper; ARGV our id. */
const releaseScript = redisScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

interface Asking {
  answer: Promise<boolean>;
  isReleased: boolean;
}

export class RedisRoomLeases implements RoomLeases {
  readonly #redis: RedisConnection;
  readonly #heartbeat: RedisHeartbeat;
  readonly #held = new Set<RoomId>();
  readonly #asking = new Map<RoomId, Asking>();
  readonly #followers = new Set<Call>();
  readonly #stop: () => void;
  readonly #verifying: NodeJS.Timeout;
  #isVerifying = false;

  constructor(redis: RedisConnection, heartbeat: RedisHeartbeat) {
    this.#redis = redis;
    this.#heartbeat = heartbeat;
    this.#stop = heartbeat.follow((news) => (news === 'silent' ? this.#loseAll() : this.#tell({ type: 'serverGone' })));
    this.#verifying = setInterval(() => void this.#verify(), verifyEveryMs).unref();
  }

  acquire(room: RoomId): Promise<boolean> {
    const standing = this.#asking.get(room);
    if (standing) return standing.answer;
    const asking = { isReleased: false, answer: Promise.resolve(false) };
    this.#asking.set(room, asking);
    asking.answer = this.#ask(room, asking).finally(() => {
      if (this.#asking.get(room) === asking) this.#asking.delete(room);
    });
    return asking.answer;
  }

  isOurs(room: RoomId): boolean {
    return this.#held.has(room) && this.#heartbeat.isBeating;
  }

  /** Redis learns of it as soon as it answers again. */
  async release(room: RoomId): Promise<void> {
    this.#held.delete(room);
    const asking = this.#asking.get(room);
    if (asking) asking.isReleased = true;
    this.#asking.delete(room);
    await this.#giveBack(room);
  }

  follow(call: Call): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  /** The leases themselves lapse with the heartbeat. */
  async close(): Promise<void> {
    this.#stop();
    clearInterval(this.#verifying);
    this.#followers.clear();
    this.#held.clear();
  }

  async #ask(room: RoomId, asking: Asking): Promise<boolean> {
    const { serverId, silences } = this.#heartbeat;
    try {
      const keeper = await this.#take(room, serverId);
      const isLeft = keeper !== serverId && !(await this.#heartbeat.isAlive(keeper));
      const isOurs = keeper === serverId || (isLeft && (await this.#take(room, keeper)) === serverId);
      if (!isOurs) return false;
      if (!this.#heartbeat.isBeating || this.#heartbeat.silences !== silences)
        throw new Fault('servers-unreachable', 'the other servers consider this one dead');
      if (asking.isReleased) throw new Fault('servers-unreachable', 'the room was released while its lease was being acquired');
      this.#held.add(room);
      return true;
    } catch (fault) {
      if (!this.#held.has(room)) void this.#giveBack(room); // it may have become ours without our knowing
      throw fault;
    }
  }

  /** Takes a free room, or one that `from` keeps; answers with its keeper. */
  #take(room: RoomId, from: string): Promise<string> {
    return orFault('servers-unreachable', async () => {
      const keeper = await this.#redis.run(takeScript, [roomKey(room, 'keeper')], [this.#heartbeat.serverId, from, roomLife]);
      return String(keeper);
    });
  }

  #giveBack(room: RoomId): Promise<void> {
    const giveBack = () => this.#redis.run(releaseScript, [roomKey(room, 'keeper')], [this.#heartbeat.serverId]);
    return nowOrLater(giveBack, () => !this.#redis.isClosed && !this.#held.has(room) && !this.#asking.has(room));
  }

  async #verify(): Promise<void> {
    if (this.#isVerifying) return;
    this.#isVerifying = true;
    await withLimit(this.#held, (room) =>
      this.#take(room, this.#heartbeat.serverId).then(
        (keeper) => {
          if (keeper !== this.#heartbeat.serverId) this.#lose(room);
        },
        () => {
          if (!this.#held.has(room)) void this.#giveBack(room); // this very question may have taken it again
        },
      ),
    );
    this.#isVerifying = false;
  }

  #lose(room: RoomId): void {
    if (this.#held.delete(room)) this.#tell({ type: 'lost', room });
  }

  #loseAll(): void {
    for (const room of [...this.#held]) this.#lose(room);
  }

  #tell(news: Parameters<Call>[0]): void {
    for (const call of this.#followers) call(news);
  }
}
