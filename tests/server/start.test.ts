// What a server prints at its start: in a trial the links to try it with, in an installation where to find them, and why it cannot start, in a sentence.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { addressHere } from '../../scripts/setup/running-server.mjs';
import { oldZoneData } from '../../server/dates/zones.ts';
import type { PersonalLink } from '../../server/greeting.ts';
import { addressFromHere } from '../../server/process/own-address.ts';
import { enterWith } from '../support/accounts.ts';
import { startApp, TestApp } from '../support/test-app.ts';

const tokenIn = (link: string) => new URL(link).hash.slice(1);

async function started(env: Readonly<Record<string, string>>) {
  const app = await startApp({ media: false, env });
  onTestFinished(() => app.stop());
  return app;
}

test('a trial prints a link to make a group of one’s own, and every personal link of the invented group', async () => {
  const app = await started({ PUBLIC_URL: 'http://localhost:5173', DEMO: 'yes' });
  expect(app.links).toHaveLength(8);
  for (const { url } of app.links) expect(app.said).toContain(`  ${url}\n`);
  // R11.7: whoever runs it learns that its clock rules are old.
  const old = oldZoneData();
  if (old === null) expect(app.said).not.toContain('reckons time zones');
  else expect(app.said).toContain(old);
  expect(app.said).toMatch(/^Try the invented group, the Tuesday group \(/m);
  expect(app.said).toMatch(/^Make your own group \(.*\):\n {2}http:\/\/localhost:5173\/enter#[\w-]{43}\n/m);
}, 600_000);

test('the link to make a group signs in once, as the same person after every start, and a new start prints a new one', async () => {
  const app = await started({});
  const first = app.ownGroup;
  const cookies = [await enterWith(app.url, tokenIn(first))];
  await expect(enterWith(app.url, tokenIn(first))).rejects.toThrow('410');
  await app.end('SIGTERM');
  await app.start();
  expect(app.ownGroup).not.toBe(first);
  cookies.push(await enterWith(app.url, tokenIn(app.ownGroup)));
  const [one, two] = cookies.map((cookie) => /br_me=([0-9a-f]{18})/.exec(cookie)?.[1]);
  expect(two).toBe(one);
}, 600_000);

test('an installation makes nobody up unless it is told to, and says how its first coordinator is named', async () => {
  const bare = { media: false, isBare: true };
  const app = await startApp({ ...bare, env: { PUBLIC_URL: 'https://balint.example.org' } });
  onTestFinished(() => app.stop());
  expect(app.links).toEqual([]);
  expect(app.said).toContain('npm run coordinator -- --program NAME --mail ADDRESS');
  expect(app.said).not.toContain('/enter#');
}, 600_000);

test('an installation prints no link and no name, and says where they are: in a file that only its owner can read', async () => {
  const app = await started({ PUBLIC_URL: 'https://balint.example.org' });
  const note = join(app.dataDir, 'server.json');
  expect(app.said).toContain(`The personal links of the invented group are in ${note}`);
  expect(app.said).not.toMatch(/\/in\/|\b(Ann|Ben|Tuesday)\b/);
  expect((await stat(note)).mode & 0o777).toBe(0o600);
  const { links } = JSON.parse(await readFile(note, 'utf8')) as { links: PersonalLink[] };
  expect(links.find(({ name }) => name === 'Ann')?.url).toMatch(/^https:\/\/balint\.example\.org\/in\/./);
}, 600_000);

test('a taken port is named, with what to do', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const dataDir = await mkdtemp(join(tmpdir(), 'balint-start-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const app = new TestApp(dataDir, { media: false, env: { PORT: String(port) } });
  await expect(app.start()).rejects.toThrow('ended with 1');
  expect(app.said).toContain(`\nPort ${port} is taken. Stop what uses it, or choose another: PORT=0 takes any free one.\n`);
}, 600_000);

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['192.0.2.2', 'http://192.0.2.2:3000'],
  ['::', 'http://[::1]:3000'],
  ['::1', 'http://[::1]:3000'],
  ['fd00::2', 'http://[fd00::2]:3000'],
])('what listens on %s is reached from this machine at %s', (address, url) => {
  expect(addressFromHere({ address, port: 3000 })).toBe(url);
  expect(addressHere(address, '3000')).toBe(url);
});

test('a rehearsal and the development page look for a server where HOST says, or on loopback', () => {
  expect(addressHere('', '3000')).toBe('http://127.0.0.1:3000');
  expect(addressHere(undefined, '3000')).toBe('http://127.0.0.1:3000');
  expect(addressHere('balint', '3000')).toBe('http://balint:3000');
});

const addressesHere = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
const [elsewhere] = addressesHere.filter(({ internal, family }) => !internal && family === 'IPv4');
const hosts = ['127.0.0.1', ...addressesHere.flatMap(({ address }) => (address === '::1' ? [address] : []))];

test.each([...hosts, ...(elsewhere ? [elsewhere.address] : [])])(
  'HOST=%s: LiveKit is told to send its notices to where the server listens',
  async (HOST) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'balint-start-'));
    const program = join(dataDir, 'livekit-server');
    await writeFile(program, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
    const app = new TestApp(join(dataDir, 'data'), { env: { HOST, LIVEKIT_BIN: program } });
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const over = app.start().catch(() => undefined);
    const url = await vi.waitFor(
      async () => {
        const config = JSON.parse(await readFile(join(app.dataDir, 'livekit/livekit.yaml'), 'utf8'));
        return (config as { webhook: { urls: [string] } }).webhook.urls[0];
      },
      { timeout: 120_000, interval: 50 },
    );
    // Nobody signed it; that it is refused shows who answers.
    const notice = { method: 'POST', body: '{}', headers: { 'content-type': 'application/webhook+json' } };
    expect((await fetch(url, notice)).status).toBe(401);
    await app.end('SIGTERM');
    await over;
  },
  600_000,
);

test('a server to which nobody listens any more goes on, and ends when it is asked to', async () => {
  const app = await started({});
  app.deafen();
  // What it cannot say of this costs nobody anything.
  expect((await fetch(`${app.url}/seat/none`)).status).toBeLessThan(500);
  expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  expect(await app.end('SIGTERM')).toBe(0);
}, 600_000);
