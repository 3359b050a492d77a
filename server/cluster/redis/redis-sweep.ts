// What Redis has deleted stays in its append-only file until that file is rewritten. After a room ends, one server has it rewritten, once for
// all rooms that ended meanwhile, and tries again after any failure until it is done.
import { randomBytes } from 'node:crypto';
import type { RedisConnection } from './redis-connection.ts';
import { infoOf } from './redis-place.ts';
import { redisScript } from './redis-script.ts';
import { reasonOf } from './redis-wire.ts';

const dueKey = 'balint:sweep';
const sweeperKey = 'balint:sweeper';
/** The least time between two sweeps, whichever servers do them. */
const restSeconds = 20;
const lookEveryMs = 10_000;
const askAgainMs = 250;
const patienceMs = 10 * 60_000;

/** KEYS due; ARGV the value of `due` when the sweep began. */
const sweptScript = redisScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

export class RedisSweep {
  readonly #redis: RedisConnection;
  readonly #looks: NodeJS.Timeout;
  #isSweeping = false;
  #told = '';

  constructor(redis: RedisConnection) {
    this.#redis = redis;
    this.#looks = setInterval(() => void this.#look(), lookEveryMs).unref();
  }

  /** Call it before anything is deleted: afterwards nobody may be left to call it. Throws what Redis says. */
  async due(): Promise<void> {
    await this.#redis.questions.ask((client) => client.set(dueKey, randomBytes(9).toString('hex')));
  }

  stop(): void {
    clearInterval(this.#looks);
  }

  async #look(): Promise<void> {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    await this.#sweepIfDue()
      .then(() => {
        this.#told = '';
      })
      .catch((cause: unknown) => this.#tellOnce(reasonOf(cause)));
    this.#isSweeping = false;
  }

  async #sweepIfDue(): Promise<void> {
    const { questions, serverId } = this.#redis;
    const due = await questions.ask((client) => client.get(dueKey));
    if (due === null) return;
    const rest = { condition: 'NX', expiration: { type: 'EX', value: restSeconds } } as const;
    if ((await questions.ask((client) => client.set(sweeperKey, serverId, rest))) === null) return;
    const { aof, saves } = await this.#files();
    if (aof) await this.#written('BGREWRITEAOF', 'aof_rewrite', 'aof_last_bgrewrite_status');
    if (saves) await this.#written('BGSAVE', 'rdb_bgsave', 'rdb_last_bgsave_status');
    await this.#redis.run(sweptScript, [dueKey], [due]);
  }

  /** A Redis that only takes snapshots keeps what it deleted in the latest one. */
  async #files(): Promise<{ aof: boolean; saves: boolean }> {
    const { questions } = this.#redis;
    const about = infoOf(await questions.ask((client) => client.info('persistence')));
    const settings = await questions.ask((client) => client.configGet('save')).catch(() => ({}) as Record<string, string>);
    return { aof: about.get('aof_enabled') === '1', saves: (settings.save ?? '') !== '' };
  }

  /** Waits for a run that is already under way, which may have begun too early, then asks for another and waits until that is done. */
  async #written(command: string, work: 'aof_rewrite' | 'rdb_bgsave', status: string): Promise<void> {
    await this.#until(work);
    await this.#redis.questions.ask((client) => client.sendCommand([command]));
    const about = await this.#until(work);
    if (about.get(status) !== 'ok') throw new Error(`${command} failed`);
  }

  async #until(work: string): Promise<Map<string, string>> {
    const since = performance.now();
    for (;;) {
      const about = infoOf(await this.#redis.questions.ask((client) => client.info('persistence')));
      const isBusy = ['aof_rewrite_in_progress', 'aof_rewrite_scheduled', 'rdb_bgsave_in_progress'].some(
        (one) => about.get(one) === '1',
      );
      if (!isBusy) return about;
      if (this.#redis.isClosed || performance.now() - since > patienceMs) throw new Error(`${work} does not finish`);
      await new Promise((again) => setTimeout(again, askAgainMs).unref());
    }
  }

  #tellOnce(reason: string): void {
    if (this.#redis.isClosed || reason === this.#told) return;
    this.#told = reason;
    this.#redis.trouble(
      `Redis does not write its files anew after a meeting (${reason}). What it deleted stays in them until it does. Allow this user BGREWRITEAOF and INFO, or have it done every night.`,
    );
  }
}
