// One connection to Redis that reconnects by itself and subscribes to its channels again. While it is down, questions fail at once;
// nothing is queued for its return. Knows nothing of rooms or servers.
import { createClient, ErrorReply } from 'redis';
import { within } from '../../limits/within.ts';
import { systemClock } from '../../process/system-clock.ts';

/** A question without an answer for this long has failed; a connection that leaves even a ping unanswered for as long is replaced. */
const answerMs = 5_000;
const pingEveryMs = 1_000;

export interface WireOptions {
  readonly url: string;
  /** Called for every loss after the first success, and for each new reason why it lasts. */
  readonly lost: (cause: unknown) => void;
  /** What a new connection needs before it counts. */
  readonly prepare?: (client: Client) => Promise<unknown>;
}

export type Hear = (message: string, channel: string) => void;

interface Subscription {
  readonly channel: string;
  readonly isSharded: boolean;
  readonly hear: Hear;
}

type Client = ReturnType<typeof newClient>;

function newClient(url: string) {
  return createClient({
    url,
    name: 'balint-room',
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { connectTimeout: answerMs, reconnectStrategy: false },
  });
}

export class RedisWire {
  readonly #options: WireOptions;
  readonly #subscriptions = new Set<Subscription>();
  readonly #returns = new Set<() => void>();
  readonly #pings: NodeJS.Timeout;
  #client: Client | null = null;
  #isClosed = false;

  private constructor(options: WireOptions) {
    this.#options = options;
    this.#pings = setInterval(() => this.#ping(), pingEveryMs).unref();
  }

  /** Throws what Redis or the network says if the first attempt fails. */
  static async open(options: WireOptions): Promise<RedisWire> {
    const wire = new RedisWire(options);
    try {
      wire.#client = await wire.#connect();
    } catch (cause) {
      wire.close();
      throw cause;
    }
    return wire;
  }

  get isUp(): boolean {
    return this.#client !== null;
  }

  /** What Redis answers. A question that failed may have been carried out all the same. */
  async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    const client = this.#client;
    if (client === null) throw new Error('not connected');
    try {
      return await inTime(question(client));
    } catch (cause) {
      // A Redis that has become a replica stays one, but the address may lead to the new primary by now.
      if (cause instanceof ErrorReply && cause.message.startsWith('READONLY')) this.#lose(client, cause);
      throw cause;
    }
  }

  /** Resolves when subscribed; the subscription then survives every loss, until the returned function ends it, and only it. */
  async subscribe(channel: string, isSharded: boolean, hear: Hear): Promise<() => Promise<void>> {
    const subscription = { channel, isSharded, hear };
    await this.ask((client) => subscribe(client, subscription));
    this.#subscriptions.add(subscription);
    return async () => {
      this.#subscriptions.delete(subscription);
      if (this.isUp) await this.ask((client) => unsubscribe(client, subscription));
    };
  }

  /** Calls back each time the wire is back with all its subscriptions. What was said on them in between is lost. */
  followReturn(call: () => void): () => void {
    this.#returns.add(call);
    return () => this.#returns.delete(call);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#pings);
    this.#client?.destroy();
    this.#client = null;
  }

  async #connect(): Promise<Client> {
    const client = newClient(this.#options.url);
    client.on('error', (cause: unknown) => this.#lose(client, cause));
    try {
      await inTime(client.connect());
      await inTime(this.#options.prepare?.(client) ?? Promise.resolve());
      await inTime(Promise.all([...this.#subscriptions].map((subscription) => subscribe(client, subscription))));
      if (!client.isReady) throw new Error('lost at once');
      return client;
    } catch (cause) {
      client.destroy();
      throw cause;
    }
  }

  #lose(client: Client, cause: unknown): void {
    if (client !== this.#client) return;
    this.#client = null;
    client.destroy();
    this.#options.lost(cause);
    void this.#comeBack(cause);
  }

  async #comeBack(lostBy: unknown): Promise<void> {
    let told = reasonOf(lostBy);
    for (let tries = 1; !this.#isClosed; tries++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * tries, 500)).unref());
      try {
        const client = await this.#connect();
        if (this.#isClosed) return client.destroy();
        this.#client = client;
        for (const call of this.#returns) call();
        return;
      } catch (cause) {
        if (reasonOf(cause) !== told) this.#options.lost(cause);
        told = reasonOf(cause);
      }
    }
  }

  /** A dead network does not announce itself. An error is an answer too. */
  #ping(): void {
    const client = this.#client;
    if (client === null) return;
    inTime(client.ping()).catch((cause: unknown) => {
      if (!(cause instanceof ErrorReply)) this.#lose(client, cause);
    });
  }
}

/** Short, without the address and its password. */
export function reasonOf(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' && message !== '' ? message : 'no reason given';
}

function subscribe(client: Client, { channel, isSharded, hear }: Subscription): Promise<void> {
  return isSharded ? client.sSubscribe(channel, hear) : client.subscribe(channel, hear);
}

/** Names its listener: otherwise a subscription begun meanwhile would be ended along with this one. */
function unsubscribe(client: Client, { channel, isSharded, hear }: Subscription): Promise<void> {
  return isSharded ? client.sUnsubscribe(channel, hear) : client.unsubscribe(channel, hear);
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return within(systemClock, answerMs, answer, () => {
    throw new Error(`no answer within ${answerMs / 1000} s`);
  });
}
