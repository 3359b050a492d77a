// The room log in files: one append-only journal per room, each line on disk before it counts. For a single process.
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { Fault } from '../ports/fault.ts';
import type { Appended, LogEntry, RoomId, RoomLog } from '../ports/rooms.ts';
import { RoomQueue } from '../rooms/room-queue.ts';
import { readJournal } from './journal-lines.ts';

interface Journal {
  readonly entries: LogEntry[];
  readonly byCommand: Map<string, number>;
  readonly handle: FileHandle;
  /** Length in bytes of the complete lines on disk. */
  length: number;
}

const ending = '.journal';

export class FileRoomLog implements RoomLog {
  readonly #folder: string;
  readonly #journals = new Map<RoomId, Promise<Journal>>();
  readonly #queue = new RoomQueue();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<FileRoomLog> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new FileRoomLog(folder);
  }

  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    const journal = await this.#known(room);
    return journal === null ? [] : journal.entries.slice(afterVersion);
  }

  append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    return this.#queue.run(room, async () => {
      if (expectedVersion > 0 && (await this.#known(room)) === null) return { outcome: 'conflict', missed: [] };
      const journal = await this.#journal(room);
      const done = journal.byCommand.get(commandId);
      if (done !== undefined) return { outcome: 'duplicate', version: done };
      const version = journal.entries.length;
      if (version !== expectedVersion) return { outcome: 'conflict', missed: journal.entries.slice(expectedVersion) };
      const entry: LogEntry = { version: version + 1, commandId, events };
      await this.#write(room, journal, Buffer.from(`${JSON.stringify(entry)}\n`));
      journal.entries.push(entry);
      journal.byCommand.set(commandId, entry.version);
      return { outcome: 'appended', version: entry.version };
    });
  }

  async versionOf(room: RoomId, commandId: string): Promise<number | null> {
    return (await this.#known(room))?.byCommand.get(commandId) ?? null;
  }

  async liveRooms(): Promise<readonly RoomId[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  }

  remove(room: RoomId): Promise<void> {
    return this.#queue.run(room, async () => {
      const journal = await this.#known(room).catch(() => null); // a damaged one goes too
      await journal?.handle.close();
      this.#journals.delete(room);
      await rm(this.#path(room), { force: true });
      await this.#syncFolder();
    });
  }

  /** No other process can write here: the folder is locked. */
  follow(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    for (const room of this.#journals.keys()) await this.#queue.run(room, async () => (await this.#known(room))?.handle.close());
    this.#journals.clear();
  }

  #path(room: RoomId): string {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(room)) throw new Fault('log-unavailable', 'a room id may hold letters, digits, - and _ only');
    return join(this.#folder, room + ending);
  }

  async #known(room: RoomId): Promise<Journal | null> {
    return this.#journals.has(room) || existsSync(this.#path(room)) ? this.#journal(room) : null;
  }

  #journal(room: RoomId): Promise<Journal> {
    const known = this.#journals.get(room) ?? this.#load(room);
    this.#journals.set(room, known);
    known.catch(() => this.#journals.delete(room));
    return known;
  }

  async #load(room: RoomId): Promise<Journal> {
    const path = this.#path(room);
    const text = existsSync(path) ? await readFile(path) : Buffer.alloc(0);
    const { entries, length } = readJournal(text, path);
    if (length < text.length) await truncate(path, length); // a line torn by a crash was never acknowledged
    const handle = await open(path, 'a', 0o600);
    await this.#syncFolder();
    return { entries, byCommand: new Map(entries.map((entry) => [entry.commandId, entry.version])), handle, length };
  }

  async #write(room: RoomId, journal: Journal, line: Buffer): Promise<void> {
    try {
      await journal.handle.appendFile(line);
      await journal.handle.datasync();
      journal.length += line.length;
    } catch (cause) {
      await journal.handle.truncate(journal.length).catch(() => this.#journals.delete(room)); // no half line is left behind
      throw new Fault('log-unavailable', `the journal of room ${room} cannot be written (is the disk full?)`, cause);
    }
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}
