// Every route under /api/: reached only by whom the table of roles lets, and answered with the same bytes to everybody else, whatever they ask for.
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramRole } from '../../server/ports/programs.ts';
import { may } from '../../server/programs/may.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { cookieOf, everybody, makeWorld, type Somebody, signInByTestCookie, type World } from '../support/program-world.ts';

/** Routes that ask no table of roles, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'GET /api/seats/:ref/doorstep': 'a seat’s own session',
  'POST /api/seats/:ref/contract': 'a seat’s own session',
  'GET /api/seats/:ref/consents': 'a seat’s own session',
  'POST /api/seats/:ref/consents': 'a seat’s own session',
  'GET /api/seats/:ref/dates': 'a seat’s own session',
  'POST /api/seats/:ref/feed': 'a seat’s own session',
  'POST /api/seats/:ref/meetings/:meeting/excuse': 'a seat’s own session',
  'POST /api/seats/:ref/meetings/:meeting/place': 'a seat’s own session',
  'POST /api/seats/:ref/sign-out': 'a seat’s own session',
  'POST /api/sign-in': 'open to everybody, and says the same to all',
  'POST /api/enter/look': 'whoever holds the link',
  'POST /api/enter': 'whoever holds the link',
  'GET /api/sign-in/providers': 'told by a domain alone, the same to all',
  'POST /api/passkey/options': 'open to everybody, and says the same to all',
  'POST /api/passkey/enter': 'whoever holds the passkey',
  'GET /api/me/passkeys': 'one’s own account',
  'POST /api/me/passkeys': 'one’s own account',
  'POST /api/me/passkeys/options': 'one’s own account',
  'PATCH /api/me/passkeys/:id': 'one’s own account',
  'DELETE /api/me/passkeys/:id': 'one’s own account',
  'GET /api/me/certificates': 'whatever this browser holds',
  'GET /api/me/certificates/:id/pdf': 'whatever this browser holds',
  'GET /api/me/log': 'one’s own account',
  'POST /api/me/log': 'one’s own account',
  'GET /api/me/log.csv': 'one’s own account',
  'DELETE /api/me/log/:id': 'one’s own account',
  'POST /api/certificate': 'open to everybody who holds a code',
  'GET /api/home': 'whatever this browser holds',
  'POST /api/seats/:ref/reminders': 'a seat’s own session',
  'GET /api/me': 'one’s own account',
  'GET /api/v1/people': 'a system’s own key',
  'PUT /api/v1/people/:outsideRef': 'a system’s own key',
  'DELETE /api/v1/people/:outsideRef': 'a system’s own key',
  'GET /api/v1/meetings': 'a system’s own key',
  'GET /api/v1/attendance': 'a system’s own key',
  'GET /api/v1/certificates/:id': 'a system’s own key',
  'GET /api/v1/openapi.json': 'says nothing of anybody',
  'GET /api/me/attendance': 'whatever this browser holds',
  'PATCH /api/me': 'one’s own account',
  'POST /api/me/addresses': 'one’s own account',
  'POST /api/me/addresses/look': 'one’s own account',
  'POST /api/me/addresses/prove': 'one’s own account',
  'POST /api/me/addresses/first': 'one’s own account',
  'POST /api/me/addresses/remove': 'one’s own account',
  'POST /api/me/addresses/right': 'one’s own account',
  'GET /api/me/sessions': 'one’s own account',
  'DELETE /api/me/sessions': 'one’s own account',
  'DELETE /api/me/sessions/:id': 'one’s own account',
  'GET /api/seats/:ref/after': 'a seat’s own session',
  'POST /api/seats/:ref/feedback': 'a seat’s own session',
  'POST /api/seats/:ref/research': 'a seat’s own session',
  'GET /api/me/kept': 'one’s own account',
  'GET /api/me/export': 'one’s own account',
  'GET /api/me/erasure': 'one’s own account',
  'POST /api/me/erasure': 'one’s own account',
  'GET /api/seats/:ref/kept': 'a seat’s own session',
  'GET /api/seats/:ref/export': 'a seat’s own session',
  'GET /api/seats/:ref/erasure': 'a seat’s own session',
  'POST /api/seats/:ref/erasure': 'a seat’s own session',
  'POST /api/me/sign-out': 'whatever this browser holds',
  'GET /api/seats/:ref/links': 'a leader’s own seat',
  'GET /api/seats/:ref/rotation': 'a leader’s own seat',
  'POST /api/seats/:ref/rotation/turns': 'a leader’s own seat',
  'DELETE /api/seats/:ref/rotation/turns/:person/:on': 'a leader’s own seat',
  'POST /api/seats/:ref/guests': 'a leader’s own seat',
  'POST /api/seats/:ref/links/:other/renew': 'a leader’s own seat',
};

interface ApiRoute {
  readonly method: string;
  readonly url: string;
  readonly may: { readonly object: string; readonly act: string } | undefined;
}

const reached = 299;
const unknownId = 'f'.repeat(18);
const routes: ApiRoute[] = [];
let app: HttpApp;
let own: World;
let foreign: World;
beforeAll(async () => {
  const before = (fastify: HttpApp['fastify']) =>
    fastify.addHook('onRoute', (route: RouteOptions) => {
      if (!route.url.startsWith('/api/') || route.method === 'HEAD') return;
      routes.push({ method: String(route.method), url: route.url, may: route.config?.may });
      // Whoever gets as far as the answer is told so instead: nothing is done.
      if (route.config?.may) route.handler = async (_request, reply) => reply.code(reached).send('reached');
      // Several routes may have one configuration, which other tests read too.
      if (route.config) route.config = { ...route.config, rateLimit: false };
    });
  app = await HttpApp.open({ before, signIn: signInByTestCookie });
  own = await makeWorld(app.db, 'Own', app.clock.now());
  foreign = await makeWorld(app.db, 'Foreign', app.clock.now());
});
afterAll(() => app.close());

const named = ({ method, url }: ApiRoute) => `${method} ${url}`;
const guarded = () => routes.filter((route) => route.may !== undefined);

function addressIn(url: string, ids: Readonly<Record<string, string>>): string {
  return url.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? unknownId);
}
const idsOf = (world: World) => ({
  ...{ p: world.program, g: world.group, s: world.series, m: world.meeting },
  ref: world.seats.member ?? '',
});

function ask({ method }: ApiRoute, url: string, cookie?: string) {
  const headers = { origin: ownOrigin, ...(cookie === undefined ? {} : { cookie }) };
  return app.fastify.inject({ method: method as 'GET', url, headers });
}

test('every route under /api/ names its object and act, or stands in the list of exceptions', () => {
  const unnamed = routes.filter((route) => route.may === undefined).map(named);
  expect(unnamed.sort()).toEqual(Object.keys(exceptions).sort());
});

test('[R11.3] every route is reached in one’s own program by whom the table lets, and by nobody else', async () => {
  const nowhere = await app.fastify.inject('/api/nowhere');
  let asked = 0;
  for (const route of guarded()) {
    const address = addressIn(route.url, idsOf(own));
    // In a program without naming a group nobody but its coordinators is anybody.
    const isSomebodyThere = (who: Somebody) => who === 'coordinator' || !route.url.includes('/:p');
    const mayThere = (who: Somebody) =>
      isSomebodyThere(who) &&
      [who, 'signedIn'].some((role) => may(role as ProgramRole, route.may?.act as never, route.may?.object as never));
    for (const who of everybody) {
      const answer = await ask(route, address, cookieOf(own, who));
      const expected = mayThere(who) ? [reached, 'reached'] : [404, nowhere.body];
      expect([named(route), who, answer.statusCode, answer.body]).toEqual([named(route), who, ...expected]);
      asked += 1;
    }
    const signedOut = await ask(route, address);
    expect([named(route), signedOut.statusCode, signedOut.json().error]).toEqual([named(route), 401, 'not-signed-in']);
  }
  console.log(`${guarded().length} routes × ${everybody.length} people in their own program: ${asked} answers`);
  expect(asked).toBeGreaterThan(0);
});

test('[R11.3] a foreign id, an unknown one and a misspelt one are answered with the same bytes, whoever asks', async () => {
  const nowhere = await app.fastify.inject('/api/nowhere');
  let asked = 0;
  const named404 = guarded().filter(({ url }) => /:(p|g|s|m|ref)\b/.test(url));
  for (const route of named404) {
    const { p, g, s, m, ref } = idsOf(foreign);
    const elsewhere = { p, g, s, m, ref };
    const mixed =
      route.url.includes(':ref') && route.url.includes(':g') ? [{ ...idsOf(own), ref: foreign.seats.member ?? '' }] : [];
    const misspelt = { p: 'x', g: '%00', s: '%2e', m: '..%2f', ref: "1'--" };
    const few: readonly Somebody[] = ['coordinator', 'leader'];
    for (const [ids, people] of [
      [elsewhere, everybody],
      [{}, few],
      [misspelt, few],
      ...mixed.map((one) => [one, few] as const),
    ] as const) {
      const address = addressIn(route.url, ids);
      for (const who of people) {
        const answer = await ask(route, address, cookieOf(own, who));
        expect([named(route), who, answer.statusCode, answer.body]).toEqual([named(route), who, 404, nowhere.body]);
        asked += 1;
      }
    }
  }
  console.log(`${named404.length} routes at foreign, unknown and misspelt places: ${asked} answers, all the same`);
  expect(asked).toBeGreaterThan(0);
});
