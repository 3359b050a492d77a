// Deletes what has passed its term: at the start and every night, by one server at a time. Only numbers are told of it.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { programTerm } from '../database/program-term.ts';
import type { Tables } from '../database/tables.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records } from '../programs/in-one.ts';
import { askForClearing, clearFiles } from './clear-files.ts';
import { type Counts, count, deleteWithAll } from './delete-all.ts';
import { hasCredit } from './erase.ts';
import { jobIsDone, takeJob } from './job-lease.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import { deleteSpentRows } from './spent-rows.ts';

const hour = 3_600_000;
const jobName = 'terms';
/** Longer than it ever takes. */
const leaseMs = hour;
/** A little less than a day, so that looking every hour finds one hour in each. */
const restMs = 23 * hour;

/** What goes with something else, or takes something along. */
const ofOthers: ReadonlySet<string> = new Set(['accounts', 'api_keys', 'people', 'seats', 'supervisions']);

const hourly = Object.entries(kinds).flatMap(([table, { isHourly }]: [string, Kind]) => (isHourly ? [table] : []));

/** Answers how many rows went, by table. */
export async function deleteOverdue(db: Database, now: number): Promise<Readonly<Record<string, number>>> {
  const counts: Counts = new Map();
  const at = new Date(now);
  const inOne = (work: (records: Records) => Promise<void>) =>
    db.transaction().execute(async (records) => {
      await work(records);
      await askForClearing(records, counts.keys(), now);
    });
  for (const [table, { until, isHourly, erased }] of Object.entries(kinds) as [keyof Tables, Kind][]) {
    if (until === null || isHourly || erased === 'credit' || ofOthers.has(table)) continue;
    await inOne(async (records) => {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${until} <= ${at}`.execute(records);
      count(counts, table, numAffectedRows);
    });
  }
  // The private list of a group that keeps none any more.
  await inOne(async (records) => {
    const { numAffectedRows } = await sql`delete from rotation where series_id in (
      select series.id from series join groups on groups.id = series.group_id where not groups.keeps_rotation)`.execute(records);
    count(counts, 'rotation', numAffectedRows);
  });
  // Answers to a form that has ended before five more could be shown.
  await inOne(async (records) => {
    const { numAffectedRows } = await sql`delete from survey_answers where not is_shown
      and form_id in (select id from survey_forms where ended_at is not null)`.execute(records);
    count(counts, 'survey_answers', numAffectedRows);
  });
  // A mail that was queued at the very moment of an erasure.
  await inOne(async (records) => {
    const { numAffectedRows } = await sql`delete from mails using people
      where people.id = mails.person_id and people.erased_at is not null`.execute(records);
    count(counts, 'mails', numAffectedRows);
  });
  // What goes every hour is cleared from the files once a night.
  await deleteSpentRows(db, now);
  await inOne((records) => askForClearing(records, hourly, now));
  const yesterday = new Date(now - 24 * hour);
  const empty = sql<boolean>`(people.erased_at < ${yesterday} and not ${hasCredit})`;
  const whole = [
    ['api_keys', sql<boolean>`${kinds.api_keys.until} <= ${at}`],
    ['people', sql<boolean>`(${kinds.people.until} <= ${at} or ${empty})`],
    ['programs', sql<boolean>`${programTerm} <= ${at}`],
    // Last: whoever sat only in what has just gone goes in the same night.
    ['accounts', sql<boolean>`${kinds.accounts.until} <= ${at}`],
  ] as const;
  for (const [table, isOver] of whole) {
    await inOne(async (records) => {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where ${isOver}`.execute(records);
      await deleteWithAll(
        records,
        table,
        rows.map(({ id }) => id),
        counts,
      );
    });
  }
  return Object.fromEntries([...counts].filter(([, rows]) => rows > 0));
}

interface Told {
  /** How many rows went, by table. */
  done(gone: Readonly<Record<string, number>>): void;
  failed(cause: unknown): void;
}

/** At once and every night from then on; what is still to be cleared, every hour. The returned function ends it. */
export function keepTerms(db: Database, isOurs: boolean, clock: Clock, told: Told): () => void {
  let isOver = false;
  let cancel = () => {};
  async function work(rest: number): Promise<void> {
    if (await takeJob(db, jobName, clock.now(), { leaseMs, restMs: rest })) {
      let doneAt: number | null = null;
      try {
        const gone = await deleteOverdue(db, clock.now());
        doneAt = clock.now();
        if (Object.keys(gone).length > 0) told.done(gone);
      } finally {
        await jobIsDone(db, jobName, doneAt);
      }
    }
    await clearFiles(db, isOurs);
  }
  const round = (rest: number) => {
    void work(rest)
      .catch((cause: unknown) => {
        if (!isOver) told.failed(cause);
      })
      .then(() => {
        if (!isOver) cancel = clock.after(hour, () => round(restMs));
      });
  };
  round(0);
  return () => {
    isOver = true;
    cancel();
  };
}
