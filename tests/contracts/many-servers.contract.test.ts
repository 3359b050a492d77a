// Two servers on one Redis and one PostgreSQL: one room on both, and what a dead server leaves is taken over.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { endOtherSessions, enterWith, giveAddress, printLink } from '../support/accounts.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, leadTo, signIn, TestPerson } from '../support/test-person.ts';

const secret = 'a secret that both servers of this test share';
let redis: TestRedis;
let postgres: TestPostgres;
let one: TestApp;
let two: TestApp;
/** Ann and Ben sit on the first server, Cid and Hal on the second. */
let ann: TestPerson;
let ben: TestPerson;
let cid: TestPerson;
let hal: TestPerson;

const startServer = (env: Record<string, string> = {}) =>
  startApp({ media: false, isBare: true, env: { REDIS_URL: redis.url, DATABASE_URL: postgres.url, SECRET: secret, ...env } });

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  [one, two] = await Promise.all([startServer(), startServer()]);
  [ann, ben, cid, hal] = await Promise.all([signIn(one, 'Ann'), signIn(one, 'Ben'), signIn(two, 'Cid'), signIn(two, 'Hal')]);
  for (const person of [ann, ben, cid, hal]) await person.enter();
});

afterAll(async () => {
  for (const person of [ann, ben, cid, hal]) person?.drop();
  await Promise.all([one?.stop(), two?.stop()]);
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

const stateOf = (screen: TestPerson, name: string) => screen.room.chairs.find((chair) => chair.name === name)?.state;

/** In the room's log. */
async function entries(): Promise<number> {
  const [key = ''] = (await redis.ask('KEYS', 'balint:*:done')) as string[];
  return Number(await redis.ask('HLEN', key));
}

async function idOf(screen: TestPerson, name: string): Promise<string> {
  await screen.seesRoom((view) => view.chairs.some((chair) => chair.name === name));
  return screen.room.chairs.find((chair) => chair.name === name)?.personId ?? '';
}

test('people on two servers sit in one circle, and every command shows on all screens', async () => {
  for (const person of [ann, ben, cid, hal]) {
    await person.seesRoom((view) => view.chairs.filter((chair) => chair.state === 'present').length === 4);
  }
  await leadTo('associative', ann, ben);
  for (const person of [ann, ben, cid, hal]) await person.seesRoom((view) => view.phase === 'associative');
});

test('a command resent to the other server is done once', async () => {
  const id = 'the-same-command-0001';
  const first = await ann.perform({ type: 'pause' }, id);
  const other = await signIn(two, 'Ann');
  await other.connect({ device: ann.device });
  const second = await other.perform({ type: 'pause' }, id);
  // Each connection has numbers of its own (R7.5).
  for (const answer of [first, second]) expect(answer).toMatchObject({ ok: true });
  await done(ann.perform({ type: 'resume' }));
  other.drop();
});

test('of two who act at once on two servers one is refused for the right reason, and the room is the same for both', async () => {
  const answers = await Promise.all([ann.advance('associative', 'closingRound'), hal.advance('associative', 'closingRound')]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  await cid.seesRoom((view) => view.phase === 'closingRound');
  await done(hal.perform({ type: 'goBack', from: 'closingRound', to: 'associative' }));
  await ben.seesRoom((view) => view.phase === 'associative');
});

test('[R7.1] a note reaches the leader on the other server, and nobody else', async () => {
  expect(await ann.socket.emitWithAck('whisper', { to: 'leaders', text: 'shall we?' })).toMatchObject({ ok: true });
  await hal.sees((_view, { whispers }) => whispers.some(({ text }) => text === 'shall we?'));
  expect(cid.whispers).toEqual([]);
});

test('[R7.7] a member’s private word reaches the leaders on both servers, and nobody else', async () => {
  expect(await cid.socket.emitWithAck('whisper', { to: 'leaders', text: 'a word' })).toMatchObject({ ok: true });
  for (const leader of [ann, hal]) await leader.sees((_view, { whispers }) => whispers.some(({ text }) => text === 'a word'));
  for (const other of [ben, cid]) expect(other.whispers).toEqual([]);
});

/** While he has a connection to either server, or to both. */
const statesOfBen = new Set<string | undefined>();

test('[R3.4] a note to the presenter crosses servers, and is sent again by whichever server the presenter comes back to', async () => {
  expect(await hal.socket.emitWithAck('whisper', { to: 'presenter', text: 'we hear you' })).toMatchObject({ ok: true });
  await ben.sees((_view, { whispers }) => whispers.some(({ text }) => text === 'we hear you'));
  hal.socket.on('view', () => statesOfBen.add(stateOf(hal, 'Ben')));
  const elsewhere = await signIn(two, 'Ben');
  elsewhere.device = ben.device;
  await done(elsewhere.enter());
  await elsewhere.sees((_view, { whispers }) => whispers.length > 0);
  expect(elsewhere.whispers[0]).toMatchObject({ text: 'we hear you', presenterId: ben.id });
  elsewhere.drop();
});

test('whoever was connected to both servers, or comes back to the other, is never shown as lost; whoever does not come back is', async () => {
  const dee = await signIn(one, 'Dee');
  expect(await dee.enter()).toMatchObject({ ok: true });
  await done(hal.perform({ type: 'admit', personId: await idOf(hal, 'Dee') }));
  await dee.sees((view) => view.kind === 'room');
  const back = await signIn(two, 'Ben');
  back.device = ben.device;
  await back.connect();
  ben.drop();
  dee.drop();
  await done(back.enter());
  ben = back;
  await hal.seesRoom(() => stateOf(hal, 'Dee') === 'lineLost');
  expect(statesOfBen).toEqual(new Set(['steppedBack']));
});

test('sessions that end on one server end the connections on the other', async () => {
  const eva = await signIn(two, 'Eva');
  await eva.connect();
  const left = await fetch(`${one.url}/api/seats/${eva.ref}/sign-out`, {
    method: 'POST',
    headers: { cookie: eva.cookie, origin: one.url },
  });
  expect(left.ok).toBe(true);
  await eva.sees((_view, { goodbye }) => goodbye === 'signed-out');
  eva.drop();
});

test('an account’s session that is ended on one server ends the connection that the other carries, and its chair is empty at once', async () => {
  const db = await openDatabase({ url: postgres.url, onLostConnection: () => {} });
  await giveAddress(db, 'Finn', 'finn@example.org');
  const [laptopLink, phoneLink] = [await printLink(db, 'finn@example.org'), await printLink(db, 'finn@example.org')];
  await db.destroy();
  const seat = await signIn(one, 'Finn');
  const laptop = new TestPerson('Finn', two.url, seat.ref, await enterWith(two.url, laptopLink));
  const phone = await enterWith(one.url, phoneLink);
  await done(laptop.enter());
  await done(hal.perform({ type: 'admit', personId: await idOf(hal, 'Finn') }));
  await laptop.sees((view) => view.kind === 'room');
  const asked = Date.now();
  await done(hal.perform({ type: 'pause' }));
  await done(hal.perform({ type: 'resume' }));
  /** A busy machine may need longer. */
  const withinMs = Math.max(2_000, 20 * (Date.now() - asked));
  await endOtherSessions(one.url, phone);
  const ended = Date.now();
  await laptop.sees((_view, { goodbye }) => goodbye === 'signed-out');
  await hal.seesRoom(() => stateOf(hal, 'Finn') === 'lineLost');
  expect(Date.now() - ended).toBeLessThan(withinMs);
  laptop.drop();
});

test('a killed server: the other goes on, looks after the room, and shows whose connection was lost', async () => {
  const keeper = async () => (await redis.ask('KEYS', 'balint:*:keeper')) as string[];
  const held = async () => Promise.all((await keeper()).map((key) => redis.ask('GET', key)));
  const before = await held();
  await one.end('SIGKILL');
  await done(hal.perform({ type: 'pause' }));
  await done(hal.perform({ type: 'resume' }));
  await expect.poll(held).not.toEqual(before);
  await hal.seesRoom(() => stateOf(hal, 'Ann') !== 'present', 'Ann is not there');
});

test('the killed server comes back, and Ann with it, to the same phase and chair', async () => {
  await one.start();
  await done(ann.enter());
  await hal.seesRoom(() => stateOf(hal, 'Ann') === 'present');
  expect(ann.room.phase).toBe('associative');
  await done(ann.advance('associative', 'closingRound'));
  await hal.seesRoom((view) => view.phase === 'closingRound');
});

test('a flood through both servers at once: sockets, messages and stored steps are counted together', async () => {
  const again = (person: TestPerson, server: TestApp) => new TestPerson(person.name, server.url, person.ref, person.cookie);
  const there = again(cid, one);
  await there.connect({ device: cid.device });
  const before = await entries();
  const eva = await signIn(one, 'Eva');
  const tabs: TestPerson[] = [];
  for (let at = 0; at < 5; at++)
    for (const server of [one, two]) {
      const tab = again(eva, server);
      await tab.connect().then(
        () => tabs.push(tab),
        () => undefined,
      );
    }
  expect(tabs.length).toBe(8);
  expect(new Set(tabs.map((tab) => tab.url)).size).toBe(2);

  const since = performance.now();
  const seconds = () => (performance.now() - since) / 1000;
  let taken = 0;
  const tell = (person: TestPerson, n: number) =>
    person.perform({ type: 'tellMicrophone', microphone: (['missing', 'muted', 'works'] as const)[n % 3] ?? 'works' });
  const say = async (tab: TestPerson) => {
    const reply = await tab.socket.timeout(20_000).emitWithAck('perform', {} as never);
    if (!reply.ok && 'trouble' in reply && reply.trouble === 'malformed') taken += 1;
  };
  for (let at = 0; seconds() < 3; at++) {
    const [acts, messages] = at === 0 ? [40, 12] : [2, 1];
    await Promise.all([
      ...[cid, there].flatMap((person) => Array.from({ length: acts }, (_, n) => tell(person, n))),
      ...tabs.flatMap((tab) => Array.from({ length: messages }, () => say(tab))),
      pause(100),
    ]);
  }
  const stored = (await entries()) - before;
  // Others may be reported lost meanwhile, whose server was killed.
  expect(stored).toBeLessThanOrEqual(31 + seconds() * 0.5 + 4);
  expect(stored).toBeGreaterThan(10);
  // Each server may give a burst before it hears of the other's; then both wait. Each by itself would give ten a second as well.
  expect(taken).toBeLessThanOrEqual(80 + 20 * (seconds() - 2));
  expect(taken).toBeGreaterThanOrEqual(40);
  for (const tab of [...tabs, there]) tab.drop();
  await expect
    .poll(
      () =>
        eva.connect().then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  eva.drop();
});

test.each([
  ['another secret', () => ({ SECRET: 'quite another secret than the one that they share' }), 'serves another Balint Room'],
  ['no shared records', () => ({ DATABASE_URL: '' }), 'set DATABASE_URL'],
  ['no shared secret', () => ({ SECRET: '' }), 'share one SECRET'],
  ['a Redis that is not there', () => ({ REDIS_URL: 'redis://127.0.0.1:9' }), 'cannot be reached'],
])('%s: the server does not start, and says why in a sentence', async (_what, env, sentence) => {
  await expect(startServer(env())).rejects.toThrow(sentence);
});
