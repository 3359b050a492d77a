// The room log in Redis, one stream per room, for any number of servers. A process hears of every entry in the rooms it has read, or
// hears that it may have missed some; it never misses one without knowing.
import type { RoomEvent } from '../../shared/ritual/events.ts';
import type { RedisConnection } from '../cluster/redis/redis-connection.ts';
import { orFault } from '../cluster/redis/redis-fault.ts';
import { type RoomThing, roomChannel, roomKey, roomLife, roomsKey } from '../cluster/redis/redis-keys.ts';
import type { RedisScript } from '../cluster/redis/redis-script.ts';
import { untilDone } from '../cluster/redis/retry.ts';
import { withLimit } from '../limits/concurrency-limit.ts';
import { Fault } from '../ports/fault.ts';
import type { Appended, LogEntry, RoomId, RoomLog } from '../ports/rooms.ts';
import { entriesIn, entryText, saidIn } from './redis-entries.ts';
import { appendScript, readScript, removeScript } from './redis-room-scripts.ts';

type Call = (room: RoomId, news: LogEntry | 'removed' | 'unsure') => void;

const tombstoneLife = 24 * 3600;

export class RedisRoomLog implements RoomLog {
  readonly #redis: RedisConnection;
  readonly #followers = new Set<Call>();
  /** The rooms whose channel we listen to, or are about to. */
  readonly #heard = new Map<RoomId, Promise<() => Promise<void>>>();
  /** The newest entry that this process knows in each of them: a log without it is not the log we knew. */
  readonly #seen = new Map<RoomId, Pick<LogEntry, 'version' | 'commandId'>>();
  readonly #doubted = new Set<RoomId>();
  /** Redis was away, and has not said yet that it still has what we had seen of these rooms. */
  readonly #unproved = new Set<RoomId>();
  /** Our own commands whose append was never answered: if one was stored after all, it is news to us too. */
  readonly #unanswered = new Set<string>();
  readonly #sweep: { due(): Promise<void> };
  readonly #stop: () => void;

  /** `sweep.due` is called before anything is deleted. */
  constructor(redis: RedisConnection, sweep: { due(): Promise<void> } = { due: async () => {} }) {
    this.#redis = redis;
    this.#sweep = sweep;
    this.#stop = redis.news.followReturn(() => {
      for (const room of this.#heard.keys()) {
        this.#unproved.add(room);
        this.#doubt(room);
      }
    });
  }

  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    await this.#hear(room);
    const [outcome, rows] = await this.#run(readScript, room, ['log', 'done', 'over'], [afterVersion, ...this.#newest(room)]);
    if (outcome === 'entries') this.#unproved.delete(room);
    if (outcome === 'entries')
      // Meanwhile another read may have found the room over and stopped listening before the room began again.
      return this.#heard.has(room) ? this.#see(room, entriesIn(room, afterVersion, rows)) : this.read(room, afterVersion);
    if (outcome !== 'over') throw this.#lost(room, rows);
    if (afterVersion > 0) this.#over(room);
    else this.#unhear(room);
    return [];
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    await this.#hear(room);
    const { database, serverId } = this.#redis;
    if (expectedVersion === 0) await this.#list(room);
    const entry = [expectedVersion, commandId, entryText(commandId, events)];
    const args = [...entry, roomLife, roomChannel(room, database), serverId, ...this.#newest(room)];
    const [outcome, detail] = await this.#run(appendScript, room, ['log', 'done', 'over', 'key'], args).catch((fault: unknown) => {
      this.#unanswered.add(commandId);
      this.#doubt(room);
      throw fault;
    });
    this.#unanswered.delete(commandId);
    if (outcome === 'appended' || outcome === 'duplicate' || outcome === 'conflict') this.#unproved.delete(room);
    if (outcome === 'appended' && !this.#heard.has(room)) await this.#hear(room).then(() => this.#doubt(room));
    if (outcome === 'appended' && expectedVersion === 0) await this.#list(room); // somebody may just have taken it off the list
    if (outcome === 'appended') this.#see(room, [{ version: Number(detail), commandId }]);
    if (outcome === 'appended' || outcome === 'duplicate') return { outcome, version: Number(detail) };
    if (outcome === 'conflict') return { outcome, missed: this.#see(room, entriesIn(room, expectedVersion, detail)) };
    if (outcome !== 'over') throw this.#lost(room, detail);
    this.#over(room);
    return { outcome: 'conflict', missed: [] };
  }

  async versionOf(room: RoomId, commandId: string): Promise<number | null> {
    const version = await orFault('log-unavailable', async () => {
      const key = roomKey(room, 'done');
      return this.#redis.questions.ask((client) => client.hGet(key, commandId));
    });
    return version == null ? null : Number(version);
  }

  async liveRooms(): Promise<readonly RoomId[]> {
    return orFault('log-unavailable', async () => {
      const { questions } = this.#redis;
      const living: RoomId[] = [];
      await withLimit(await questions.ask((client) => client.sMembers(roomsKey)), async (room) => {
        const lives = await questions.ask((client) => client.exists(roomKey(room, 'log')));
        if (lives === 1) living.push(room);
        else await this.#strikeOff(room);
      });
      return living;
    });
  }

  async remove(room: RoomId): Promise<void> {
    const { database, serverId, questions } = this.#redis;
    await orFault('log-unavailable', async () => {
      await this.#sweep.due();
      const args = [tombstoneLife, roomChannel(room, database), serverId];
      await this.#run(removeScript, room, ['log', 'done', 'over', 'lines', 'key'], args);
      await questions.ask((client) => client.sRem(roomsKey, room));
    });
    this.#unhear(room);
  }

  follow(call: Call): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  async close(): Promise<void> {
    this.#stop();
    this.#followers.clear();
    for (const room of [...this.#heard.keys()]) this.#unhear(room);
  }

  #list(room: RoomId): Promise<unknown> {
    return orFault('log-unavailable', () => this.#redis.questions.ask((client) => client.sAdd(roomsKey, room)));
  }

  /** It has expired, or was listed before its first entry. If it has begun meanwhile, it is listed again, by us or by whoever began it. */
  async #strikeOff(room: RoomId): Promise<void> {
    const { questions } = this.#redis;
    await this.#sweep.due();
    await questions.ask((client) => client.sRem(roomsKey, room));
    if ((await questions.ask((client) => client.exists(roomKey(room, 'log')))) === 1) await this.#list(room);
  }

  #run(script: RedisScript, room: RoomId, things: RoomThing[], args: readonly (string | number)[]): Promise<[string, unknown]> {
    return orFault('log-unavailable', async () => {
      const keys = things.map((thing) => roomKey(room, thing));
      return (await this.#redis.run(script, keys, args)) as [string, unknown];
    });
  }

  /** Called before the first read of a room, so that nothing can happen between reading and listening. */
  async #hear(room: RoomId): Promise<void> {
    let hearing = this.#heard.get(room);
    if (!hearing) {
      hearing = orFault('log-unavailable', async () => {
        const channel = roomChannel(room, this.#redis.database);
        return this.#redis.news.subscribe(channel, true, (message) => this.#said(room, message));
      });
      this.#heard.set(room, hearing);
      hearing.catch(() => this.#heard.get(room) === hearing && this.#heard.delete(room));
    }
    await hearing;
  }

  /** Also ends one that has only just begun. */
  #unhear(room: RoomId): void {
    const hearing = this.#heard.get(room);
    this.#heard.delete(room);
    this.#seen.delete(room);
    this.#unproved.delete(room);
    hearing?.then((end) => end()).catch(() => undefined);
  }

  #said(room: RoomId, message: string): void {
    if (!this.#heard.has(room)) return;
    // Redis may have come back with less than we know, and what is said then continues another log than ours.
    if (!this.#redis.news.isUp) return; // it is back, and about to say so
    if (this.#unproved.has(room)) {
      this.#doubt(room);
      return;
    }
    const { by, news } = saidIn(message) ?? { by: '', news: 'unsure' as const };
    const isOwn = by === this.#redis.serverId;
    if (news === 'unsure')
      this.#doubt(room); // whoever reads the log finds out whether it is damage
    else if (news === 'removed' && !isOwn) this.#over(room);
    else if (news !== 'removed' && (!isOwn || this.#unanswered.delete(news.commandId))) {
      this.#see(room, [news]);
      this.#tell(room, news);
    }
  }

  #newest(room: RoomId): [version: number, commandId: string] {
    const { version, commandId } = this.#seen.get(room) ?? { version: 0, commandId: '' };
    return [version, commandId];
  }

  /** Returns the same entries. */
  #see<T extends Pick<LogEntry, 'version' | 'commandId'>>(room: RoomId, entries: readonly T[]): readonly T[] {
    const last = entries.at(-1);
    if (last && this.#heard.has(room) && last.version > this.#newest(room)[0])
      this.#seen.set(room, { version: last.version, commandId: last.commandId });
    return entries;
  }

  #lost(room: RoomId, found: unknown): Fault {
    const [known] = this.#newest(room);
    return new Fault(
      'log-lost',
      `Redis has lost entries of room ${room}: it was at version ${known}, and is at ${found} without it`,
    );
  }

  #over(room: RoomId): void {
    this.#unhear(room);
    this.#tell(room, 'removed');
  }

  /** Once Redis answers, followers are told to look for themselves, or that there is nothing left to look at. */
  #doubt(room: RoomId): void {
    if (this.#doubted.has(room)) return;
    this.#doubted.add(room);
    const isWanted = () => !this.#redis.isClosed && this.#heard.has(room);
    const ask = async () => {
      const isOver = await this.#redis.questions.ask((client) => client.exists(roomKey(room, 'over')));
      this.#doubted.delete(room);
      if (!isWanted()) return;
      if (isOver) this.#over(room);
      else this.#tell(room, 'unsure');
    };
    void untilDone(ask, isWanted).finally(() => this.#doubted.delete(room));
  }

  #tell(room: RoomId, news: LogEntry | 'removed' | 'unsure'): void {
    for (const call of this.#followers) call(room, news);
  }
}
