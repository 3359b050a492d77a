// The client's files with their caching, the browser's limits on every page, and the health checks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedSession } from '../../server/accounts/session-seal.ts';
import { HttpApp, secret } from '../support/http-app.ts';

const clientFolder = mkdtempSync(join(tmpdir(), 'balint-room-client-'));
const page = '<!doctype html><title>Balint Room</title>';
const around = '<!doctype html><title>Around the room</title>';
const aside = '<!doctype html><title>Practice</title>';
let app: HttpApp;
beforeAll(async () => {
  mkdirSync(join(clientFolder, 'assets'));
  writeFileSync(join(clientFolder, 'index.html'), page);
  writeFileSync(join(clientFolder, 'program.html'), around);
  writeFileSync(join(clientFolder, 'aside.html'), aside);
  writeFileSync(join(clientFolder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(clientFolder, 'assets', 'index-C0ffee.js'), 'export {};');
  for (const [file, text] of [
    ['index.html', page],
    ['program.html', around],
    ['assets/index-C0ffee.js', 'export {};'],
  ] as const) {
    writeFileSync(join(clientFolder, `${file}.br`), brotliCompressSync(text));
    writeFileSync(join(clientFolder, `${file}.gz`), gzipSync(text));
  }
  writeFileSync(join(clientFolder, '.env'), 'SECRET=1');
  app = await HttpApp.withoutRecords({ clientFolder });
}, 180_000);
afterAll(async () => {
  await app.close();
  rmSync(clientFolder, { recursive: true });
});

describe('the client', () => {
  it('is one page, never cached, at the addresses it handles', async () => {
    const ref = '0'.repeat(18);
    for (const url of [`/seat/${ref}`, `/seat/${ref}/links`, '/check', `/check/${ref}`, '/index.html']) {
      const answer = await app.fastify.inject(url);
      // The page of a seat has its styles within it, and its icon later.
      const body = answer.body.replace(/<link rel="icon" href="data:,"><style>.*?<\/style><link rel="expect"[^>]*>/s, '');
      expect([answer.statusCode, body]).toEqual([200, page]);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': expect.stringContaining('text/html') });
    }
  });

  it('is another page at the addresses around the room, whatever exists there', async () => {
    const group = '1'.repeat(18);
    for (const url of [
      '/',
      '/?from=mail',
      '/enter',
      '/home',
      '/me/devices',
      '/new',
      `/program/${group}/people`,
      `/group/${group}/series/new`,
    ]) {
      const answer = await app.fastify.inject(url);
      expect([answer.statusCode, answer.body], url).toEqual([200, around]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it('[R12.1] is a third page where one practises or reads, which may ask for nothing and reach no device', async () => {
    for (const url of ['/practise', '/help/member', '/help/presenter', '/help/leader']) {
      const { statusCode, body, headers } = await app.fastify.inject(url);
      expect([statusCode, body], url).toEqual([200, aside]);
      expect(headers['content-security-policy']?.split(';')).toContain("connect-src 'none'");
      expect(headers['content-security-policy']?.split(';')).toContain("script-src 'self'");
      expect(headers['permissions-policy']).toContain('camera=(), microphone=()');
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('has files that are cached forever when their names depend on their content', async () => {
    const script = await app.fastify.inject('/assets/index-C0ffee.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['content-type']).toContain('javascript');
    expect((await app.fastify.inject('/icon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('goes to a browser that accepts %s as %s, cached just as long', async (takes, encoding, plain) => {
    for (const [url, text, cache, type] of [
      ['/check', page, 'no-store', 'text/html'],
      ['/', around, 'no-store', 'text/html'],
      ['/assets/index-C0ffee.js', 'export {};', 'public, max-age=31536000, immutable', 'javascript'],
    ] as const) {
      const answer = await app.fastify.inject({ url, headers: { 'accept-encoding': takes } });
      expect(plain(answer.rawPayload).toString()).toBe(text);
      expect(answer.headers).toMatchObject({
        'content-encoding': encoding,
        'cache-control': cache,
        'content-type': expect.stringContaining(type),
        vary: expect.stringContaining('accept-encoding'),
      });
    }
  });

  it.each([
    '/seat/x',
    '/group/',
    '/group/a%2fb',
    `/program/${'x'.repeat(41)}`,
    '/program/x/unknown',
    '/seat/x/links',
    '/check/x',
    '/practise/x',
    '/help/x',
    '/help',
    '/seat/',
    '/seat/../.env',
    '/.env',
    '/assets/',
    '/assets/gone.js',
    '/..%2f..%2fetc%2fpasswd',
    '/gallery',
  ])('has nothing at %s', async (url) => {
    const answer = await app.fastify.inject(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.json().error).toBe('not-found');
  });
});

describe('every page', () => {
  it('[R9.4] restricts the browser to this server, and the camera to its pages', async () => {
    const { headers } = await app.fastify.inject({ url: '/', headers: { host: 'balint.local:3000' } });
    expect(headers['content-security-policy']?.split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self' ws://balint.local:3000 wss://balint.local:3000",
      "default-src 'self'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self' blob:",
    ]);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=(self), microphone=(self), display-capture=()'),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('does not let a made-up host into its policy', async () => {
    const { headers } = await app.fastify.inject({ url: '/', headers: { host: 'x; script-src *' } });
    expect(headers['content-security-policy']).not.toContain('*');
  });
});

describe('an app whose records do not answer', () => {
  it('is alive, says that it is not ready, and keeps the door kindly closed', async () => {
    expect((await app.fastify.inject('/livez')).json()).toEqual({ alive: true });
    const ready = await app.fastify.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([503, { ready: false }]);
    const door = await app.fastify.inject(`/in/${'A'.repeat(44)}`);
    expect(door.statusCode).toBe(503);
    expect(door.body).toContain('Your link is fine.');
    const ref = '0'.repeat(18);
    const cookie = `br_${ref}=${sealedSession(secret, ref)}`;
    const doorstep = await app.fastify.inject({ url: `/api/seats/${ref}/doorstep`, headers: { cookie } });
    expect([doorstep.statusCode, doorstep.json().error]).toEqual([503, 'not-available']);
    // The records are not even asked about a session that was never given.
    for (const invented of ['A'.repeat(43), sealedSession(`another ${secret}`, ref), sealedSession(secret, '1'.repeat(18))]) {
      const asked = { url: `/api/seats/${ref}/doorstep`, headers: { cookie: `br_${ref}=${invented}` } };
      expect((await app.fastify.inject(asked)).statusCode).toBe(401);
    }
    expect(door.body + doorstep.body).not.toContain('ECONNREFUSED');
    expect(app.logged.join('')).toContain('ECONNREFUSED');
  });
});
