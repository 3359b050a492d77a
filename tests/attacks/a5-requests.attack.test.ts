// Requests without rest, of strangers and of somebody with a seat: what they cost is counted in looks into the records. A header that says
// whom they come from counts only behind a proxy of our own.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type CountedApp, openCountedApp } from '../support/counted-app.ts';
import { done, signIn, TestPerson } from '../support/test-person.ts';

let house: CountedApp;
let ann: TestPerson;

beforeAll(async () => {
  house = await openCountedApp();
  ann = await signIn(house, 'Ann');
  await done(ann.enter());
});

afterAll(async () => {
  ann?.drop();
  await house?.close();
});

async function ask(path: string, times: number, headers: () => Record<string, string>, method = 'GET') {
  const before = house.looks;
  const statuses: number[] = [];
  for (let at = 0; at < times; at++) {
    const answer = await fetch(house.url + path, { method, headers: { origin: house.url, ...headers() } });
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return { looks: house.looks - before, statuses };
}
const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length;

test('an invented session asks no records, whatever it asks for', async () => {
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
  const before = house.looks;
  await expect(socket.connect()).rejects.toThrow('not-signed-in');
  expect(house.looks - before).toBe(0);
});

test('somebody with a seat who asks without rest is told to wait, and nobody else is', async () => {
  const ben = await signIn(house, 'Ben');
  const { looks, statuses } = await ask(`/api/seats/${ben.ref}/doorstep`, 400, () => ({ cookie: ben.cookie }));
  expect(count(statuses, 200)).toBeGreaterThan(50);
  // A new minute may have begun meanwhile.
  expect(count(statuses, 200)).toBeLessThanOrEqual(240);
  expect(looks).toBeLessThanOrEqual(count(statuses, 200) * 4);
  expect((await ask(`/api/seats/${ann.ref}/doorstep`, 1, () => ({ cookie: ann.cookie }))).statuses).toEqual([200]);
});

test('a stranger gets no new measure by a header that anybody can write', async () => {
  let at = 0;
  const from = () => ({ 'x-forwarded-for': `192.0.2.${++at % 250}`, 'x-real-ip': `192.0.2.${at % 250}` });
  const { looks, statuses } = await ask(`/api/seats/${ann.ref}/doorstep`, 600, from);
  expect(looks).toBe(0);
  expect(count(statuses, 429)).toBeGreaterThan(100);
});

test('whether the server is ready is looked up twice a second at most, however many ask', async () => {
  const since = performance.now();
  const { looks, statuses } = await ask('/readyz', 500, () => ({}));
  expect(count(statuses, 200)).toBe(500);
  expect(looks).toBeLessThanOrEqual(2 + (performance.now() - since) / 500);
});

test('connections of strangers who say nothing are counted by their address', async () => {
  const sockets = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const socket = new WebSocket(`${house.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
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
