// In the embedded database's journal stands, to the microsecond, when anything was stored: the closing of a meeting, too, which follows its last phase
// (R9.2). Within two minutes of it the journal is cleared.
import type { Database } from '../database/database.ts';
import { clearJournal } from '../database/old-marks.ts';
import type { Clock } from '../ports/clock.ts';

const everyMs = 60_000;

/** Looks every minute, the first time for whatever was closed before. The returned function ends it. */
export function clearAfterMeetings(db: Database, clock: Clock, failed: (cause: unknown) => void): () => void {
  let [seen, isOver] = ['', false];
  let cancel = () => {};
  async function look(): Promise<void> {
    const { closed } = await db
      .selectFrom('meetings')
      .where('closed_at', 'is not', null)
      .select((eb) => eb.fn.countAll<string>().as('closed'))
      .executeTakeFirstOrThrow();
    if (String(closed) === seen) return;
    await db.connection().execute(clearJournal);
    seen = String(closed);
  }
  const next = () => {
    cancel = clock.after(everyMs, () => {
      void look()
        .catch((cause: unknown) => {
          if (!isOver) failed(cause);
        })
        .then(() => {
          if (!isOver) next();
        });
    });
  };
  next();
  return () => {
    isOver = true;
    cancel();
  };
}
