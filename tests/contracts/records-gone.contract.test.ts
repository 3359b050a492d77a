// PostgreSQL goes down under a running app and comes back: people are told, readiness shows it, and nothing has to be restarted.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isReachable, openDatabase } from '../../server/database/database.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { HttpApp } from '../support/http-app.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
let app: HttpApp;
const lost: Error[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  app = await HttpApp.on(await openDatabase({ url: postgres.url, onLostConnection: (error) => lost.push(error) }));
});
afterAll(async () => {
  await app.close();
  await postgres.stop();
});

const yesOrNo = [() => true, () => false] as const;
const ready = async () => (await app.fastify.inject('/readyz')).statusCode;

test('people and readiness checks are told while it is down, and everything goes on when it is back', async () => {
  const token = (await app.accounts.links(demoGroupId))[0]?.token ?? '';
  // All the pool's connections, idle when the server dies.
  await Promise.all(Array.from({ length: 10 }, () => app.accounts.links(demoGroupId)));
  expect(await ready()).toBe(200);

  await postgres.kill();
  expect(await ready()).toBe(503);
  expect((await app.fastify.inject(`/in/${token}`)).statusCode).toBe(503);
  await expect(app.groups.roster(demoGroupId)).rejects.toMatchObject({ code: 'records-unavailable' });
  expect(lost.length).toBeGreaterThan(0);

  await postgres.start();
  expect(await ready()).toBe(200);
  expect((await app.press(token)).statusCode).toBe(200);
  await Promise.all(Array.from({ length: 20 }, () => app.groups.roster(demoGroupId)));
});

test('a connection that breaks in the middle of a question fails that question and nothing else', async () => {
  const uncaught: Error[] = [];
  const note = (error: Error) => uncaught.push(error);
  process.prependListener('uncaughtExceptionMonitor', note);
  const broken = () => sql`select pg_terminate_backend(pg_backend_pid())`.execute(app.db);
  await Promise.all(Array.from({ length: 10 }, () => expect(broken()).rejects.toThrow(/terminat/)));
  const allAnswered = () => Promise.all(Array.from({ length: 20 }, () => app.groups.roster(demoGroupId)));
  await expect.poll(() => allAnswered().then(...yesOrNo)).toBe(true);
  process.removeListener('uncaughtExceptionMonitor', note);
  expect(uncaught).toEqual([]);
});

test('a database that stops answering is noticed in time, however many ask', async () => {
  await postgres.freeze(async () => {
    const asked = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => isReachable(app.db, 300)));
    expect(answers).toEqual(Array.from({ length: 30 }, () => false));
    expect(performance.now() - asked, 'nobody waits for somebody else’s answer').toBeLessThan(30 * 300);
  });
  expect(await isReachable(app.db)).toBe(true);
});
