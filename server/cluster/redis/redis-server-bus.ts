// The bus between servers on a Redis channel: nothing is stored, and a server misses what is said while it is away.
import * as z from 'zod/mini';
import type { ServerBus, ServerNews } from '../../ports/cluster.ts';
import type { RedisConnection } from './redis-connection.ts';
import { orFault } from './redis-fault.ts';
import { betweenChannel } from './redis-keys.ts';

const room = z.string();
const personId = z.string();
const note = z.strictObject({
  to: z.enum(['leaders', 'presenter']),
  text: z.string(),
  from: personId,
  presenterId: z.exactOptional(personId),
  at: z.number(),
});

const serverNews: z.ZodMiniType<ServerNews> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('whisper'), room, whisper: note }),
  z.strictObject({ type: z.literal('cutMedia'), room, personId }),
  z.strictObject({ type: z.literal('lookAtMedia'), room }),
  z.strictObject({ type: z.literal('soundFrom'), room, personId }),
  z.strictObject({ type: z.literal('sessionsEnded'), ref: z.string() }),
]);

export class RedisServerBus implements ServerBus {
  readonly #redis: RedisConnection;
  readonly #followers = new Set<(news: ServerNews) => void>();
  #end: () => Promise<void> = async () => {};

  private constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /** Resolves when the others can be heard. Throws `Fault`. */
  static async open(redis: RedisConnection): Promise<RedisServerBus> {
    const bus = new RedisServerBus(redis);
    bus.#end = await orFault('servers-unreachable', () =>
      redis.news.subscribe(betweenChannel(redis.database), false, (message) => bus.#hear(message)),
    );
    return bus;
  }

  async tell(news: ServerNews): Promise<void> {
    const { database, serverId, questions } = this.#redis;
    const message = `${serverId} ${JSON.stringify(news)}`;
    await orFault('servers-unreachable', () => questions.ask((client) => client.publish(betweenChannel(database), message)));
  }

  follow(call: (news: ServerNews) => void): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  async close(): Promise<void> {
    this.#followers.clear();
    await this.#end().catch(() => undefined);
  }

  #hear(message: string): void {
    const [by = ''] = message.split(' ', 1);
    if (by === this.#redis.serverId) return;
    const news = serverNews.safeParse(jsonOrNull(message.slice(by.length + 1)));
    if (news.success) for (const call of this.#followers) call(news.data);
    else this.#redis.trouble('Another server said something that this one does not understand; it was ignored.');
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
