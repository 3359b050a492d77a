// Redis comes back without the rooms, or with older ones, in the middle of a case, and no server remembers them: nobody is let into a room that
// begins again, until somebody ends that meeting.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openAsTheyAre } from '../../server/database/database.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { SqlLogMarks } from '../../server/roomlogs/sql-log-marks.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { programOf } from '../support/programs.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { leadTo, signIn, type TestPerson } from '../support/test-person.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let redis: TestRedis;
let postgres: TestPostgres;
let records: Database;
let marks: SqlLogMarks;
let houses: readonly [TestApp, TestApp];
let ann: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  const env = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, SECRET: 'a secret that both servers of this test share' };
  const startServer = () => startApp({ media: false, isBare: true, env });
  houses = await Promise.all([startServer(), startServer()]);
  records = await openAsTheyAre({ url: postgres.url, onLostConnection: () => {} });
  marks = new SqlLogMarks(records, systemClock);
  [ann, ben] = await Promise.all([signIn(houses[0], 'Ann'), signIn(houses[1], 'Ben')]);
});

afterAll(async () => {
  for (const person of [ann, ben]) person?.drop();
  await records?.destroy();
  await Promise.all((houses ?? []).map((app) => app.stop()));
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

async function allRestart(disk: 'empty' | 'copied'): Promise<void> {
  for (const person of [ann, ben]) person.drop();
  await Promise.all(houses.map((app) => app.end('SIGKILL')));
  await redis.kill();
  await redis.restart({ disk });
  await Promise.all(houses.map((app) => app.start()));
}

/** The one live room, as Redis calls it. */
async function roomOf(): Promise<string> {
  const [key = ''] = (await redis.ask('KEYS', 'balint:{*}:log')) as string[];
  return /\{(.*)\}/.exec(key)?.[1] ?? '';
}

/** Whether the records have noted the newest entry, which they do at their own pace. */
async function isWitnessed(room: string, since: number): Promise<boolean> {
  const noted = await marks.of(room);
  return noted !== null && typeof noted === 'object' && noted.notedAt > since + 500;
}

async function endMeeting(room: string): Promise<void> {
  const args = [...programOf('server/backup/records-cli.ts'), 'end-meeting', room];
  const command = spawn(process.execPath, args, { cwd: root, env: { ...process.env, DATABASE_URL: postgres.url } });
  expect(await once(command, 'close')).toEqual([0, null]);
}

test.each(['empty', 'copied'] as const)('[R3.2] in the silence of a presenter Redis comes back with its disk %s', async (disk) => {
  for (const person of [ann, ben]) expect(await person.enter()).toMatchObject({ ok: true });
  await leadTo('clarifying', ann, ben);
  redis.copyDisk();
  const room = await roomOf();
  const entriesOf = () => redis.ask('XLEN', `balint:{${room}}:log`);
  const copied = await entriesOf();
  await leadTo('associative', ann, ben);
  const since = systemClock.now();
  await expect.poll(() => isWitnessed(room, since), { message: 'the records know of the silence' }).toBe(true);
  await allRestart(disk);
  for (const person of [ann, ben]) {
    await expect(person.connect()).rejects.toThrow('unavailable');
    person.drop();
  }
  expect(await entriesOf()).toBe(disk === 'empty' ? 0 : copied);
  for (const app of houses) expect(app.said).toContain(`npm run records -- end-meeting ${room}`);
  await endMeeting(room);
  for (const person of [ann, ben]) expect(await person.enter()).toMatchObject({ ok: true });
  await ann.seesRoom((view) => view.phase === 'gathering');
  await expect.poll(entriesOf).toBe(0);
  expect(await roomOf()).not.toBe(room);
});
