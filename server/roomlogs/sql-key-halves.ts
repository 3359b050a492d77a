// The halves of the rooms' keys that the records keep.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { KeyHalves } from './shared-room-keys.ts';

export class SqlKeyHalves implements KeyHalves {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  of(room: RoomId): Promise<string | null> {
    return orFault(async () => {
      const row = await this.#db.selectFrom('key_halves').select('half').where('meeting_id', '=', room).executeTakeFirst();
      return row?.half ?? null;
    });
  }

  async put(room: RoomId, half: string): Promise<string | null> {
    await orFault(() =>
      // The row is locked against whoever closes the meeting at the same moment: one waits for the other.
      sql`
        insert into key_halves (meeting_id, half)
        select id, ${half}::text from meetings where id = ${room} and closed_at is null for share
        on conflict (meeting_id) do nothing`.execute(this.#db),
    );
    return this.of(room);
  }

  remove(room: RoomId): Promise<void> {
    return orFault(async () => {
      await this.#db.deleteFrom('key_halves').where('meeting_id', '=', room).execute();
    });
  }
}
