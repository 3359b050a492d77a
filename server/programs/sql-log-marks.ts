// The marks of the rooms' logs in the records.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Clock, RoomId } from '../ports.ts';
import type { LogMark, LogMarks } from '../roomlogs/log-marks.ts';

export class SqlLogMarks implements LogMarks {
  readonly #db: Database;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(db: Database, clock: Pick<Clock, 'now'>) {
    this.#db = db;
    this.#clock = clock;
  }

  of(room: RoomId): ReturnType<LogMarks['of']> {
    return orFault(async () => {
      const row = await this.#db
        .selectFrom('meetings')
        .leftJoin('log_marks', 'log_marks.meeting_id', 'meetings.id')
        .where('meetings.id', '=', room)
        .select(['closed_at', 'version', 'command_id', 'noted_at'])
        .executeTakeFirst();
      if (!row) return 'unknown';
      if (row.closed_at) return 'closed';
      const { version, command_id: commandId, noted_at: notedAt } = row;
      return version === null || commandId === null || notedAt === null ? null : { version, commandId, notedAt: notedAt.getTime() };
    });
  }

  note(room: RoomId, { version, commandId }: LogMark): Promise<void> {
    return orFault(async () => {
      // Shared with whoever closes the meeting at the same moment: one of both waits for the other.
      await sql`
        insert into log_marks (meeting_id, version, command_id, noted_at)
        select id, ${version}::integer, ${commandId}::text, ${new Date(this.#clock.now())}::timestamptz
        from meetings where id = ${room} and closed_at is null for share
        on conflict (meeting_id) do update
        set version = excluded.version, command_id = excluded.command_id, noted_at = excluded.noted_at
        where log_marks.version < excluded.version`.execute(this.#db);
    });
  }
}
