// Chooses the adapters of what is kept about people, and begins the work that deletes what is no longer needed.
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { clearAfterMeetings } from '../keeping/clear-after-meetings.ts';
import { keepDeletingSpentRows } from '../keeping/spent-rows.ts';
import { SqlKeeping } from '../keeping/sql-keeping.ts';
import { keepTerms } from '../keeping/terms-over.ts';
import type { Clock } from '../ports/clock.ts';
import { SqlAfter } from './sql-after.ts';

interface Parts {
  readonly db: Database;
  /** The embedded database, whose journal is ours to clear. */
  readonly isOurs: boolean;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export function startKeeping({ db, isOurs, secret, clock, log }: Parts) {
  const clearing = {
    isOurs,
    notCleared: (err: unknown) => log.warn({ err }, 'what was deleted could not be cleared from the files yet'),
  };
  const stopDeleting = keepDeletingSpentRows(db, clock, (err) => log.error({ err }, 'spent rows could not be deleted'));
  const stopTerms = keepTerms(db, isOurs, clock, {
    done: (gone) => log.info({ gone }, 'what has passed its term was deleted'),
    failed: (err) => log.error({ err }, 'what has passed its term could not be deleted'),
  });
  const stopClearing = isOurs ? clearAfterMeetings(db, clock, clearing.notCleared) : () => {};
  return {
    ports: {
      keeping: new SqlKeeping(db, { clock, ...clearing }),
      after: new SqlAfter(db, { clock, secret, ...clearing }),
    },
    async stop() {
      stopDeleting();
      stopTerms();
      stopClearing();
    },
  };
}
