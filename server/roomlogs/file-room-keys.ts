// The rooms' keys for a single process: a file for each, in a folder of their own, overwritten before it is removed.

import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../ports/fault.ts';
import type { RoomId } from '../ports/rooms.ts';
import { RoomQueue } from '../rooms/room-queue.ts';
import { type RoomKeys, WrappedKeys } from './room-keys.ts';
import type { Key } from './seal.ts';

export class FileRoomKeys implements RoomKeys {
  readonly #folder: string;
  readonly #wrapped: WrappedKeys;
  readonly #queue = new RoomQueue();

  private constructor(folder: string, secret: string) {
    this.#folder = folder;
    this.#wrapped = new WrappedKeys(secret, 'file');
  }

  static async open(folder: string, secret: string): Promise<FileRoomKeys> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new FileRoomKeys(folder, secret);
  }

  of(room: RoomId): Promise<Key | null> {
    return orFault(room, async () => {
      const text = await readFile(this.#path(room), 'utf8').catch(unlessMissing);
      return text === null ? null : this.#opened(room, text);
    });
  }

  /** Written whole or not at all, whenever the process ends. */
  make(room: RoomId): Promise<Key> {
    return this.#queue.run(room, () =>
      orFault(room, async () => {
        const standing = await this.of(room);
        if (standing !== null) return standing;
        const wrapped = this.#wrapped.make(room);
        const path = this.#path(room);
        await written(await open(`${path}.new`, 'w', 0o600), wrapped);
        await rename(`${path}.new`, path);
        await this.#syncFolder();
        return this.#opened(room, wrapped);
      }),
    );
  }

  /** The content is overwritten first: removing a file leaves its bytes on the disk. */
  destroy(room: RoomId): Promise<void> {
    return orFault(room, async () => {
      const path = this.#path(room);
      const file = await open(path, 'r+').catch(unlessMissing);
      if (file === null) return;
      const { size } = await file.stat();
      await written(
        file,
        randomBytes(Math.ceil(size / 2))
          .toString('hex')
          .slice(0, size),
      );
      await rm(path, { force: true });
      await this.#syncFolder();
    });
  }

  #opened(room: RoomId, wrapped: string): Key {
    const key = this.#wrapped.open(room, wrapped);
    if (key) return key;
    throw new Fault('log-damaged', `the key of room ${room} in ${this.#path(room)} was not made with this SECRET, or is damaged`);
  }

  #path(room: RoomId): string {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(room)) throw new Fault('log-unavailable', 'a room id may hold letters, digits, - and _ only');
    return join(this.#folder, `${room}.key`);
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}

async function written(file: FileHandle, text: string): Promise<void> {
  try {
    await file.write(text, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unlessMissing(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null;
  throw cause;
}

async function orFault<T>(room: RoomId, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('log-unavailable', `the key of room ${room} can be neither read nor written (is the disk full?)`, cause);
  }
}
