// Signing in by a hospital's own OpenID Connect or SAML, against providers of other makers, and every attack on the way back.
import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicFetch } from '../../server/accounts/public-fetch.ts';
import { newId } from '../../server/database/new-id.ts';
import { isPublicPlace } from '../../server/outward/public-address.ts';
import { HttpApp, ownOrigin } from '../support/http-app.ts';
import { SamlOrganisation } from '../support/saml-organisation.ts';

const programId = newId();
let app: HttpApp;
let coordinator: string;
const mock = new OAuth2Server();
/** What the OpenID provider says next. */
let said: Record<string, unknown> = {};

beforeAll(async () => {
  app = await HttpApp.open();
  await mock.issuer.keys.generate('RS256');
  await mock.start(0, 'localhost');
  mock.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => Object.assign(token.payload, said));
  mock.service.on('beforeUserinfo', (answer: { body: unknown }) => {
    answer.body = { sub: said.sub };
  });
  const made = { id: programId, name: 'Hospital', language: 'en', zone: 'UTC', made_at: new Date() };
  await app.db.insertInto('programs').values(made).execute();
  const staff = { program_id: programId, address: 'chair@hospital.example', role: 'coordinator' as const };
  await app.db
    .insertInto('program_staff')
    .values({ ...staff, invited_at: new Date(), ended_at: null })
    .execute();
  coordinator = await signedIn('chair@hospital.example');
  for (const name of ['Ben', 'Cid', 'Dee'])
    await app.db
      .updateTable('people')
      .set({ program_id: programId, address: `${name.toLowerCase()}@hospital.example` })
      .where('short_name', '=', name)
      .execute();
  app.saying.add(`program=${programId}`);
});
afterAll(async () => {
  await mock.stop();
  await app.close();
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (method: Method, url: string, cookie = '', payload?: object | string) =>
  app.fastify.inject({ method, url, headers: { origin: ownOrigin, cookie }, ...(payload !== undefined && { payload }) });
type Answer = Awaited<ReturnType<typeof ask>>;

function cookiesIn(answer: Answer): string {
  const all = [answer.headers['set-cookie'] ?? []].flat();
  return all
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}
const meOf = async (answer: Answer) => (await ask('GET', '/api/me', cookiesIn(answer))).json();
const reasons = () => app.logged.flatMap((line) => JSON.parse(line).why ?? []) as string[];

async function signedIn(address: string): Promise<string> {
  const token = await app.signIn.printedLink(address, '/home');
  return cookiesIn(await ask('POST', '/api/enter', '', { token, endsWithBrowser: false }));
}

/** Refused with a page of one sentence, and its own reason in the log, without a name. */
function refuses(answer: Answer, reason: string): void {
  expect([answer.statusCode >= 400, answer.headers['set-cookie'], reasons().at(-1)]).toEqual([true, undefined, reason]);
  expect(answer.body).toContain('<h1>You could not be signed in.</h1>');
  expect(app.logged.join('\n')).not.toMatch(/@hospital|@other/);
}

async function made(provider: object): Promise<string> {
  const answer = await ask('POST', `/api/programs/${programId}/identity-providers`, coordinator, provider);
  expect([answer.statusCode, answer.json()]).toEqual([201, { id: expect.any(String) }]);
  return answer.json().id;
}
const follow = async (goTo: string) => (await fetch(goTo, { redirect: 'manual' })).headers.get('location') ?? '';
const pathOf = (url: string) => url.replace(ownOrigin, '');

async function begun(id: string, cookie = '', query = '') {
  const out = await ask('GET', `/sso/${id}${query}`, cookie);
  return { goTo: String(out.headers.location), browser: cookiesIn(out), status: out.statusCode };
}
async function tried(id: string): Promise<void> {
  const out = await ask('POST', `/api/programs/${programId}/identity-providers/${id}/try`, coordinator);
  const back = await ask('GET', pathOf(await follow(out.json().goTo)), `${coordinator}; ${cookiesIn(out)}`);
  expect([back.statusCode, back.headers.location]).toEqual([303, `/program/${programId}`]);
}

describe('an OpenID Connect provider', () => {
  let id: string;
  const row = async () => (await ask('GET', `/api/programs/${programId}/identity-providers`, coordinator)).json().providers[0];
  beforeAll(async () => {
    const oidc = {
      kind: 'oidc',
      name: 'Hospital',
      issuer: mock.issuer.url,
      clientId: 'balint',
      clientSecret: 'a very secret word',
    };
    id = await made({ ...oidc, domains: ['hospital.example'] });
  });

  async function comesBack({ cookie = '', to = '/home' } = {}) {
    const { goTo, browser } = await begun(id, cookie, `?to=${encodeURIComponent(to)}`);
    return ask('GET', pathOf(await follow(goTo)), [cookie, browser].filter(Boolean).join('; '));
  }

  test('is in use once a coordinator has tried it; its secret is sealed and never told', async () => {
    refuses(await ask('GET', `/sso/${id}`), 'provider-unknown');
    expect((await ask('GET', '/api/sign-in/providers?domain=hospital.example')).json()).toEqual({ providers: [] });
    said = { email: 'whoever@hospital.example' };
    await tried(id);
    expect(await row()).toMatchObject({
      kind: 'oidc',
      triedAt: app.clock.now(),
      answersTo: `${ownOrigin}/sso/${id}/back`,
      isRequired: false,
    });
    expect(JSON.stringify(await row())).not.toContain('secret');
    expect(JSON.stringify(await app.db.selectFrom('identity_providers').selectAll().execute())).not.toContain('very secret');
    expect((await ask('GET', '/api/sign-in/providers?domain=hospital.example')).json()).toEqual({
      providers: [{ id, name: 'Hospital' }],
    });
  });

  test('signs in whom it vouches for, and goes on to an own page alone', async () => {
    said = { sub: 'ben', email: 'Ben@hospital.example', email_verified: true };
    const back = await comesBack({ to: '/group/1' });
    expect([back.statusCode, back.headers.location]).toEqual([303, '/group/1']);
    expect(await meOf(back)).toMatchObject({ addresses: ['ben@hospital.example'] });
    expect((await comesBack({ to: '//evil.example' })).headers.location).toBe('/home');
    // Its own name for him is enough from now on.
    said = { sub: 'ben' };
    expect(await meOf(await comesBack())).toMatchObject({ addresses: ['ben@hospital.example'] });
  });

  test.each([
    [
      'an address that it did not verify',
      { sub: 'x1', email: 'cid@hospital.example', email_verified: false },
      'address-not-proved',
    ],
    [
      'an address of a domain that is not its own',
      { sub: 'x2', email: 'cid@other.example', email_verified: true },
      'address-not-proved',
    ],
    ['no address', { sub: 'x3' }, 'address-not-proved'],
    ['an address that nobody here has', { sub: 'x4', email: 'nobody@hospital.example', email_verified: true }, 'address-unknown'],
    ['another audience', { sub: 'x5', aud: 'another', email: 'cid@hospital.example', email_verified: true }, 'answer-for-another'],
    [
      'another issuer',
      { sub: 'x6', iss: 'https://evil.example', email: 'cid@hospital.example', email_verified: true },
      'answer-for-another',
    ],
    ['another nonce', { sub: 'x7', nonce: 'stolen', email: 'cid@hospital.example', email_verified: true }, 'answer-untrue'],
    ['an expired answer', { sub: 'x8', exp: 1_000_000_000, email: 'cid@hospital.example', email_verified: true }, 'answer-expired'],
  ])('with %s signs nobody in', async (_what, claims, reason) => {
    said = claims;
    refuses(await comesBack(), reason);
  });

  test('vouches for nothing while the domain itself does not say that the program may use it', async () => {
    app.saying.clear();
    said = { sub: 'x9', email: 'cid@hospital.example', email_verified: true };
    refuses(await comesBack(), 'address-not-proved');
    const required = await ask('PATCH', `/api/programs/${programId}/identity-providers/${id}`, coordinator, { isRequired: true });
    expect(required.json().error).toBe('not-allowed-now');
    app.saying.add(`program=${programId}`);
  });

  test('without a vouched address links whoever is signed in by mail, once and for good', async () => {
    said = { sub: 'cid', email: 'cid@hospital.example', email_verified: false };
    const cid = await signedIn('cid@hospital.example');
    expect(await meOf(await comesBack({ cookie: cid }))).toMatchObject({ addresses: ['cid@hospital.example'] });
    expect(await meOf(await comesBack())).toMatchObject({ addresses: ['cid@hospital.example'] });
  });

  test('an answer is good once, for the browser that asked, and not after ten minutes', async () => {
    said = { sub: 'ben' };
    const one = await begun(id);
    const two = await begun(id);
    const answer = pathOf(await follow(one.goTo));
    refuses(await ask('GET', answer, two.browser), 'answer-of-another-browser');
    const three = await begun(id);
    const other = pathOf(await follow(three.goTo));
    expect((await ask('GET', other, three.browser)).statusCode).toBe(303);
    refuses(await ask('GET', other, three.browser), 'answer-spent');
    refuses(await ask('GET', `/sso/${id}/back?code=x&state=invented`, three.browser), 'answer-spent');
    const late = await begun(id);
    const lateAnswer = pathOf(await follow(late.goTo));
    await app.clock.advance(10 * 60_000);
    refuses(await ask('GET', lateAnswer, late.browser), 'answer-spent');
    const no = await begun(id);
    const state = new URL(no.goTo).searchParams.get('state');
    refuses(await ask('GET', `/sso/${id}/back?error=access_denied&state=${state}`, no.browser), 'provider-said-no');
  });

  test('that is required leaves its domain no other way: no mail, no passkey', async () => {
    const change = (isRequired: boolean) =>
      ask('PATCH', `/api/programs/${programId}/identity-providers/${id}`, coordinator, { isRequired });
    expect((await change(true)).statusCode).toBe(204);
    const before = app.mailed.length;
    await app.signIn.sendLink({ address: 'dee@hospital.example', to: '/home' });
    expect(app.mailed).toHaveLength(before);
    expect((await change(false)).statusCode).toBe(204);
    await app.signIn.sendLink({ address: 'dee@hospital.example', to: '/home' });
    expect(app.mailed).toHaveLength(before + 1);
  });

  test('is another program’s for nobody, and once ended signs nobody in', async () => {
    const foreign = await ask('DELETE', `/api/programs/${programId}/identity-providers/${'f'.repeat(18)}`, coordinator);
    expect(foreign.statusCode).toBe(404);
    const going = await begun(id);
    const answer = pathOf(await follow(going.goTo));
    expect((await ask('DELETE', `/api/programs/${programId}/identity-providers/${id}`, coordinator)).statusCode).toBe(204);
    refuses(await ask('GET', `/sso/${id}`), 'provider-unknown');
    refuses(await ask('GET', answer, going.browser), 'provider-unknown');
  });
});

const signature = /<(ds:)?Signature.*<\/(ds:)?Signature>/s;

describe('a SAML provider', () => {
  const organisation = new SamlOrganisation();
  let id: string;
  let metadata: string;
  beforeAll(async () => {
    await app.clock.advance(Date.now() - app.clock.now());
    const { entityId: issuer, entry, certificate } = organisation;
    id = await made({ kind: 'saml', name: 'Clinic', issuer, entry, certificate, domains: ['hospital.example'] });
    metadata = (await ask('GET', `/sso/${id}/metadata`)).body;
    await app.db.updateTable('identity_providers').set({ tried_at: new Date() }).where('id', '=', id).execute();
  });

  /** The provider's page posts from its own origin, and the browser sends no Lax cookie with it. */
  const posts = (SAMLResponse: string) =>
    app.fastify.inject({
      method: 'POST',
      url: `/sso/${id}/acs`,
      headers: { origin: 'https://idp.hospital.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ SAMLResponse }).toString(),
    });
  const decoded = (answer: string) => Buffer.from(answer, 'base64').toString('utf8');
  const encoded = (xml: string) => Buffer.from(xml).toString('base64');

  test('signs in whom it vouches for, in a second step of the browser that asked', async () => {
    const { goTo, browser } = await begun(id, '', '?to=/group/2');
    const posted = await posts(await organisation.answer(metadata, goTo, { address: 'dee@hospital.example' }));
    expect([posted.statusCode, posted.headers['set-cookie']]).toEqual([303, undefined]);
    const step = String(posted.headers.location);
    const finished = await ask('GET', step, browser);
    expect([finished.statusCode, finished.headers.location]).toEqual([303, '/group/2']);
    expect(await meOf(finished)).toMatchObject({ addresses: ['dee@hospital.example'] });
    refuses(await ask('GET', step, browser), 'answer-spent');
  });

  test('does not sign a stranger’s browser in', async () => {
    const { goTo } = await begun(id);
    const posted = await posts(await organisation.answer(metadata, goTo, { address: 'dee@hospital.example' }));
    refuses(await ask('GET', String(posted.headers.location), (await begun(id)).browser), 'answer-of-another-browser');
  });

  test('a replayed answer is refused', async () => {
    const { goTo } = await begun(id);
    const answer = await organisation.answer(metadata, goTo, { address: 'dee@hospital.example' });
    expect((await posts(answer)).statusCode).toBe(303);
    refuses(await posts(answer), 'answer-spent');
  });

  test.each([
    ['an answer to nothing that was asked', { inResponseTo: '_invented' }, 'answer-spent'],
    ['an answer for another audience', { audience: 'https://other.example/sp' }, 'answer-for-another'],
    ['an answer from yesterday', { at: Date.now() - 86_400_000 }, 'answer-expired'],
    ['an answer from tomorrow', { at: Date.now() + 86_400_000 }, 'answer-expired'],
  ])('%s is refused', async (_what, falsified, reason) => {
    const { goTo } = await begun(id);
    refuses(await posts(await organisation.answer(metadata, goTo, { address: 'dee@hospital.example', ...falsified })), reason);
  });

  test('a tampered, an unsigned and a wrapped answer, and one signed by another, are refused', async () => {
    const answers = async (by = organisation) => by.answer(metadata, (await begun(id)).goTo, { address: 'dee@hospital.example' });
    const tampered = decoded(await answers()).replaceAll('dee@hospital.example', 'ben@hospital.example');
    refuses(await posts(encoded(tampered)), 'answer-not-signed');
    const unsigned = decoded(await answers()).replace(signature, '');
    refuses(await posts(encoded(unsigned)), 'answer-not-signed');
    refuses(await posts(await answers(new SamlOrganisation({ isFalse: true }))), 'answer-not-signed');
    const whole = decoded(await answers());
    const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/s.exec(whole) ?? [];
    expect(assertion).not.toBe('');
    const forged = assertion
      .replaceAll('dee@', 'ben@')
      .replace(/ ID="[^"]+"/, ' ID="_forged"')
      .replace(signature, '');
    for (const wrapped of [
      whole.replace(assertion, forged + assertion),
      whole.replace(assertion, `${forged}<samlp:Extensions>${assertion}</samlp:Extensions>`),
    ]) {
      const posted = await posts(encoded(wrapped));
      if (posted.statusCode === 303) throw new Error('a wrapped answer was taken');
      expect(posted.body).toContain('<h1>You could not be signed in.</h1>');
    }
  });

  test.each([
    '',
    'x',
    encoded('<a/>'),
    encoded('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    'A'.repeat(200_000),
  ])('what is no answer breaks nothing', async (text) => {
    const posted = await posts(text);
    expect(posted.statusCode).toBeGreaterThanOrEqual(400);
    expect(posted.statusCode).toBeLessThan(500);
  });
});

describe('addresses that coordinators type', () => {
  const outside = { mayBeLoopback: false };
  test.each([
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://10.1.2.3/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://localhost/',
    'http://93.184.216.34/',
    'https://user:word@93.184.216.34/',
    'https://2130706433/',
    'https://0x7f.1/',
  ])('%s is never asked', async (url) => {
    expect(await isPublicPlace(url, outside)).toBe(false);
    if (!url.startsWith('http:') && !url.includes('@')) await expect(publicFetch(outside)(url)).rejects.toThrow('private network');
  });

  test('are refused with the field that is wrong', async () => {
    const oidc = { kind: 'oidc', name: 'Inside', clientId: 'x', clientSecret: 'y', domains: ['hospital.example'] };
    const answer = await ask('POST', `/api/programs/${programId}/identity-providers`, coordinator, {
      ...oidc,
      issuer: 'https://10.0.0.1/',
    });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { error: 'faults', faults: [{ path: 'issuer', code: 'private' }] },
    ]);
  });
});
