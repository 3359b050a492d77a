// The connection to Redis that all its adapters share: one wire for questions, one for news from other servers. Each start of a process counts as
// a new server.
import { randomBytes } from 'node:crypto';
import { CannotStart } from '../../process/cannot-start.ts';
import { installationKey } from './redis-keys.ts';
import { placeOf, type RedisPlace, whyNotConnected } from './redis-place.ts';
import { knownScripts, type RedisScript } from './redis-script.ts';
import { RedisWatch } from './redis-watch.ts';
import { RedisWire, reasonOf, type WireOptions } from './redis-wire.ts';

export interface RedisOptions {
  /** `redis[s]://user:password@host:port/database` */
  readonly url: string;
  /** Called with a sentence, without the address's password; never for a single failed question, whose asker gets the fault. */
  readonly onTrouble: (sentence: string, cause?: unknown) => void;
}

/** Throws `CannotStart` when this Redis cannot be reached or cannot be trusted with the rooms. */
export async function connectRedis({ url, onTrouble }: RedisOptions): Promise<RedisConnection> {
  const place = placeOf(url);
  const lost = (cause: unknown) => onTrouble(`Redis on ${place.where} is out of reach: ${reasonOf(cause)}.`, cause);
  const open = (options: WireOptions) =>
    RedisWire.open(options).catch((cause: unknown) => {
      throw whyNotConnected(place, cause);
    });
  const questions = await open({
    url,
    lost,
    prepare: (client) => Promise.all(knownScripts().map(({ source }) => client.scriptLoad(source))),
  });
  try {
    const watch = await RedisWatch.begin(questions, place, onTrouble);
    return new RedisConnection(place, watch, questions, await open({ url, lost }), onTrouble);
  } catch (cause) {
    questions.close();
    throw cause;
  }
}

export class RedisConnection {
  /** Random for each start of a process. */
  readonly serverId = randomBytes(9).toString('hex');
  readonly database: number;
  readonly questions: RedisWire;
  readonly news: RedisWire;
  readonly trouble: (sentence: string) => void;
  readonly #place: RedisPlace;
  readonly #watch: RedisWatch;
  #isClosed = false;

  constructor(place: RedisPlace, watch: RedisWatch, questions: RedisWire, news: RedisWire, trouble: (sentence: string) => void) {
    this.database = place.database;
    this.#place = place;
    this.#watch = watch;
    this.questions = questions;
    this.news = news;
    this.trouble = trouble;
  }

  get isUp(): boolean {
    return this.questions.isUp && this.news.isUp;
  }

  /** Whether Redis was still fit for the rooms at the last check. */
  get isTrusted(): boolean {
    return this.#watch.isTrusted;
  }

  /** Nothing can succeed here any more, however often somebody tries. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  run(script: RedisScript, keys: string[], args: readonly (string | number)[]): Promise<unknown> {
    const options = { keys, arguments: args.map(String) };
    return this.questions.ask((client) =>
      client.evalSha(script.sha, options).catch((cause: Error) => {
        if (!cause.message.startsWith('NOSCRIPT')) throw cause;
        return client.eval(script.source, options);
      }),
    );
  }

  /**
   * Two installations in one database would read each other's rooms. `name` is a digest that all servers of this installation share. Throws
   * `CannotStart`.
   */
  async claimInstallation(name: string): Promise<void> {
    const standing = await this.questions
      .ask(async (client) => {
        await client.set(installationKey, name, { condition: 'NX' });
        return client.get(installationKey);
      })
      .catch((cause: unknown) => {
        throw whyNotConnected(this.#place, cause);
      });
    if (standing === name) return;
    throw new CannotStart(
      `Redis on ${this.#place.where} serves another Balint Room in this database. Use another database of it, as in redis://host/${this.database + 1}, or another Redis.`,
    );
  }

  close(): void {
    this.#isClosed = true;
    this.#watch.stop();
    this.questions.close();
    this.news.close();
  }
}
