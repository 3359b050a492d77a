// Which servers are alive: each writes its heartbeat with Redis' time, and one that has not done so for two seconds counts as dead, to the
// others and to itself. Knows nothing of rooms and connections.
import { Fault } from '../../ports/fault.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import { serversKey } from './redis-keys.ts';
import { redisScript } from './redis-script.ts';

const beatEveryMs = 500;
const aliveMs = 2_000;
const forgottenMs = 60_000;

/** KEYS servers; ARGV server id. A beat in the future is left over from before the clock was set back. */
const beatScript = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ${forgottenMs})
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + ${aliveMs}, '+inf')
return redis.call('ZRANGEBYSCORE', KEYS[1], now - ${aliveMs}, '+inf')
`);

/**
 * `serverGone`: another server fell silent, or we were away and anything may have happened. `silent`: our own heartbeat failed, and we count as
 * dead.
 */
export type HeartbeatNews = 'serverGone' | 'silent';

export class RedisHeartbeat {
  readonly serverId: string;
  readonly #redis: RedisConnection;
  readonly #followers = new Set<(news: HeartbeatNews) => void>();
  #living: ReadonlySet<string> = new Set();
  /** When the latest successful beat was sent, by our own clock. */
  #beatAt = Number.NEGATIVE_INFINITY;
  /** After coming back ourselves, we give the others time to come back too before we judge them. */
  #patientUntil = Number.NEGATIVE_INFINITY;
  #isSilent = true;
  #silences = 0;
  #isClosed = false;
  #next: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;

  private constructor(redis: RedisConnection) {
    this.#redis = redis;
    this.serverId = redis.serverId;
  }

  /** Resolves when the first beat is written. Throws `Fault`. */
  static async open(redis: RedisConnection): Promise<RedisHeartbeat> {
    const heartbeat = new RedisHeartbeat(redis);
    await heartbeat.#beat();
    heartbeat.#goOn();
    return heartbeat;
  }

  /** Whether the others consider us alive, as far as we can know. */
  get isBeating(): boolean {
    return !this.#isClosed && performance.now() - this.#beatAt < aliveMs;
  }

  /** How often we have fallen silent; a question asked before a silence counts for nothing after it. */
  get silences(): number {
    return this.#silences;
  }

  /** Asks Redis if the last beat did not show that server, which may have just started. Throws `Fault`. */
  async isAlive(serverId: string): Promise<boolean> {
    if (serverId === this.serverId) return true;
    if (!(this.isBeating && this.#living.has(serverId))) await this.#beat();
    return this.#living.has(serverId);
  }

  follow(call: (news: HeartbeatNews) => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  /** The others see at once that we are gone, or within two seconds if Redis is away. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#next);
    clearTimeout(this.#silence);
    this.#followers.clear();
    await this.#redis.questions.ask((client) => client.zRem(serversKey, this.serverId)).catch(() => undefined);
  }

  #goOn(took = 0): void {
    if (this.#isClosed) return;
    this.#next = setTimeout(
      () => {
        const began = performance.now();
        this.#beat()
          .catch(() => undefined) // a silence is noticed by its own timer
          .finally(() => this.#goOn(performance.now() - began));
      },
      Math.max(0, beatEveryMs - took),
    ).unref();
  }

  async #beat(): Promise<void> {
    if (this.#isClosed) throw new Fault('servers-unreachable', 'this server is closing');
    const sentAt = performance.now();
    const living = await orFault('servers-unreachable', () => this.#redis.run(beatScript, [serversKey], [this.serverId]));
    if (!this.#isClosed) this.#take(sentAt, new Set(living as string[]));
  }

  #take(sentAt: number, shown: Set<string>): void {
    const now = performance.now();
    if (now - sentAt >= aliveMs) return; // so late that it says nothing about now
    if (!this.isBeating) this.#fallSilent(); // a process that was suspended gets the answer before its timer fires
    const wasSilent = this.#isSilent;
    this.#isSilent = false;
    this.#beatAt = Math.max(this.#beatAt, sentAt);
    if (wasSilent && this.#silences > 0) this.#patientUntil = now + aliveMs;
    const missing = [...this.#living].filter((id) => !shown.has(id));
    const isPatient = now < this.#patientUntil;
    this.#living = isPatient ? new Set([...shown, ...missing]) : shown;
    this.#watchForSilence();
    if (wasSilent || (missing.length > 0 && !isPatient)) this.#tell('serverGone');
  }

  /** A timer may fire slightly early; then there is a little left to wait. */
  #watchForSilence(): void {
    clearTimeout(this.#silence);
    const left = this.#beatAt + aliveMs - performance.now();
    if (left <= 0) this.#fallSilent();
    else this.#silence = setTimeout(() => this.#watchForSilence(), Math.ceil(left)).unref();
  }

  #fallSilent(): void {
    if (this.#isSilent || this.#isClosed) return;
    this.#isSilent = true;
    this.#silences++;
    this.#tell('silent');
  }

  #tell(news: HeartbeatNews): void {
    for (const call of this.#followers) call(news);
  }
}
