// The sealed room log: the store below it sees versions, but not what happened, who did it or by which command. A room that an older version
// began unsealed is read as it is and continues sealed; older versions leave it alone from then on.
import * as z from 'zod/mini';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { Fault } from '../ports/fault.ts';
import type { Appended, LogEntry, RoomId, RoomLog } from '../ports/rooms.ts';
import type { KeyRing } from './room-keys.ts';
import { derivedKey, type Key, seal, unseal } from './seal.ts';

/** Every entry but the opening fits in one, so that none can be told from another. */
const bucket = 384;

const sealedEvent = z.strictObject({ type: z.literal('sealed'), as: z.literal(1), box: z.string() });

type Call = Parameters<RoomLog['follow']>[0];

export class SealedLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #keys: KeyRing;
  /** Rooms that were sealed from their first entry on. */
  readonly #whole = new Set<RoomId>();

  constructor(log: RoomLog, keys: KeyRing) {
    this.#log = log;
    this.#keys = keys;
  }

  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    const entries = await this.#log.read(room, afterVersion);
    if (afterVersion === 0 && entries.length > 0 && entries.every(isSealed)) this.#whole.add(room);
    return this.#opened(room, entries);
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const key = await this.#keys.make(room);
    const plainly = this.#whole.has(room) ? null : await this.#log.versionOf(room, commandId);
    if (plainly !== null) return { outcome: 'duplicate', version: plainly };
    const box = seal(key, aboutEntry(room, expectedVersion + 1), JSON.stringify({ commandId, events }), bucket);
    const appended = await this.#log.append(room, expectedVersion, nameOf(key, commandId), [sealed(box)]);
    if (appended.outcome === 'appended' && expectedVersion === 0) this.#whole.add(room);
    if (appended.outcome !== 'conflict') return appended;
    return { outcome: 'conflict', missed: await this.#opened(room, appended.missed) };
  }

  async versionOf(room: RoomId, commandId: string): Promise<number | null> {
    const key = await this.#keys.of(room);
    const version = key && (await this.#log.versionOf(room, nameOf(key, commandId)));
    return version ?? (this.#whole.has(room) ? null : this.#log.versionOf(room, commandId));
  }

  liveRooms(): Promise<readonly RoomId[]> {
    return this.#log.liveRooms();
  }

  async remove(room: RoomId): Promise<void> {
    await this.#keys.destroy(room);
    await this.#log.remove(room);
    this.#forget(room);
  }

  follow(call: Call): () => void {
    return this.#log.follow((room, news) => {
      if (news === 'removed') this.#forget(room);
      call(room, typeof news === 'object' ? this.#heard(room, news) : news);
    });
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  /** If an entry cannot be opened at once, followers are told to look for themselves. */
  #heard(room: RoomId, entry: LogEntry): LogEntry | 'unsure' {
    if (!isSealed(entry)) return entry;
    const key = this.#keys.known(room);
    return (key && openedWith(key, room, entry)) ?? 'unsure';
  }

  async #opened(room: RoomId, entries: readonly LogEntry[]): Promise<readonly LogEntry[]> {
    if (!entries.some(isSealed)) return entries;
    const known = this.#keys.known(room);
    const opened = known && openedAll(known, room, entries);
    if (opened) return opened;
    this.#keys.forget(room); // it may have begun again, under another key
    const key = await this.#keys.of(room);
    if (key === null) throw new Fault('log-lost', `the key of room ${room} is gone, and nobody can read its log without it`);
    const openedNow = openedAll(key, room, entries);
    if (openedNow) return openedNow;
    throw new Fault(
      'log-damaged',
      `the log of room ${room} cannot be read between ${entries[0]?.version} and ${entries.at(-1)?.version}`,
    );
  }

  #forget(room: RoomId): void {
    this.#keys.forget(room);
    this.#whole.delete(room);
  }
}

/** A command's id begins with a person's. */
function nameOf(key: Key, commandId: string): string {
  return derivedKey(key, `command ${commandId}`).toString('base64url', 0, 16);
}

function aboutEntry(room: RoomId, version: number): string {
  return `entry\n${room}\n${version}`;
}

/** A version that does not know seals takes this for an event of a newer version. */
function sealed(box: string): RoomEvent {
  return { type: 'sealed', as: 1, box } as unknown as RoomEvent;
}

/** Something that a newer version sealed in its own way cannot be read here, and is treated like any other of its events. */
function boxIn({ events }: LogEntry): string | null {
  const read = sealedEvent.safeParse(events.length === 1 ? events[0] : null);
  return read.success ? read.data.box : null;
}

function isSealed(entry: LogEntry): boolean {
  return boxIn(entry) !== null;
}

/** Null if any of them cannot be opened. */
function openedAll(key: Key, room: RoomId, entries: readonly LogEntry[]): readonly LogEntry[] | null {
  const opened = entries.map((entry) => (isSealed(entry) ? openedWith(key, room, entry) : entry));
  return opened.includes(null) ? null : (opened as LogEntry[]);
}

function openedWith(key: Key, room: RoomId, entry: LogEntry): LogEntry | null {
  const text = unseal(key, aboutEntry(room, entry.version), boxIn(entry) ?? '');
  return text === null ? null : { version: entry.version, ...(JSON.parse(text) as Pick<LogEntry, 'commandId' | 'events'>) };
}
