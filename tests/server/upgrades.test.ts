// Upgrades from HTTP: whatever they ask for is answered and closed, and one that breaks on the way ends only itself.
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/test-app.ts';
import { upgrade } from '../support/upgrade.ts';

const socketIo = '/socket.io/?EIO=4&transport=websocket';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ media: false });
}, 180_000);

afterAll(() => app?.stop());

test.each(['/', '/socket.io', '/socket.iox', '/socket.io?EIO=4&transport=websocket', '/media/x/rtc', '/elsewhere'])(
  'an upgrade of %s is answered with 404 and closed',
  async (path) => {
    const socket = await upgrade(app.url, path);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
  },
);

test('an upgrade that is reset ends only itself', async () => {
  for (const path of ['/socket.iox', '/elsewhere', socketIo]) {
    for (let i = 0; i < 20; i++) (await upgrade(app.url, path)).resetAndDestroy();
  }
  const opened = await upgrade(app.url, socketIo);
  await once(opened, 'data');
  opened.resetAndDestroy();
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
});
