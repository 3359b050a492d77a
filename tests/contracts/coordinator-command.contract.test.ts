// `npm run coordinator` as used at a terminal: the first coordinator of a program, on either kind of records, and every mistake answered with a sentence.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterWith } from '../support/accounts.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { programOf } from '../support/programs.ts';
import { startApp, TestApp } from '../support/test-app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const publicUrl = 'https://balint.example.org';
let folder: string;
let postgres: TestPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balint-coordinator-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

function coordinator(env: Record<string, string>, ...args: string[]) {
  const { DATABASE_URL: _, DATA_DIR: __, ...clean } = process.env;
  const command = [...programOf('server/backup/coordinator-cli.ts'), ...args];
  const child = spawn(process.execPath, command, { cwd: root, env: { ...clean, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  return new Promise<{ code: number | null; out: string; err: string }>((done) =>
    child.once('close', (code) => done({ code, out, err })),
  );
}

const tokenIn = (out: string) => /\/enter#([\w-]{43})\n/.exec(out)?.[1] ?? '';

async function meOf(app: TestApp, cookie: string) {
  const answer = await fetch(`${app.url}/api/me`, { headers: { cookie } });
  return (await answer.json()) as { addresses: string[]; programs: { name: string }[] };
}

test('before the first start, in a folder: the link opens once the server runs, and only once', async () => {
  const dataDir = join(folder, 'data');
  const made = await coordinator({ DATA_DIR: dataDir }, '--program', 'Ward rounds', '--mail', 'Ann@Example.org');
  expect(made).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The program Ward rounds is made') });
  const app = new TestApp(dataDir, { media: false });
  await app.start();
  try {
    const cookie = await enterWith(app.url, tokenIn(made.out));
    expect(await meOf(app, cookie)).toMatchObject({ addresses: ['ann@example.org'], programs: [{ name: 'Ward rounds' }] });
    await expect(enterWith(app.url, tokenIn(made.out))).rejects.toThrow('410');

    const meanwhile = await coordinator({ DATA_DIR: dataDir }, '--program', 'Ward rounds', '--mail', 'ben@example.org');
    expect(meanwhile).toMatchObject({ code: 1, out: '', err: expect.stringContaining(String(app.pid)) });
  } finally {
    await app.stop();
  }
});

test('in PostgreSQL while a server runs, for a program that is there, at the address that people use', async () => {
  const env = { DATABASE_URL: postgres.url };
  const app = await startApp({ media: false, isBare: true, env });
  try {
    const named = (mail: string, program = 'Wards') =>
      coordinator({ ...env, PUBLIC_URL: publicUrl, DATA_DIR: folder }, '--program', program, '--mail', mail);
    const made = await Promise.all([named('ann@example.org'), named('ben@example.org', 'WARDS')]);
    expect(made.map(({ out }) => /is (made|there already)/.exec(out)?.[1]).sort()).toEqual(['made', 'there already']);
    for (const { out } of made) {
      expect(out).toContain(`  ${publicUrl}/enter#`);
      expect((await meOf(app, await enterWith(app.url, tokenIn(out)))).programs).toHaveLength(1);
    }
  } finally {
    await app.stop();
  }
});

test.each([
  [[], /Say which program, and who: npm run coordinator -- --program NAME --mail ADDRESS/],
  [['--program', 'A\nB', '--mail', 'ann@example.org'], /name should be one line/],
  [['--program', 'Wards', '--mail', 'ann'], /"ann" is not one e-mail address, such as ann@example\.org/],
  [['--program', 'Wards', '--mail', 'a@example.org, b@example.org'], /is not one e-mail address/],
  [['--program', 'Wards', '--mail', 'ann@example.org', '--role', 'admin'], /Only --program and --mail are understood/],
] as const)('%j is answered with what to say instead', async (args, sentence) => {
  const answer = await coordinator({ DATA_DIR: join(folder, 'untouched') }, ...args);
  expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) });
  expect(answer.err.trim().split('\n')).toHaveLength(1);
});

test('records that cannot be reached are said, too', async () => {
  const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/nothing', DATA_DIR: folder };
  const answer = await coordinator(env, '--program', 'Wards', '--mail', 'ann@example.org');
  expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringContaining('127.0.0.1:9') });
});
