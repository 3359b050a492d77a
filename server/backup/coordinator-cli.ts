// `npm run coordinator -- --program NAME --mail ADDRESS`: names somebody coordinator of a program, which is made if there is none of that name,
// and prints a link that signs them in. Records in PostgreSQL may be in use meanwhile; the embedded database is for one process alone.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sql, type Transaction } from 'kysely';
import * as shapes from '../../shared/protocol/program/shapes.ts';
import { freshLink, keepLink, printedForMs } from '../accounts/mail-links.ts';
import { type DatabasePlace, openDatabase } from '../database/database.ts';
import { databaseIn, firstStartIsOver, lookInto } from '../database/first-start.ts';
import { lockFolder } from '../database/folder-lock.ts';
import { newId } from '../database/new-id.ts';
import { keepToOwner, ownFolder } from '../database/own-folder.ts';
import type { Tables } from '../database/tables.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { readConfig } from '../process/config.ts';
import { ownAddresses } from '../process/own-address.ts';
import { systemClock } from '../process/system-clock.ts';
import { whyNot } from '../process/why-not.ts';
import { noteAct } from '../programs/note-act.ts';

const usage = 'npm run coordinator -- --program NAME --mail ADDRESS';

interface Named {
  readonly program: string;
  readonly address: string;
}

async function main(args: readonly string[]): Promise<void> {
  const named = namedIn(args);
  const { databaseUrl, dataDir: folder, publicUrl, host, port } = readConfig(process.env);
  const dataDir = resolve(folder);
  const told =
    databaseUrl === null
      ? await inFolder(dataDir, named)
      : await inRecords({ url: databaseUrl, onLostConnection: () => {} }, named);
  const url = publicUrl ?? ownAddresses(host, port)[0];
  process.stdout.write(
    `${told.wasThere ? `The program ${named.program} is there already` : `The program ${named.program} is made`}, and ${named.address} coordinates it.\n` +
      `This link signs them in; it opens once, within 24 hours, while the server runs:\n  ${url}/enter#${told.token}\n`,
  );
}

/** Throws `CannotStart` with what to say instead. */
function namedIn(args: readonly string[]): Named {
  const options = { program: { type: 'string' }, mail: { type: 'string' } } as const;
  const { program, mail } = orUsage(() => parseArgs({ args: [...args], options, strict: true }).values);
  if (program === undefined || mail === undefined) throw new CannotStart(`Say which program, and who: ${usage}`);
  const name = shapes.parsed(shapes.line(shapes.longestName), program);
  if (name === null)
    throw new CannotStart(`The program's name should be one line of 1 to 80 characters, with a letter or digit in it: ${usage}`);
  const address = shapes.parsed(shapes.address, mail);
  if (address === null)
    throw new CannotStart(`${JSON.stringify(mail)} is not one e-mail address, such as ann@example.org: ${usage}`);
  return { program: name, address };
}

function orUsage<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new CannotStart(`Only --program and --mail are understood, each with its value: ${usage}`);
  }
}

interface Told {
  readonly token: string;
  readonly wasThere: boolean;
}

async function inFolder(dataDir: string, named: Named): Promise<Told> {
  await ownFolder(dataDir);
  // The lock says which process has the folder.
  const letGo = await lockFolder(dataDir);
  try {
    const { isFirst } = await lookInto(dataDir);
    const told = await inRecords({ folder: databaseIn(dataDir), isFirst }, named);
    await firstStartIsOver(dataDir);
    return told;
  } finally {
    await letGo();
  }
}

async function inRecords(place: DatabasePlace, named: Named): Promise<Told> {
  const db = await openDatabase(place);
  try {
    return await db.transaction().execute((records) => nameCoordinator(records, named));
  } finally {
    await db.destroy();
  }
}

async function nameCoordinator(records: Transaction<Tables>, { program, address }: Named): Promise<Told> {
  const now = new Date(systemClock.now());
  // Two who name the same program at once make one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`program ${program.toLowerCase()}`}, 0))`.execute(records);
  const there = await records
    .selectFrom('programs')
    .where(sql<boolean>`lower(name) = lower(${program})`)
    .where('closed_at', 'is', null)
    .orderBy('made_at')
    .select('id')
    .executeTakeFirst();
  const id = there?.id ?? newId();
  if (!there) {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    await records.insertInto('programs').values({ id, name: program, language: 'en', zone, made_at: now }).execute();
    await noteAct(records, { programId: id, act: 'program-made', object: id });
  }
  await records
    .insertInto('program_staff')
    .values({ program_id: id, address, role: 'coordinator', invited_at: now, ended_at: null })
    .onConflict((conflict) => conflict.columns(['program_id', 'address']).doUpdateSet({ ended_at: null }))
    .execute();
  await noteAct(records, { programId: id, act: 'coordinator-named', object: id });
  const { token, hash } = freshLink();
  await keepLink(records, { hash, address, to: `/program/${id}` }, { now: now.getTime(), expiresAt: now.getTime() + printedForMs });
  return { token, wasThere: there !== undefined };
}

keepToOwner();
main(process.argv.slice(2)).catch((error: unknown) => {
  const why = error instanceof CannotStart ? error.message : `That could not be done: ${whyNot(error)}.`;
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
});
