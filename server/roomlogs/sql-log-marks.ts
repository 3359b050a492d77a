// Stores the sealed marks of the rooms' logs in the records.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { MarkRows } from './sealed-marks.ts';

/** Of several servers that know a room, one updates its mark each time, at an even pace. */
const freshMs = 1_500;

export class SqlLogMarks implements MarkRows {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#clock = clock;
  }

  of(room: RoomId): ReturnType<MarkRows['of']> {
    return orFault(async () => {
      const row = await this.#db
        .selectFrom('meetings')
        .leftJoin('sealed_marks', 'sealed_marks.meeting_id', 'meetings.id')
        .leftJoin('log_marks', 'log_marks.meeting_id', 'meetings.id')
        .where('meetings.id', '=', room)
        .select(['closed_at', 'sealed', 'sealed_marks.noted_at as sealed_at', 'version', 'command_id', 'log_marks.noted_at'])
        .executeTakeFirst();
      if (!row) return 'unknown';
      if (row.closed_at) return 'closed';
      if (row.sealed !== null && row.sealed_at !== null) return { sealed: row.sealed, notedAt: row.sealed_at.getTime() };
      const { version, command_id: commandId, noted_at: notedAt } = row;
      if (version === null || commandId === null || notedAt === null) return null;
      return { plain: { version, commandId }, notedAt: notedAt.getTime() };
    });
  }

  note(room: RoomId, sealed: string): Promise<void> {
    return orFault(async () => {
      // The row is locked against whoever closes the meeting at the same moment: one waits for the other.
      await sql`
        insert into sealed_marks (meeting_id, sealed, noted_at)
        select id, ${sealed}::text, ${this.#now()}::timestamptz from meetings where id = ${room} and closed_at is null for share
        on conflict (meeting_id) do nothing`.execute(this.#db);
      await this.#db.deleteFrom('log_marks').where('meeting_id', '=', room).execute();
    });
  }

  renew(sealed: ReadonlyMap<RoomId, string>): Promise<void> {
    return orFault(async () => {
      const all = JSON.stringify(Object.fromEntries(sealed));
      const stale = new Date(this.#clock.now() - freshMs);
      await sql`
        update sealed_marks set sealed = fresh.value, noted_at = ${this.#now()}::timestamptz
        from jsonb_each_text(${all}::jsonb) as fresh
        where sealed_marks.meeting_id = fresh.key and sealed_marks.noted_at <= ${stale}::timestamptz`.execute(this.#db);
    });
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}
