// Brings the records to the shape that this code knows. Refuses a database that a newer version has already changed.
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { CannotStart } from '../process/cannot-start.ts';
import { up as records } from './migrations/001-records.ts';
import { up as logMarks } from './migrations/002-log-marks.ts';
import { up as guests } from './migrations/003-guests.ts';
import { up as sessionsInUse } from './migrations/004-sessions-in-use.ts';
import { up as sealedMarks } from './migrations/005-sealed-marks.ts';
import { up as programs } from './migrations/006-programs.ts';
import { up as accounts } from './migrations/007-accounts.ts';
import { up as dates } from './migrations/008-dates.ts';
import { up as mails } from './migrations/009-mails.ts';
import { up as credit } from './migrations/010-credit.ts';
import { up as bounces } from './migrations/011-bounces.ts';
import { up as groups } from './migrations/012-groups.ts';
import { up as extension } from './migrations/013-extension.ts';
import { up as corrections } from './migrations/014-corrections.ts';
import { up as keeping } from './migrations/015-keeping.ts';
import { up as certificates } from './migrations/016-certificates.ts';
import { up as webhooks } from './migrations/017-webhooks.ts';
import { up as supervisionSessions } from './migrations/018-supervision-sessions.ts';
import { up as convenors } from './migrations/019-convenors.ts';
import { up as stoppedAddresses } from './migrations/020-stopped-addresses.ts';
import { up as metadataAddresses } from './migrations/021-metadata-addresses.ts';
import { up as secretMark } from './migrations/022-secret-mark.ts';
import { up as wholeMinutes } from './migrations/023-whole-minutes.ts';
import type { Tables } from './tables.ts';

const migrations: Record<string, Migration> = {
  '001-records': { up: records },
  '002-log-marks': { up: logMarks },
  '003-guests': { up: guests },
  '004-sessions-in-use': { up: sessionsInUse },
  '005-sealed-marks': { up: sealedMarks },
  '006-programs': { up: programs },
  '007-accounts': { up: accounts },
  '008-dates': { up: dates },
  '009-mails': { up: mails },
  '010-credit': { up: credit },
  '011-bounces': { up: bounces },
  '012-groups': { up: groups },
  '013-extension': { up: extension },
  '014-corrections': { up: corrections },
  '015-keeping': { up: keeping },
  '016-certificates': { up: certificates },
  '017-webhooks': { up: webhooks },
  '018-supervision-sessions': { up: supervisionSessions },
  '019-convenors': { up: convenors },
  '020-stopped-addresses': { up: stoppedAddresses },
  '021-metadata-addresses': { up: metadataAddresses },
  '022-secret-mark': { up: secretMark },
  '023-whole-minutes': { up: wholeMinutes },
};

/** Every shape there has been, oldest first. */
export const migrationNames: readonly string[] = Object.keys(migrations).sort();

/** The shapes this database has gone through, oldest first; none if it is new. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const found = await sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`.execute(db);
  if (!found.rows[0]?.name) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** To the newest shape, or to that of an older version. Throws `CannotStart`. */
export async function migrate(db: Kysely<Tables>, last?: string): Promise<void> {
  const unknown = (await appliedMigrations(db)).find((name) => !(name in migrations));
  if (unknown) {
    throw new CannotStart(
      `These records were written by a newer version of Balint Room (${unknown} is not known here). Start that version, or choose another DATA_DIR or DATABASE_URL.`,
    );
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = last === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(last);
  if (error) throw isOfTheRecords(error) ? noNewShape(error) : error;
}

/** What the database says about itself (no rights, no space, no connection) is put into words by whoever opened it. */
function isOfTheRecords(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  return typeof code === 'string' ? /^(22|23|2B|42(?!501))/.test(code) : /^corrupted migrations/.test(message ?? '');
}

function noNewShape(cause: unknown): CannotStart {
  return new CannotStart(
    'The records could not be brought to the shape this version needs; nothing was changed. Start the version that wrote them, or restore the backup made before it.',
    cause,
  );
}
