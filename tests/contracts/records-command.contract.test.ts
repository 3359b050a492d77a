// `records save`, `load` and `end-meeting` as used at a terminal: a trial moves to a cluster, and every mistake is answered with a sentence.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { saveRecords } from '../../server/backup/records-file.ts';
import { startServers } from '../../server/cluster/start-cluster.ts';
import { openDatabase } from '../../server/database/database.ts';
import { lockFolder } from '../../server/database/folder-lock.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { readConfig } from '../../server/process/config.ts';
import { SqlKeyHalves } from '../../server/roomlogs/sql-key-halves.ts';
import { unpacked } from '../attacks/left-behind.ts';
import { ended, isClosed, Server, toldOn } from '../attacks/told-meeting.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { pressed } from '../support/press.ts';
import { programOf } from '../support/programs.ts';
import { type LivedIn, livedIn } from './records-lived-in.ts';
import { secret } from './records-stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let postgres: TestPostgres;
let lived: LivedIn;
let trial: Record<string, string>;
let cluster: Record<string, string>;

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function records(env: Record<string, string>, args: readonly string[], input = ''): Promise<Said> {
  const { DATABASE_URL: _, DATA_DIR: __, ...clean } = process.env;
  const child = spawn(process.execPath, [...programOf('server/backup/records-cli.ts'), ...args], {
    cwd: root,
    env: { ...clean, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  child.stdin.end(input);
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balint-room-records-'));
  trial = { DATA_DIR: join(folder, 'data') };
  await mkdir(join(folder, 'data'));
  lived = await livedIn({ folder: join(folder, 'data', 'database') });
  await lived.db.destroy();
  postgres = await startPostgres();
  cluster = { DATABASE_URL: postgres.url, DATA_DIR: join(folder, 'unused') };
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

test('a trial in a folder moves to PostgreSQL, and its links open the same seats there', async () => {
  const file = join(folder, 'balint.records');
  expect(await records(trial, ['save', file])).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^\d+ rows saved\. SECRET/),
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await records(cluster, ['load', file])).toMatchObject({ code: 0, err: expect.stringMatching(/^\d+ rows loaded/) });
  const db = await openDatabase({ url: postgres.url, onLostConnection: () => {} });
  const links = await new SqlAccounts(db, secret, lived.clock).links(demoGroupId);
  expect(links).toHaveLength(8);
  expect(await records(cluster, ['load', file])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There are records already'),
  });
  // The same through standard input and output, as into and out of a container.
  const { out } = await records(cluster, ['save', '-']);
  expect(out.split('\n').length).toBe((await readFile(file, 'utf8')).split('\n').length);
  const other = { DATA_DIR: join(folder, 'back') };
  expect(await records(other, ['load', '-'], out)).toMatchObject({ code: 0 });
  expect((await records(other, ['save', '-'])).out).toBe(out);
  expect(await pressed(new SqlAccounts(db, secret, lived.clock), lived.ben.token)).toMatchObject({ ref: lived.ben.ref });
  await db.destroy();
});

test('[R9.5] a saved file tells nothing of who presented, of phases or of signals, while the meeting is on and after it', async () => {
  const dataDir = join(folder, 'told');
  await mkdir(dataDir);
  const db = await openDatabase({ folder: join(dataDir, 'database') });
  const clock = new FakeClock(Date.parse('2026-11-24T18:00:00.417Z'));
  await ensureDemoGroup(db, clock);
  const around = { dataDir, secret, halves: new SqlKeyHalves(db), log: { warn: () => undefined } };
  const stage = { db, startServers: () => startServers(readConfig({}), around) };
  const server = await Server.start(stage, clock, new SqlGroups(db, clock));
  const { room, presenter, listener, sought } = await toldOn(server, stage);
  const during: string[] = [];
  await saveRecords(db, (line) => during.push(line));
  await ended(server, room);
  await isClosed(server, room);
  await server.end();
  await db.destroy();
  const file = join(folder, 'told.records');
  expect(await records({ DATA_DIR: dataDir }, ['save', file])).toMatchObject({ code: 0 });
  const saved = await readFile(file);
  for (const bytes of [Buffer.from(during.join('')), saved]) {
    const all = unpacked(bytes);
    const found = (what: Buffer) => all.some((one) => one.includes(what));
    expect(found(Buffer.from(room)), 'the search finds what is there').toBe(true);
    expect([...sought].filter(([, what]) => found(what)).map(([name]) => name)).toEqual([]);
    // Whoever presented stands in it just as whoever came and listened.
    const rowsOf = (person: string) =>
      bytes
        .toString()
        .split('\n')
        .flatMap((line) => (line.includes(person) ? [/"table":"(\w+)"/.exec(line)?.[1]] : []))
        .sort();
    expect(rowsOf(presenter)).toEqual(rowsOf(listener));
  }
  expect(saved.toString()).toContain('"table":"attendance"');
  const hidden = gzipSync('whoever hides it').toString('base64');
  expect(unpacked(Buffer.from(`{"row":{"x":"${hidden}"}}`)).some((one) => one.includes('whoever hides it'))).toBe(true);
});

test('a meeting that cannot be reached is ended, once, and the next one opens', async () => {
  const place = { folder: join(folder, 'data', 'database') };
  const meetingOn = async () => {
    const db = await openDatabase(place);
    const meeting = await new SqlGroups(db, lived.clock).currentMeeting(demoGroupId);
    await db.destroy();
    return meeting?.id ?? '';
  };
  const room = await meetingOn();
  expect(await records(trial, ['end-meeting', room])).toMatchObject({ code: 0, err: expect.stringContaining('next one opens') });
  expect(await meetingOn()).not.toBe(room);
  expect(await records(trial, ['end-meeting', room])).toMatchObject({ code: 1, err: expect.stringContaining('closed already') });
  expect(await records(trial, ['end-meeting', 'x'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no meeting x'),
  });
});

test('what is left of a meeting that the records do not know is destroyed', async () => {
  const [key, journal] = ['keys/strange.key', 'rooms/strange.journal'].map((path) => join(trial.DATA_DIR ?? '', path)) as [
    string,
    string,
  ];
  for (const path of [key, journal]) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'left');
  }
  expect(await records(trial, ['end-meeting', 'strange'])).toMatchObject({ code: 0, err: expect.stringContaining('is destroyed') });
  for (const path of [key, journal]) expect(existsSync(path)).toBe(false);
});

test('a running server’s folder is named, with its process, and left alone', async () => {
  const letGo = await lockFolder(trial.DATA_DIR ?? '');
  const said = await records(trial, ['save', join(folder, 'never')]);
  await letGo();
  expect(said).toMatchObject({
    code: 1,
    err: expect.stringContaining(`in use by another Balint Room server (process ${process.pid})`),
  });
  expect(existsSync(join(folder, 'never'))).toBe(false);
});

test.each([
  ['nothing to do', [], /Say what to do: npm run records -- save FILE/],
  ['an unknown act', ['drop', 'x'], /Say what to do/],
  ['a file that is there', ['save', '{folder}/there'], /is there already/],
  ['a folder that is not there', ['save', '{folder}/no/such/file'], /cannot be written/],
  ['a file that is not there', ['load', '{folder}/nowhere'], /There is no file/],
  ['a file of something else', ['load', '{folder}/there'], /not a file that/],
] as const)('%s is answered with a sentence', async (_what, args, sentence) => {
  await writeFile(join(folder, 'there'), 'hello\n');
  const said = await records(
    trial,
    args.map((arg) => arg.replace('{folder}', folder)),
  );
  expect(said).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) });
  expect(said.err).not.toMatch(/\n\s+at /);
});

test('without records no file is made', async () => {
  const nowhere = { DATA_DIR: join(folder, 'nobody') };
  expect(await records(nowhere, ['save', join(folder, 'none')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There are no records in'),
  });
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
