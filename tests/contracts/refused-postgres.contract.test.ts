// Why a server does not start on a real PostgreSQL: the sentence says what to do and repeats no password, and the exit code is 1.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { refuses } from '../support/refused-start.ts';

let postgres: TestPostgres;
let folder: string;

async function ask(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balint-refused-'));
  postgres = await startPostgres();
  const rules = join(postgres.folder, 'pg_hba.conf');
  writeFileSync(rules, `host all locked 127.0.0.1/32 scram-sha-256\n${readFileSync(rules, 'utf8')}`);
  await ask(
    "create role locked login password 'the right password'",
    'create role weak login',
    'create role reader login',
    "alter role reader set default_transaction_read_only = 'on'",
    'select pg_reload_conf()',
  );
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The address with one part replaced. */
function at(change: (url: URL) => void): Readonly<Record<string, string>> {
  const url = new URL(postgres.url);
  change(url);
  return { DATABASE_URL: url.href };
}

/** Stands between a server and PostgreSQL, and makes it look like another version. */
async function asVersion(version: string): Promise<number> {
  const relay = createServer((socket) => {
    const inner = connect(Number(new URL(postgres.url).port), '127.0.0.1');
    for (const end of [socket, inner]) end.on('error', () => undefined);
    socket.pipe(inner);
    inner.on('data', (bytes) =>
      socket.write(Buffer.from(bytes.toString('latin1').replace(/1[5-9]00\d\d(?=C)/g, version), 'latin1')),
    );
    inner.on('close', () => socket.destroy());
    socket.on('close', () => inner.destroy());
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  onTestFinished(() => void relay.close());
  return (relay.address() as { port: number }).port;
}

test.each<[string, RegExp, (url: URL) => void]>([
  [
    'a wrong password',
    /PostgreSQL on 127\.0\.0\.1:\d+ refuses the name or the password in DATABASE_URL/,
    (url) => {
      [url.username, url.password] = ['locked', 'notTheRightOne'];
    },
  ],
  [
    'no password',
    /refuses the name or the password in DATABASE_URL/,
    (url) => {
      url.username = 'locked';
    },
  ],
  [
    'a user that it does not know',
    /refuses the name or the password in DATABASE_URL/,
    (url) => {
      url.username = 'stranger';
    },
  ],
  [
    'a database that it does not have',
    /has no database of the name in DATABASE_URL. Make it first/,
    (url) => {
      url.pathname = '/nowhere';
    },
  ],
  [
    'a user who may make no tables',
    /lets the user in DATABASE_URL make no tables. Let that user own the database/,
    (url) => {
      url.username = 'weak';
    },
  ],
  [
    'one that takes no writes',
    /takes no writes \(it is a replica\)/,
    (url) => {
      url.username = 'reader';
    },
  ],
])('%s', async (name, sentence, change) => {
  await refuses(join(folder, name.replaceAll(' ', '-')), sentence, at(change));
});

test('one that is too old', async () => {
  const port = await asVersion('130015');
  const env = at((url) => {
    url.port = String(port);
  });
  await refuses(join(folder, 'old'), /is version 13; version 15 or newer is needed. Upgrade it/, env);
});

test('no sentence repeats the password', async () => {
  const env = at((url) => {
    [url.username, url.password] = ['locked', 'notTheRightOne'];
  });
  await refuses(join(folder, 'said'), /^(?![\s\S]*notTheRightOne)/, env);
  expect(env.DATABASE_URL).toContain('notTheRightOne');
});
