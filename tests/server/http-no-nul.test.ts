// A NUL in whatever part of a request is the asker's own fault: no route passes it on to the records, which would seem to be down.
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, makeWorld, signInByTestCookie, type World } from '../support/program-world.ts';

const unknownId = 'f'.repeat(18);
const routes: { readonly method: string; readonly url: string }[] = [];
let app: HttpApp;
let own: World;
let ann: Browser;
beforeAll(async () => {
  const before = (fastify: HttpApp['fastify']) =>
    fastify.addHook('onRoute', (route: RouteOptions) => {
      if (route.method !== 'HEAD') routes.push({ method: String(route.method), url: route.url });
      route.config = { ...route.config, rateLimit: false };
    });
  app = await HttpApp.open({ before, signIn: signInByTestCookie });
  own = await makeWorld(app.db, 'Own', app.clock.now());
  ann = await app.browserOf('Ann');
}, 180_000);
afterAll(() => app.close());

/** By whoever gets furthest there. */
async function ask(method: string, url: string, named: Readonly<Record<string, string>>, payload?: object) {
  const isSeat = url.startsWith('/api/seats/');
  const ids: Record<string, string> = { p: own.program, g: own.group, s: own.series, m: own.meeting, ref: own.seats.member ?? '' };
  const all: Record<string, string> = { ...ids, ...(isSeat && { ref: ann.ref }), ...named };
  const address = url.replace(/:(\w+)/g, (_, name: string) => all[name] ?? unknownId);
  const headers = { origin: ownOrigin, cookie: isSeat ? ann.cookie : cookieOf(own, 'coordinator') };
  const answer = await app.fastify.inject({ method: method as 'GET', url: address, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, asked: `${method} ${address}` };
}

test('no address with a NUL in it breaks anything', async () => {
  const broken: string[] = [];
  for (const { method, url } of routes) {
    const places = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ url, named: { [name]: 'a%00b' } }));
    const queries = method === 'GET' ? ['a', 'to', 'state', 'ticket', 'since', 'seat', 'q'].map((name) => `${name}=%00`) : [];
    for (const { url: at, named } of [...places, ...queries.map((query) => ({ url: `${url}?${query}&${query}`, named: {} }))]) {
      const { status, asked } = await ask(
        method,
        at,
        named,
        method === 'GET' || method === 'DELETE' ? undefined : { excused: true },
      );
      if (status >= 500) broken.push(`${asked}: ${status}`);
    }
  }
  expect(broken).toEqual([]);
}, 120_000);

test('no body with a NUL in it is read', async () => {
  const [deep, named] = [{ answer: { id: '\0' }, name: ['x', { y: 'a\0b' }] }, { 'a\0b': 1 }];
  const deepest = `${'['.repeat(4_000)}"\\u0000"${']'.repeat(4_000)}`;
  for (const { method, url } of routes.filter(({ method: one }) => /^(POST|PUT|PATCH)$/.test(one)))
    for (const payload of [deep, named]) {
      const { status, asked } = await ask(method, url, {}, payload);
      expect([asked, status >= 400 && status < 500]).toEqual([asked, true]);
    }
  const entered = { method: 'POST', url: '/api/passkey/enter', headers: { origin: ownOrigin } } as const;
  for (const payload of [JSON.stringify({ answer: { id: '\0' } }), deepest]) {
    const headers = { ...entered.headers, 'content-type': 'application/json' };
    const answer = await app.fastify.inject({ ...entered, headers, payload });
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'malformed']);
  }
}, 120_000);
