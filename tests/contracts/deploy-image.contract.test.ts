// The image is made by the Dockerfile's own steps, without Docker, and started as Docker would: by a user without privileges, with only its own
// files.
import { type ChildProcess, execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkout } from '../../scripts/setup/places.mjs';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { type Image, makeImage, user } from '../support/image.ts';
import { spawnLeashed } from '../support/leashed.ts';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly dependencies?: Readonly<Record<string, string>> }>>;
}

let folder: string;
let image: Image;
let server: ChildProcess;
let env: NodeJS.ProcessEnv;
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balint-image-'));
  await chmod(folder, 0o755);
  image = await makeImage(folder);
  // As `docker run` does it: with a port of its own, and the volume.
  env = {
    PATH: process.env.PATH,
    ...image.env,
    PORT: String(await freeTcpPort()),
    DATA_DIR: join(image.root, image.env.DATA_DIR ?? ''),
  };
  const [program = '', ...args] = image.command;
  server = spawnLeashed(program, args, { cwd: join(image.root, image.workdir), env, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (said += text));
}, 600_000);

afterAll(async () => {
  server?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const address = (path: string) => `http://127.0.0.1:${env.PORT}${path}`;

test('people can come in, and the page is there', async () => {
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null) throw new Error(said);
      expect(await (await fetch(address('/readyz'))).json()).toEqual({ ready: true });
    },
    { timeout: 60_000, interval: 100 },
  );
  const page = await fetch(address('/'));
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});

test('its health is checked as Docker does it', async () => {
  const [program = '', ...args] = image.health;
  await promisify(execFile)(program, args, { env });
});

test('it contains the build and the production packages, and nothing else', async () => {
  const app = join(image.root, image.workdir);
  expect((await readdir(app)).sort()).toEqual(['dist', 'node_modules', 'package.json']);
  const isThere = (path: string) => existsSync(join(app, path));
  const { packages } = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8')) as Lock;
  const wanted = Object.keys(packages['']?.dependencies ?? {});
  expect(wanted.filter((name) => !isThere(`node_modules/${name}`))).toEqual([]);
  expect(Object.keys(packages).filter((path) => packages[path]?.dev && isThere(path))).toEqual([]);
});

test('it runs as a user without privileges, and ends cleanly when Docker stops it', async () => {
  expect(image.user).toBe('node');
  expect(Number(execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' }))).not.toBe(0);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
