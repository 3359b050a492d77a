// Every route counts who asks, except those that only send a file or are asked by whoever watches over the server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { livekitWebhook } from '../../server/media/livekit/webhook.ts';
import { asideAddresses } from '../../shared/protocol/aside-addresses.ts';
import { programPages } from '../../shared/protocol/program/pages.ts';
import { HttpApp } from '../support/http-app.ts';

const clientFolder = mkdtempSync(join(tmpdir(), 'balint-room-client-'));
const routes: RouteOptions[] = [];
let app: HttpApp;
beforeAll(async () => {
  for (const page of ['index.html', 'program.html', 'aside.html', 'gallery.html'])
    writeFileSync(join(clientFolder, page), '<!doctype html><head></head><body></body>');
  app = await HttpApp.open({
    clientFolder,
    before: (fastify) => fastify.addHook('onRoute', (route) => void routes.push(route)),
    more: (fastify) =>
      void fastify.register(livekitWebhook, { receive: () => Promise.reject(new Error('unsigned')), kick: () => {} }),
  });
}, 180_000);
afterAll(async () => {
  await app.close();
  rmSync(clientFolder, { recursive: true });
});

test('only files and what monitors ask are not counted', () => {
  const files = ['/*', '/check', '/check/:ref', '/seat/:ref/links', '/gallery', ...programPages, ...asideAddresses];
  const uncounted = routes.filter(({ config }) => !config?.rateLimit).map(({ url }) => url);
  expect(uncounted).toContain('/readyz');
  expect([...new Set(uncounted)].sort()).toEqual(['/livez', '/readyz', ...files].sort());
});

test('the way from the room to the leaders’ list is counted for the seat, as everything that looks into the records', async () => {
  const ann = await app.browserOf('Ann');
  const statuses = new Set<number>();
  for (let at = 0; at < 300; at++) statuses.add((await ann.get(`/seat/${ann.ref}/rotation`)).statusCode);
  expect(statuses).toContain(429);
});

test('notices that LiveKit did not sign are counted for their address', async () => {
  const post = async () => (await app.fastify.inject({ method: 'POST', url: '/internal/livekit-webhook' })).statusCode;
  expect(await post()).toBe(401);
  const statuses = new Set<number>();
  for (let at = 0; at < 6_000; at++) statuses.add(await post());
  expect(statuses).toEqual(new Set([401, 429]));
});
