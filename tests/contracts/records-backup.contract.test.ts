// The records are saved and loaded, from either database into either, whole or not at all; and PostgreSQL's own programs do the same.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from '../../scripts/setup/places.mjs';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { loadRecords, saveRecords } from '../../server/backup/records-file.ts';
import { type Database, type DatabasePlace, openAsTheyAre, openDatabase } from '../../server/database/database.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { memoryPlace } from '../support/memory-database.ts';
import { postgresPrograms, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { everythingIn, type LivedIn, livedIn } from './records-lived-in.ts';
import { secret } from './records-stage.ts';

const run = promisify(execFile);
const onLostConnection = () => {};

let postgres: TestPostgres;
let databases = 0;
const open: Database[] = [];

/** An empty database of its own. */
async function emptyPlace(kind: 'PGlite' | 'PostgreSQL'): Promise<DatabasePlace> {
  if (kind === 'PGlite') return { folder: null };
  databases += 1;
  const name = `records_${databases}`;
  const admin = await openAsTheyAre({ url: postgres.url, onLostConnection });
  await sql`create database ${sql.id(name)}`.execute(admin);
  await admin.destroy();
  return { url: postgres.url.replace(/\/postgres$/, `/${name}`), onLostConnection };
}

async function emptyDatabase(kind: 'PGlite' | 'PostgreSQL'): Promise<Database> {
  const db = await openAsTheyAre(await emptyPlace(kind));
  open.push(db);
  return db;
}

async function linesOf(db: Database): Promise<string[]> {
  const lines: string[] = [];
  await saveRecords(db, (line) => lines.push(line.trimEnd()));
  return lines;
}

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await Promise.all(open.map((db) => db.destroy()));
  await postgres.stop();
});

describe.each(['PGlite', 'PostgreSQL'] as const)('records of %s', (kind) => {
  let lived: LivedIn;
  let lines: string[];
  beforeAll(async () => {
    lived = await livedIn(await emptyPlace(kind));
    open.push(lived.db);
    lines = await linesOf(lived.db);
  });

  test.each(['PGlite', 'PostgreSQL'] as const)('are the same in %s, and every link and session goes on', async (other) => {
    const db = await emptyDatabase(other);
    expect(await loadRecords(db, lines)).toBe(lines.length - 2);
    expect(await everythingIn(db)).toEqual(await everythingIn(lived.db));
    const accounts = new SqlAccounts(db, secret, lived.clock);
    expect(await accounts.links(demoGroupId)).toEqual(await lived.accounts.links(demoGroupId));
    expect(await accounts.membership(lived.ben.ref, lived.ben.session)).toMatchObject({ name: 'Ben' });
    expect(await accounts.membership(lived.signedOut.ref, lived.signedOut.session)).toBeNull();
    await db.destroy();
  });

  test('contain no secret, link or session when saved', () => {
    const written = lines.join('\n');
    expect(written).toContain('Ann Larsen');
    for (const part of [secret, lived.ben.session, lived.ben.token]) expect(written).not.toContain(part);
  });

  test('are never loaded over others', async () => {
    const before = await everythingIn(lived.db);
    await expect(loadRecords(lived.db, lines)).rejects.toThrow(/There are records already.*Choose an empty database/);
    expect(await everythingIn(lived.db)).toEqual(before);
  });
});

describe('a file that is not whole', () => {
  let lived: LivedIn;
  let lines: string[];
  let db: Database;
  beforeAll(async () => {
    lived = await livedIn(await memoryPlace());
    lines = await linesOf(lived.db);
    db = await emptyDatabase('PostgreSQL');
  });
  afterAll(() => lived.db.destroy());

  const others: [string, () => string[], RegExp][] = [
    ['cut off', () => lines.slice(0, -3), /damaged: its end is missing/],
    ['with a line lost', () => lines.toSpliced(-2, 1), /damaged: it names \d+ rows and holds \d+/],
    [
      'with a person lost',
      () => lines.filter((line) => !line.includes('Ann Larsen')),
      /damaged: rows of \w+ do not fit the others/,
    ],
    ['with half a line', () => lines.with(4, lines[4]?.slice(0, 20) ?? ''), /damaged: line 5 is no row/],
    ['with a table that nobody knows', () => lines.with(3, '{"table":"pg_authid","row":{}}'), /damaged: line 4 is no row/],
    ['of another kind', () => ['{"hello":1}', ...lines.slice(1)], /not a file that `npm run records -- save` has written/],
    ['that is empty', () => [], /not a file that/],
    [
      'of a newer version',
      () => lines.with(0, (lines[0] ?? '').replace('"001-records"', '"001-records","999-future"')),
      /newer version of Balint Room \(999-future is not known here\)/,
    ],
  ];
  test.each(others)('%s is refused, and leaves nothing behind', async (_what, broken, sentence) => {
    await expect(loadRecords(db, broken())).rejects.toThrow(sentence);
    const left = Object.values(await everythingIn(db)).flat();
    expect(left).toEqual([]);
  });

  test('does not keep the complete one from being loaded', async () => {
    await loadRecords(db, lines);
    expect(await everythingIn(db)).toEqual(await everythingIn(lived.db));
  });
});

test('is a snapshot of one moment, while others write', async () => {
  const lived = await livedIn(await emptyPlace('PostgreSQL'));
  open.push(lived.db);
  let isWriting = true;
  const writer = (async () => {
    for (let n = 0; isWriting; n += 1) await lived.planGroup(`later-${n}`, [Date.parse('2027-01-01T18:00:00Z')]);
  })();
  for (let round = 0; round < 10; round += 1) {
    const elsewhere = await emptyDatabase('PostgreSQL');
    // A row that refers to one that is missing from the file could not be loaded.
    await loadRecords(elsewhere, await linesOf(lived.db));
    const { groups, series, meetings } = await everythingIn(elsewhere);
    expect(new Set(series?.map((row) => row.group_id)).size).toBeLessThanOrEqual(groups?.length ?? 0);
    expect(meetings?.length).toBeGreaterThan(0);
    await elsewhere.destroy();
  }
  isWriting = false;
  await writer;
});

test('the commands of docs/operations.md bring back what they have saved', async () => {
  const [, rest = ''] = readFileSync(join(checkout, 'docs/operations.md'), 'utf8').split('### Back up and restore');
  const [section = ''] = rest.split('\n### ');
  const commands = [...section.matchAll(/^(?:\(umask 077; )?docker compose exec -T postgres (.+?)\)?$/gm)].map(
    ([, command]) => command ?? '',
  );
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['pg_dump', 'dropdb', 'createdb', 'pg_restore']);
  const folder = await mkdtemp(join(tmpdir(), 'balint-room-dump-'));
  const { hostname, port } = new URL(postgres.url);
  const env = { PATH: `${postgresPrograms}:${process.env.PATH}`, PGHOST: hostname, PGPORT: port };
  const shell = (command: string) => run('/bin/sh', ['-c', command], { cwd: folder, env });
  // The container's own database and its owner.
  await shell('createuser --username=postgres --superuser balint && createdb --username=balint balint');
  const place = { url: `postgresql://balint@${hostname}:${port}/balint`, onLostConnection };
  const lived = await livedIn(place);
  const before = await everythingIn(lived.db);
  await shell(commands[0] ?? '');
  await sql`delete from attendance`.execute(lived.db);
  await lived.db.destroy();
  for (const command of commands.slice(1)) await shell(command);
  // A server that starts on it finds the current shape and changes nothing.
  const restored = await openDatabase(place);
  open.push(restored);
  expect(await everythingIn(restored)).toEqual(before);
  await rm(folder, { recursive: true });
});
