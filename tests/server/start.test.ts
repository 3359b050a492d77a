// What a server prints at its start: in a trial the links to try it with, in an installation where to find them, and why it cannot start, in a sentence.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { oldZoneData } from '../../server/dates/zones.ts';
import type { PersonalLink } from '../../server/greeting.ts';
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

test('a server to which nobody listens any more goes on, and ends when it is asked to', async () => {
  const app = await started({});
  app.deafen();
  // What it cannot say of this costs nobody anything.
  expect((await fetch(`${app.url}/seat/none`)).status).toBeLessThan(500);
  expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  expect(await app.end('SIGTERM')).toBe(0);
}, 600_000);
