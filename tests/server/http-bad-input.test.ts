// What people, programs and other sites may send by mistake or on purpose: each gets a clear answer that gives nothing away.
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fault } from '../../server/ports/fault.ts';
import { type Browser, HttpApp, ownOrigin } from '../support/http-app.ts';

let app: HttpApp;
let ann: Browser;
beforeAll(async () => {
  app = await HttpApp.open({
    more: (fastify) => {
      fastify.get('/test/defect', () => Promise.reject(new Error('select secret_thing from seats')));
      fastify.get('/test/fault', () => Promise.reject(new Fault('records-unavailable', 'inside', new Error('password=hush'))));
      fastify.post('/test/from-another-server', { config: { fromAnotherServer: true } }, async () => ({ heard: true }));
    },
  });
  ann = await app.browserOf('Ann');
}, 180_000);
afterAll(() => app.close());

describe('a seat that is not theirs', () => {
  test.each(["'%20or%20'1'='1", 'x', '0'.repeat(18), '%00', '..%2f..%2fetc%2fpasswd', 'a'.repeat(90), '%F0%9F%92%BA'])(
    'tells nothing about %s',
    async (ref) => {
      const cookie = `${ann.cookie}; br_${ref}=${ann.cookie.split('=')[1]}`;
      for (const path of ['doorstep', 'links']) {
        const answer = await app.fastify.inject({ url: `/api/seats/${ref}/${path}`, headers: { cookie } });
        expect(answer.statusCode).toBe(401);
        expect(answer.json()).toEqual({ error: 'not-signed-in', message: 'Please sign in again, or open your personal link.' });
      }
    },
  );

  test.each(["' or 1=1 --", 'x', 'f'.repeat(18)])('renews nothing for %j', async (other) => {
    const answer = await ann.post(`/links/${encodeURIComponent(other)}/renew`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({ error: 'not-found', message: 'There is nothing here.' });
  });

  test.each(['', ';;;', '=', `br_${'0'.repeat(18)}`, 'br_=x', '\u00e4=\u00e4', 'a'.repeat(8_000)])(
    'reads the cookie header %j calmly',
    async (cookie) => {
      const answer = await app.fastify.inject({ url: `/api/seats/${ann.ref}/doorstep`, headers: { cookie } });
      expect(answer.statusCode).toBe(401);
    },
  );
});

describe('a request that changes something', () => {
  const refused: [string, InjectOptions['headers']][] = [
    ['an empty origin', { origin: '' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a file', { origin: 'file://localhost' }],
    ['a name that only begins like ours', { origin: 'http://localhost.evil.example' }],
    ['nonsense', { origin: 'localhost' }],
  ];
  test.each(refused)('is refused from %s', async (_from, headers) => {
    const answer = await ann.post('/contract', { headers: headers ?? {} });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().error).toBe('foreign-origin');
    expect((await ann.get('/doorstep')).json().contract.accepted).toBe(false);
  });

  test('is refused with a cookie and no origin at all', async () => {
    const answer = await app.fastify.inject({
      method: 'POST',
      url: `/api/seats/${ann.ref}/contract`,
      headers: { cookie: ann.cookie },
    });
    expect(answer.json().error).toBe('foreign-origin');
    expect((await ann.get('/doorstep')).json().contract.accepted).toBe(false);
  });

  test('is accepted from the public address when the server is behind another one', async () => {
    const behind = await HttpApp.on(app.db, { publicUrl: 'https://balint.example' });
    const hal = await behind.browserOf('Hal');
    const ask = (origin: string) => hal.post('/sign-out', { headers: { origin, host: 'app:3000' } });
    expect((await ask('https://evil.example')).statusCode).toBe(403);
    expect((await ask('http://balint.example')).statusCode).toBe(403);
    expect((await ask('https://balint.example')).statusCode).toBe(204);
    await behind.fastify.close();
  });

  test('may come from another server only where a route says so', async () => {
    const answer = await app.fastify.inject({ method: 'POST', url: '/test/from-another-server' });
    expect(answer.json()).toEqual({ heard: true });
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'a=b', 415, 'json-only'],
    ['plain text', 'text/plain', '{}', 415, 'json-only'],
    ['a file', 'multipart/form-data; boundary=x', '--x--', 415, 'json-only'],
    ['broken JSON', 'application/json', '{"a":', 400, 'malformed'],
    ['a poisoned prototype', 'application/json', '{"__proto__":{"leads":true}}', 400, 'malformed'],
    ['far too much', 'application/json', JSON.stringify('x'.repeat(9_000)), 413, 'too-large'],
  ])('is refused with %s', async (_what, type, payload, status, error) => {
    const answer = await ann.post('/contract', { headers: { 'content-type': type }, payload });
    expect(answer.statusCode).toBe(status);
    expect(Object.keys(answer.json())).toEqual(['error', 'message']);
    expect(answer.json().error).toBe(error);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('[R6.8] a press on a personal link', () => {
  const sessions = async () => (await app.db.selectFrom('sessions').select('hash').execute()).length;

  test.each([
    ['an empty origin', { origin: '' }, undefined, 403],
    ['another site', { origin: 'https://evil.example' }, undefined, 403],
    ['a form of our own page, whose origin is hidden', { origin: 'null' }, undefined, 403],
    ['a form', { origin: ownOrigin, 'content-type': 'application/x-www-form-urlencoded' }, 'pass=x&endsWithBrowser=false', 415],
    ['nothing', { origin: ownOrigin }, '', 400],
    ['no pass', { origin: ownOrigin, 'content-type': 'application/json' }, '{"endsWithBrowser":false}', 400],
    ['one field too many', { origin: ownOrigin }, { pass: 'x', endsWithBrowser: false, ref: 'x' }, 400],
    ['a forged pass', { origin: ownOrigin }, { pass: 'A'.repeat(52), endsWithBrowser: false }, 409],
  ])('opens nothing with %s', async (_what, headers, payload, status) => {
    const { token } = await app.linkOf('Gita');
    const before = await sessions();
    const { pass } = (await app.fastify.inject({ url: `/in/${token}`, headers: { accept: 'application/json' } })).json();
    const answer = await app.press(token, { headers, payload: payload ?? { pass, endsWithBrowser: false } });
    expect(answer.statusCode).toBe(status);
    expect(Object.keys(answer.json())).toEqual(['error', 'message']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await sessions()).toBe(before);
  });
});

describe('what goes wrong inside', () => {
  test('stays inside', async () => {
    const defect = await app.fastify.inject('/test/defect');
    expect(defect.statusCode).toBe(500);
    expect(defect.json()).toEqual({ error: 'broken', message: 'Something is wrong on our side.' });
    const fault = await app.fastify.inject('/test/fault');
    expect(fault.statusCode).toBe(503);
    expect(fault.json().error).toBe('not-available');
    expect(defect.body + fault.body).not.toMatch(/secret|hush|inside/);
  });

  test('is the same 404 for every unknown address and method', async () => {
    const asked: InjectOptions[] = [
      { url: '/api' },
      { url: '/nowhere?x=1' },
      { url: '/%zz' },
      { url: '/api/seats//doorstep/x' },
      { method: 'DELETE', url: '/api/seats/x', headers: { origin: ownOrigin } },
      { method: 'PUT', url: `/api/seats/${ann.ref}/contract`, headers: { origin: ownOrigin } },
    ];
    for (const one of asked) {
      const answer = await app.fastify.inject(one);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'not-found', message: 'There is nothing here.' }]);
    }
  });
});

describe('too many tries from one address', () => {
  test('close the door for a minute, kindly, and do not affect others', async () => {
    const from = (remoteAddress: string) => app.fastify.inject({ url: '/in/wrong', remoteAddress });
    for (let tries = 0; tries < 240; tries += 1) expect((await from('192.0.2.1')).statusCode).toBe(404);
    const closed = await from('192.0.2.1');
    expect(closed.statusCode).toBe(429);
    expect(closed.body).toContain('Please try again in a minute.');
    expect(closed.headers['retry-after']).toMatch(/^[1-6]?\d$/);
    expect((await from('192.0.2.2')).statusCode).toBe(404);
  });

  test('stop a search for hidden addresses, but no known page', async () => {
    const from = (url: string) => app.fastify.inject({ url, remoteAddress: '192.0.2.3' });
    for (let tries = 0; tries < 240; tries += 1) expect((await from(`/admin${tries}`)).statusCode).toBe(404);
    expect((await from('/admin')).json().error).toBe('too-many');
    expect((await from('/livez')).statusCode).toBe(200);
  });
});
