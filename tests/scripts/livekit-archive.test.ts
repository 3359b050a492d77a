// A downloaded media server is trusted only by its sum.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unpackArchive } from '../../scripts/setup/livekit-archive.mjs';
import { versionOf } from '../../scripts/setup/livekit-version.mjs';
import { fakeProgram, saysVersion, tempFolder } from './support/fake-programs.ts';

/** A release page with one archive; every other address is unknown. */
async function release(folder: string) {
  fakeProgram(join(folder, 'livekit-server'), saysVersion('1.13.5'));
  execFileSync('tar', ['-czf', 'archive.tar.gz', 'livekit-server'], { cwd: folder });
  const bytes = readFileSync(join(folder, 'archive.tar.gz'));
  const server = createServer((request, response) => {
    const isKnown = request.url === '/v1.13.5/livekit_1.13.5_linux_amd64.tar.gz';
    response.writeHead(isKnown ? 200 : 404).end(isKnown ? bytes : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const quiet = { env: {}, say: () => {} };

test('the official archive is unpacked to its place', async () => {
  const folder = tempFolder();
  const { address, sha256 } = await release(folder);
  const target = join(folder, 'target');
  const said: string[] = [];
  const asker = { env: {}, say: (line: string) => void said.push(line) };
  expect(await unpackArchive(asker, target, { name: 'linux_amd64.tar.gz', sha256 }, address)).toBeNull();
  expect(said).toEqual(['Downloading LiveKit (18 MB, usually a few seconds, once per user)…']);
  expect(await versionOf(target)).toBe('1.13.5');
});

test('an archive with another sum is not used, and both sums are told', async () => {
  const folder = tempFolder();
  const { address, sha256 } = await release(folder);
  const said: string[] = [];
  const wanted = 'a'.repeat(64);
  const why = await unpackArchive(
    { env: {}, say: (line) => said.push(line) },
    join(folder, 'target'),
    { name: 'linux_amd64.tar.gz', sha256: wanted },
    address,
  );
  expect(why).toContain('not the official one');
  expect(said.join()).toContain(sha256);
  expect(said.join()).toContain(wanted);
  expect(existsSync(join(folder, 'target'))).toBe(false);
});

test('a missing archive for this system, a missing page and a closed connection are explained in sentences', async () => {
  const folder = tempFolder();
  const { address, sha256 } = await release(folder);
  const target = join(folder, 'target');
  expect(await unpackArchive(quiet, target, undefined, address)).toContain('no release archive');
  expect(await unpackArchive(quiet, target, { name: 'linux_arm64.tar.gz', sha256 }, address)).toBe('the download answered 404');
  expect(await unpackArchive(quiet, target, { name: 'linux_amd64.tar.gz', sha256 }, 'http://127.0.0.1:1')).toContain(
    'the download failed',
  );
});
