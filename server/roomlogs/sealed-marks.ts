// The marks of the rooms' logs, sealed with the rooms' keys. All have the same length and differ each time, so that neither a mark nor the
// time it was written tells what happened.
import type { RoomId } from '../ports/rooms.ts';
import type { LogMark, LogMarks } from './log-marks.ts';
import type { RoomKeys } from './room-keys.ts';
import { seal, unseal } from './seal.ts';

const bucket = 256;

/** Where they are stored. Throws `Fault` with `records-unavailable`. */
export interface MarkRows {
  /** `plain`: as an older version stored it, unsealed. */
  of(
    room: RoomId,
  ): Promise<
    (({ readonly sealed: string } | { readonly plain: LogMark }) & { readonly notedAt: number }) | null | 'closed' | 'unknown'
  >;
  /** Only if there is none yet, and never for a closed meeting. */
  note(room: RoomId, sealed: string): Promise<void>;
  renew(sealed: ReadonlyMap<RoomId, string>): Promise<void>;
}

export class SealedMarks implements LogMarks {
  readonly #rows: MarkRows;
  readonly #keys: RoomKeys;

  constructor(rows: MarkRows, keys: RoomKeys) {
    this.#rows = rows;
    this.#keys = keys;
  }

  async of(room: RoomId): ReturnType<LogMarks['of']> {
    const row = await this.#rows.of(room);
    if (row === null || typeof row === 'string') return row;
    if ('plain' in row) {
      await this.note(room, row.plain);
      return { mark: row.plain, notedAt: row.notedAt };
    }
    const key = await this.#keys.of(room);
    const text = key && unseal(key, about(room), row.sealed);
    return { mark: text === null ? null : (JSON.parse(text) as LogMark), notedAt: row.notedAt };
  }

  async note(room: RoomId, mark: LogMark): Promise<void> {
    await this.#rows.note(room, await this.#sealed(room, mark));
  }

  async renew(marks: ReadonlyMap<RoomId, LogMark>): Promise<void> {
    const sealed = await Promise.all([...marks].map(async ([room, mark]) => [room, await this.#sealed(room, mark)] as const));
    await this.#rows.renew(new Map(sealed));
  }

  async #sealed(room: RoomId, { version, commandId }: LogMark): Promise<string> {
    return seal(await this.#keys.make(room), about(room), JSON.stringify({ version, commandId }), bucket);
  }
}

function about(room: RoomId): string {
  return `mark\n${room}`;
}
