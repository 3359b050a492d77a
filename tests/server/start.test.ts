// What a server prints at its start: in a trial the personal links, in an installation where to find them, and why it cannot start, in a sentence.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PersonalLink } from '../../server/greeting.ts';
import { startApp, TestApp } from '../support/test-app.ts';

async function started(env: Readonly<Record<string, string>>) {
  const app = await startApp({ media: false, env });
  onTestFinished(() => app.stop());
  return app;
}

test('a trial prints every personal link', async () => {
  const app = await started({ PUBLIC_URL: 'http://localhost:5173' });
  expect(app.links).toHaveLength(8);
  for (const { url } of app.links) expect(app.said).toContain(url);
}, 180_000);

test('an installation prints no link and no name, and says where they are: in a file that only its owner can read', async () => {
  const app = await started({ PUBLIC_URL: 'https://balint.example.org' });
  const note = join(app.dataDir, 'server.json');
  expect(app.said).toContain(`The personal links are in ${note}`);
  expect(app.said).not.toMatch(/\/in\/|\b(Ann|Ben|Tuesday)\b/);
  expect((await stat(note)).mode & 0o777).toBe(0o600);
  const { links } = JSON.parse(await readFile(note, 'utf8')) as { links: PersonalLink[] };
  expect(links.find(({ name }) => name === 'Ann')?.url).toMatch(/^https:\/\/balint\.example\.org\/in\/./);
}, 180_000);

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
}, 180_000);

test('a server to which nobody listens any more goes on, and ends when it is asked to', async () => {
  const app = await started({});
  app.deafen();
  // What it cannot say of this costs nobody anything.
  expect((await fetch(`${app.url}/seat/none`)).status).toBeLessThan(500);
  expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  expect(await app.end('SIGTERM')).toBe(0);
}, 180_000);
