// One of two servers is upgraded in the middle of a case: its people move to the other one, and nobody's screen shows a sign of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChairState } from '../../shared/ritual/view.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, TestPerson } from '../support/test-person.ts';

let redis: TestRedis;
let postgres: TestPostgres;
let one: TestApp;
let two: TestApp;
let people: TestPerson[] = [];

const startServer = () =>
  startApp({
    media: false,
    isBare: true,
    env: {
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      SECRET: 'a secret that both servers of this test share',
      DRAIN_MS: '300',
    },
  });

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  [one, two] = await Promise.all([startServer(), startServer()]);
});

afterAll(async () => {
  for (const person of people) person.drop();
  await Promise.all([one?.stop(), two?.stop()]);
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

/** As a page does it: the same tab, on whichever server answers now. */
async function moveTo(app: TestApp, person: TestPerson): Promise<TestPerson> {
  const moved = new TestPerson(person.name, app.url, person.ref, person.cookie);
  moved.device = person.device;
  await moved.connect();
  await done(moved.enter());
  await moved.seesRoom(() => true);
  return moved;
}

test('[R5.2] no chair says that a connection is lost, the silence holds, and commands go on where the person is', async () => {
  const [ann, ben] = [await signIn(one, 'Ann'), await signIn(one, 'Ben')];
  const [cid, hal] = [await signIn(two, 'Cid'), await signIn(two, 'Hal')];
  people = [ann, ben, cid, hal];
  for (const person of people) await done(person.enter());
  for (const person of people)
    await person.seesRoom((view) => view.chairs.filter((chair) => chair.state === 'present').length === 4);
  await leadTo('associative', ann, ben);
  await cid.seesRoom(({ phase }) => phase === 'associative');

  const seen = new Set<ChairState>();
  for (const screen of [cid, hal]) {
    screen.socket.on('view', (view) => {
      if (view.kind === 'room') for (const { name, state } of view.chairs) if (name === 'Ann' || name === 'Ben') seen.add(state);
    });
  }
  const moved = [ann, ben].map((person) => new Promise<void>((resolve) => person.socket.once('moving', () => resolve())));
  const ended = one.end('SIGTERM');
  await Promise.all(moved);
  const [annThere, benThere] = await Promise.all([moveTo(two, ann), moveTo(two, ben)]);
  expect(await ended).toBe(0);
  people.push(annThere, benThere);

  await done(annThere.perform({ type: 'pause' }));
  await cid.seesRoom(({ pausedAt }) => pausedAt !== null);
  expect(annThere.room.phase).toBe('associative');
  expect(benThere.room.me).toMatchObject({ case: 'steppedBack', rights: { mayBeHeard: false } });
  expect([...seen].sort()).toEqual(['present', 'steppedBack']);

  await one.start();
  await done((await moveTo(one, annThere)).perform({ type: 'resume' }));
  await hal.seesRoom(({ pausedAt }) => pausedAt === null);
}, 180_000);
