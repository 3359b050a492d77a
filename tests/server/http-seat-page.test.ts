// The page of a seat already contains what its doorstep says: only for its person, and as text.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptCookie } from '../../shared/protocol/kept-cookie.ts';
import { closedDoor } from '../../shared/words/en.ts';
import { type Browser, HttpApp } from '../support/http-app.ts';

const clientFolder = mkdtempSync(join(tmpdir(), 'balint-room-seat-page-'));
const scripts =
  '<script type="module" crossorigin src="/first.js"></script><link rel="modulepreload" crossorigin href="/doorstep.js">';
const icon = '<link rel="icon" href="/chair.svg">';
const page = `<!doctype html><head><title>Balint Room</title>${icon}${scripts}<link rel="stylesheet" crossorigin href="/page.css"></head><body><div id="root"></div></body></html>`;
const style = 'p{background:url(/a.svg)}';
/** Where a doorstep is drawn they are fetched beside it, and run after it. */
const preload = (path: string) => `<link rel="preload" as="script" crossorigin fetchpriority="low" href="${path}">`;
const named = '<link rel="stylesheet" crossorigin href="/page.css" disabled>';
/** The browser asks for none meanwhile. */
const noIcon = '<link rel="icon" href="data:,">';
const later = `${icon}${named}${preload('/first.js')}${preload('/doorstep.js')}<script type="module" crossorigin src="/first.js"></script>`;
/** The same for everybody who has no seat there. */
const nobodys = page
  .replace(scripts, '')
  .replace(named.replace(' disabled', ''), '')
  .replace(icon, '')
  .replace('</head>', `${noIcon}<style>${style}</style><link rel="expect" href="#doorstep" blocking="render">${icon}</head>`)
  .replace('</body></html>', named + scripts);
let app: HttpApp;
let ben: Browser;

beforeAll(async () => {
  writeFileSync(join(clientFolder, 'index.html'), page);
  writeFileSync(join(clientFolder, 'page.css'), style);
  writeFileSync(
    join(clientFolder, 'still.html'),
    '<h1 data-kept="{{kept}}">{{groupName}}</h1><p>{{yourName}}</p><a href="/check/{{ref}}">?</a><script>mark()</script>',
  );
  app = await HttpApp.open({ clientFolder });
  ben = await app.browserOf('Ben');
});
afterAll(async () => {
  await app.close();
  rmSync(clientFolder, { recursive: true });
});

const pageOf = (ref: string, cookie?: string) =>
  app.fastify.inject({ url: `/seat/${ref}`, headers: cookie === undefined ? {} : { cookie } });

function factsIn(body: string): { ref: string; doorstep: { groupName: string } } {
  return JSON.parse(/<script type="application\/json" id="doorstep">(.*?)<\/script>/s.exec(body)?.[1] ?? 'null');
}

test('contains, for somebody who has yet to read the contract, what the doorstep would answer, and is not cached', async () => {
  const answer = await pageOf(ben.ref, ben.cookie);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' });
  expect(factsIn(answer.body)).toEqual({ ref: ben.ref, doorstep: (await ben.get('/doorstep')).json() });
  expect(answer.body, 'before the contract is accepted another page is drawn').toContain('<div id="root"></div>');
});

test('draws the doorstep once the contract is accepted, with no more than it shows', async () => {
  expect((await pageOf(ben.ref, ben.cookie)).body, 'before that its scripts come at once').toMatch(
    new RegExp(`</script>${named}${scripts}$`),
  );
  await ben.post('/contract');
  const { body } = await pageOf(ben.ref, ben.cookie);
  expect(body).toContain(`<p>Ben</p><a href="/check/${ben.ref}">`);
  const { next: _, ...shown } = (await ben.get('/doorstep')).json();
  expect(factsIn(body)).toEqual({ ref: ben.ref, doorstep: { ...shown, contract: { accepted: true } } });
  // What is drawn is painted first; its own script lets the others come. It has run before the facts are there, and nothing is painted before that.
  const [before, after] = body.split(`<template id="later">${later}</template><script>mark()</script>`);
  expect(before).not.toContain('id="doorstep"');
  expect(after).toMatch(/^<script type="application\/json" id="doorstep">[^<]*<\/script>$/);
  expect(body).not.toContain(scripts);
});

test('tells the drawn doorstep whether the browser may keep anything for its owner', async () => {
  const told = async (cookie: string) => /data-kept="(\w+)"/.exec((await pageOf(ben.ref, cookie)).body)?.[1];
  expect(await told(ben.cookie)).toBe('no');
  expect(await told(`${ben.cookie}; ${keptCookie}=1`)).toBe('maybe');
  const visitor = await app.browserOf('Ben', true);
  expect(await told(visitor.cookie), 'on somebody else’s computer the tab alone keeps it, without a cookie').toBe('maybe');
});

test('draws nothing where the person will read something else first', async () => {
  const headers = {
    cookie: ben.cookie,
    'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Instagram 300',
  };
  const { body } = await app.fastify.inject({ url: `/seat/${ben.ref}`, headers });
  expect(body).toContain('<div id="root"></div>');
  expect(body.endsWith(scripts)).toBe(true);
  // Of a name without end only the beginning is searched.
  const long = { ...headers, 'user-agent': `${'iPhone'.repeat(1000)} Instagram` };
  expect((await app.fastify.inject({ url: `/seat/${ben.ref}`, headers: long })).body).toContain('<p>Ben</p>');
});

test('brings its styles along, and is small for a browser that can unfold it', async () => {
  const { body } = await pageOf(ben.ref, ben.cookie);
  expect(body).toContain(`<style>${style}</style>`);
  expect(body, 'and the scripts need not fetch them').toContain('href="/page.css" disabled>');
  const headers = { cookie: ben.cookie, 'accept-encoding': 'gzip, br' };
  const folded = await app.fastify.inject({ url: `/seat/${ben.ref}`, headers });
  expect(folded.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(gunzipSync(folded.rawPayload).toString()).toBe(body);
});

test.each(['identity', 'gzip'])('its head leaves before the records have answered, as %s too', async (takes) => {
  let answer = () => {};
  const asked = new Promise<void>((done) => (answer = done));
  const slow = await HttpApp.on(app.db, { clientFolder });
  const { membership } = slow.accounts;
  slow.accounts.membership = async (...all) => {
    await asked;
    return membership.apply(slow.accounts, all);
  };
  const url = await slow.fastify.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(`${url}/seat/${ben.ref}`, { headers: { cookie: ben.cookie, 'accept-encoding': takes } });
  const pieces = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let read = '';
  const readOn = async () => {
    const piece = await pieces?.read();
    read += piece?.value ?? '';
    return piece?.done === false;
  };
  while (!read.includes('blocking="render">')) await readOn();
  expect(read).not.toContain('id="root"');
  answer();
  while (await readOn());
  expect(factsIn(read).ref).toBe(ben.ref);
  await slow.fastify.close();
});

test.each(['identity', 'gzip'])('whoever hangs up in the middle of it, as %s, disturbs nobody', async (takes) => {
  let answer = () => {};
  const asked = new Promise<void>((done) => (answer = done));
  const slow = await HttpApp.on(app.db, { clientFolder });
  slow.accounts.membership = async () => {
    await asked;
    return null;
  };
  let hungUp = 0;
  slow.fastify.server.on('connection', (socket) => socket.once('close', () => (hungUp += 1)));
  const url = await slow.fastify.listen({ port: 0, host: '127.0.0.1' });
  const headers = { cookie: ben.cookie, 'accept-encoding': takes };
  const page = async () => (await once(get(`${url}/seat/${ben.ref}`, { headers, agent: false }), 'response'))[0] as IncomingMessage;
  for (let visit = 0; visit < 5; visit++) {
    const response = await page();
    await once(response, 'readable');
    response.destroy();
  }
  await expect.poll(() => hungUp).toBe(5);
  answer();
  const whole = await page();
  await once(whole.resume(), 'end');
  expect(whole.complete).toBe(true);
  await slow.fastify.close();
});

test('a browser need not change the process in which it has begun to set up the page', async () => {
  const { headers } = await pageOf(ben.ref, ben.cookie);
  expect(headers).not.toHaveProperty('origin-agent-cluster');
  expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'x-frame-options': 'DENY' });
});

test('its own script and styles alone are allowed within it, and only where they stand', async () => {
  const hashOf = (content: string) => createHash('sha256').update(content).digest('base64');
  const policyOf = async (url: string, cookie = '') =>
    String((await app.fastify.inject({ url, headers: { cookie } })).headers['content-security-policy']);
  const policy = await policyOf(`/seat/${ben.ref}`, ben.cookie);
  expect(policy).toContain(`script-src 'sha256-${hashOf('mark()')}' 'self';`);
  expect(policy).toContain(`style-src 'sha256-${hashOf(style)}' 'self';`);
  expect(await policyOf(`/seat/${ben.ref}`), 'whoever asks').toBe(policy);
  for (const url of ['/', '/check']) expect(await policyOf(url), url).toContain("script-src 'self';style-src 'self';");
});

test('is empty for everybody else, whether the seat exists or not', async () => {
  const cid = await app.browserOf('Cid');
  for (const [ref, cookie] of [[ben.ref], [ben.ref, cid.cookie], ['0'.repeat(18), ben.cookie]] as const) {
    expect((await pageOf(ref, cookie)).body).toBe(nobodys);
  }
  expect((await app.fastify.inject('/still.html')).statusCode).toBe(404);
});

test('writes names of groups and people as text', async () => {
  const name = `</script><script>alert(1)</script> & "$&" '{{ref}}'`;
  await app.db.updateTable('groups').set({ name }).execute();
  const { body } = await pageOf(ben.ref, ben.cookie);
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('&#60;/script&#62;&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;$&#38;&#34;');
  expect(factsIn(body).doorstep.groupName).toBe(name);
});

test('stays empty while the records do not answer', async () => {
  const without = await HttpApp.withoutRecords({ clientFolder });
  const answer = await without.fastify.inject({ url: `/seat/${ben.ref}`, headers: { cookie: ben.cookie } });
  expect([answer.statusCode, answer.body]).toEqual([200, nobodys]);
  await without.fastify.close();
});

test('whoever asks for it without pause is told to wait, on a page', async () => {
  const [cid, dee] = [await app.browserOf('Cid'), await app.browserOf('Dee')];
  const answers = [];
  for (let at = 0; at < 250; at++) answers.push(await pageOf(cid.ref, cid.cookie));
  const refused = answers.filter(({ statusCode }) => statusCode === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers['content-type']).toMatch('text/html');
  expect(refused[0]?.body).toContain(closedDoor['too-many'].text);
  expect((await pageOf(dee.ref, dee.cookie)).statusCode).toBe(200);
});

test('a browser that refuses gzip gets none', async () => {
  for (const [takes, sent] of [
    ['gzip', 'gzip'],
    ['br, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip; q=0.000, identity', undefined],
    ['identity', undefined],
  ]) {
    const headers = { cookie: ben.cookie, 'accept-encoding': takes };
    const answer = await app.fastify.inject({ url: `/seat/${ben.ref}`, headers });
    expect([takes, answer.headers['content-encoding']]).toEqual([takes, sent]);
  }
});
