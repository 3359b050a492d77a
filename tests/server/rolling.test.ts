// A server that is asked to end while many tabs are at work: first it takes no newcomers, then every command gets its one answer, then the tabs
// move on.
import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../shared/protocol/messages.ts';
import { openJournal } from '../support/open-journal.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

/** Of two people: nobody may have more than ten. */
const tabs = 16;

let app: TestApp;
let people: TestPerson[] = [];
/** How many tabs were told to move since the end was asked for. */
let moved: number;

async function open(drainMs: number): Promise<void> {
  moved = 0;
  app = await startApp({ media: false, env: { DRAIN_MS: String(drainMs) } });
  const [ann, hal] = [await signIn(app, 'Ann'), await signIn(app, 'Hal')];
  people = await Promise.all(Array.from({ length: tabs }, (_, i) => signIn(app, i % 2 === 0 ? ann.name : hal.name)));
  for (const person of people) await person.connect();
  for (const person of people.slice(0, 2)) await done(person.enter());
  for (const { socket } of people) {
    socket.on('moving', () => {
      moved += 1;
      socket.disconnect();
    });
  }
}

afterEach(async () => {
  for (const person of people) person.drop();
  await app.stop();
});

const ready = async () =>
  (await fetch(`${app.url}/readyz`).then(
    ({ status }) => status,
    () => null,
  )) as number | null;

/** By the time `moving` arrives, everything sent to a tab before it has arrived too. */
const allMoved = () => expect.poll(() => moved).toBe(tabs);

/** The journal's content: command id → version. */
async function stored(): Promise<Map<string, number>> {
  return new Map((await openJournal(app.dataDir)).map((entry) => [entry.commandId, entry.version]));
}

/** The stored version of this command, if it is stored. */
function versionOf(log: Map<string, number>, id: string): number | undefined {
  return [...log].find(([commandId]) => commandId.endsWith(`.${id}`))?.[1];
}

test.each([0, 300])(
  'many commands in flight are answered once each, and what was answered as done is in the log (drain %d ms)',
  async (drainMs) => {
    await open(drainMs);
    const replies = new Map<string, Reply[]>();
    for (const [i, { socket }] of people.entries()) {
      const id = `flight-${i}`;
      replies.set(id, []);
      socket.emit('perform', { id, command: { type: i % 4 < 2 ? 'pause' : 'resume' } }, (reply) => replies.get(id)?.push(reply));
    }
    expect(await app.end('SIGTERM')).toBe(0);
    await allMoved();
    const log = await stored();
    let doneOnes = 0;
    for (const [id, [reply, ...more]] of replies) {
      expect(reply, `${id} has its answer`).toBeDefined();
      expect(more).toEqual([]);
      expect(reply).not.toHaveProperty('trouble');
      if (reply?.ok && versionOf(log, id) !== undefined) doneOnes += 1;
      else expect(reply, `${id} is not in the log`).toMatchObject({ ok: false, refusal: 'already-so' });
    }
    expect(doneOnes).toBeGreaterThan(1);
  },
  180_000,
);

test('at once nobody else is sent here, while everybody goes on working and even somebody new may come', async () => {
  await open(10_000);
  const ended = app.end('SIGTERM');
  await expect.poll(ready, { interval: 20 }).toBe(503);
  expect(await people[0]?.perform({ type: 'pause' })).toMatchObject({ ok: true });
  const newcomer = await signIn(app, 'Ben');
  await newcomer.connect();
  newcomer.drop();
  expect(moved).toBe(0);
  expect(await ended).toBe(0);
  await allMoved();
}, 180_000);

test('busy tabs get an answer to everything that was accepted; what was not done is not in the log and may be sent again', async () => {
  await open(500);
  const sent: { id: string; replies: Reply[] }[] = [];
  let isOver = false;
  const work = (person: TestPerson, n: number) => {
    if (isOver || !person.socket.connected) return;
    const one = { id: `${person.device}-${n}`, replies: [] as Reply[] };
    sent.push(one);
    person.socket.emit('perform', { id: one.id, command: { type: n % 2 === 0 ? 'pause' : 'resume' } }, (reply) => {
      one.replies.push(reply);
      setTimeout(() => work(person, n + 1), 150);
    });
  };
  for (const person of people.slice(0, 10)) work(person, 0);
  expect(await app.end('SIGTERM')).toBe(0);
  isOver = true;
  await allMoved();
  const log = await stored();
  expect(sent.length).toBeGreaterThan(10);
  for (const { id, replies } of sent) {
    expect(replies.length).toBeLessThan(2);
    const [reply] = replies;
    if (reply?.ok) expect(versionOf(log, id), `${id} is in the log`).toBeDefined();
    else expect(versionOf(log, id), JSON.stringify(reply)).toBeUndefined();
  }
}, 180_000);
