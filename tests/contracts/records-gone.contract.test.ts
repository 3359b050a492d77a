// PostgreSQL goes while a house stands on it, and comes back: people are told, readiness is told, and nothing has to be restarted.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isReachable, openDatabase } from '../../server/database/database.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { HttpApp } from '../support/http-app.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
let house: HttpApp;
const lost: Error[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  house = await HttpApp.on(await openDatabase({ url: postgres.url, onLostConnection: (error) => lost.push(error) }));
});
afterAll(async () => {
  await house.close();
  await postgres.stop();
});

const yesOrNo = [() => true, () => false] as const;
const ready = async () => (await house.app.inject('/readyz')).statusCode;

it('readiness and people are told while it is gone, and all goes on when it is back', async () => {
  const token = (await house.accounts.links(demoGroupId))[0]?.token ?? '';
  // As many connections as the pool has, all of them idle when the server dies.
  await Promise.all(Array.from({ length: 10 }, () => house.accounts.links(demoGroupId)));
  expect(await ready()).toBe(200);

  await postgres.kill();
  expect(await ready()).toBe(503);
  expect((await house.app.inject(`/in/${token}`)).statusCode).toBe(503);
  await expect(house.groups.roster(demoGroupId)).rejects.toMatchObject({ code: 'records-unavailable' });
  expect(lost.length).toBeGreaterThan(0);

  await postgres.start();
  expect(await ready()).toBe(200);
  expect((await house.press(token)).statusCode).toBe(200);
  await Promise.all(Array.from({ length: 20 }, () => house.groups.roster(demoGroupId)));
});

it('a connection that breaks in the middle of a question fails that question and nothing else', async () => {
  const uncaught: Error[] = [];
  const note = (error: Error) => uncaught.push(error);
  process.prependListener('uncaughtExceptionMonitor', note);
  const broken = () => sql`select pg_terminate_backend(pg_backend_pid())`.execute(house.db);
  await Promise.all(Array.from({ length: 10 }, () => expect(broken()).rejects.toThrow(/terminat/)));
  const allAnswered = () => Promise.all(Array.from({ length: 20 }, () => house.groups.roster(demoGroupId)));
  await expect.poll(() => allAnswered().then(...yesOrNo)).toBe(true);
  process.removeListener('uncaughtExceptionMonitor', note);
  expect(uncaught).toEqual([]);
});

it('one that has fallen mute is noticed in time, however many ask', async () => {
  await postgres.freeze(async () => {
    const asked = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => isReachable(house.db, 300)));
    expect(answers).toEqual(Array.from({ length: 30 }, () => false));
    expect(performance.now() - asked, 'nobody waits for somebody else’s answer').toBeLessThan(30 * 300);
  });
  expect(await isReachable(house.db)).toBe(true);
});
