// Unending requests, by strangers and by somebody with a seat: their cost is counted in queries to the records. A header that says
// where they come from counts only behind our own proxy.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let app: CountedApp;
let ann: TestPerson;

beforeAll(async () => {
  app = await openCountedApp();
  ann = await signIn(app, 'Ann');
  await done(ann.enter());
});

afterAll(async () => {
  ann?.drop();
  await app?.close();
});

async function ask(path: string, times: number, headers: () => Record<string, string>, method = 'GET') {
  const before = app.looks;
  const statuses: number[] = [];
  for (let at = 0; at < times; at++) {
    const answer = await fetch(app.url + path, { method, headers: { origin: app.url, ...headers() } });
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return { looks: app.looks - before, statuses };
}
const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length;

test('an invented session causes no query to the records, whatever it asks for', async () => {
  const invented = () => ({ cookie: `br_${ann.ref}=${randomBytes(32).toString('base64url')}` });
  for (const [path, method] of [
    ['/doorstep', 'GET'],
    ['/contract', 'POST'],
    ['/links', 'GET'],
    ['/sign-out', 'POST'],
  ] as const) {
    const { looks, statuses } = await ask(`/api/seats/${ann.ref}${path}`, 50, invented, method);
    expect(looks, path).toBe(0);
    expect(statuses).not.toContain(200);
  }
  const socket = new TestPerson('nobody', ann.url, ann.ref, invented().cookie);
  const before = app.looks;
  await expect(socket.connect()).rejects.toThrow('not-signed-in');
  expect(app.looks - before).toBe(0);
});

test('somebody with a seat who asks without pause is told to wait, and nobody else is', async () => {
  const ben = await signIn(app, 'Ben');
  const { looks, statuses } = await ask(`/api/seats/${ben.ref}/doorstep`, 400, () => ({ cookie: ben.cookie }));
  expect(count(statuses, 200)).toBeGreaterThan(50);
  // A new minute may have begun meanwhile.
  expect(count(statuses, 200)).toBeLessThanOrEqual(240);
  // The hour of a session's last use is written too, and a new hour may have begun.
  expect(looks).toBeLessThanOrEqual(count(statuses, 200) * 6 + 1);
  expect((await ask(`/api/seats/${ann.ref}/doorstep`, 1, () => ({ cookie: ann.cookie }))).statuses).toEqual([200]);
});

test('a stranger gets no new allowance by a header that anybody can write', async () => {
  let at = 0;
  const from = () => ({ 'x-forwarded-for': `192.0.2.${++at % 250}`, 'x-real-ip': `192.0.2.${at % 250}` });
  const { looks, statuses } = await ask(`/api/seats/${ann.ref}/doorstep`, 600, from);
  expect(looks).toBe(0);
  expect(count(statuses, 429)).toBeGreaterThan(100);
});

test('whether the server is ready is checked at most twice a second, however many ask', async () => {
  const since = performance.now();
  const { looks, statuses } = await ask('/readyz', 500, () => ({}));
  expect(count(statuses, 200)).toBe(500);
  expect(looks).toBeLessThanOrEqual(2 + (performance.now() - since) / 500);
});

test('silent connections of strangers are counted by address', async () => {
  const sockets = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      const isOpen = await new Promise<boolean>((answered) => {
        socket.once('message', () => answered(true));
        socket.once('error', () => answered(false));
      });
      return { socket, isOpen };
    }),
  );
  expect(sockets.filter(({ isOpen }) => isOpen).length).toBeLessThanOrEqual(100);
  await done(ann.perform({ type: 'pause' }));
  await done(ann.perform({ type: 'resume' }));
  for (const { socket } of sockets) socket.terminate();
});
