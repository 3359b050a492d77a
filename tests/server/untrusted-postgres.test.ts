// Why PostgreSQL is not reached over TLS: the sentence says what to change in DATABASE_URL.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openAsTheyAre } from '../../server/database/database.ts';
import { samlCertificate, samlKey } from '../support/saml-key.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balint-untrusted-'));
  writeFileSync(join(folder, 'authority.pem'), samlCertificate);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Answers the first question of every client, whether it speaks TLS. */
async function postgresThat(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `postgresql://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/records`;
}

const withoutTls = () => postgresThat((socket) => socket.end('N'));
const withTls = () =>
  postgresThat((socket) => {
    socket.write('S');
    new TLSSocket(socket, { isServer: true, key: samlKey, cert: samlCertificate }).on('error', () => undefined);
  });

async function saidOf(url: string): Promise<string> {
  const open = openAsTheyAre({ url, onLostConnection: () => undefined });
  return open.then(
    () => 'opened',
    ({ message }: Error) => message,
  );
}

test('a file that is not there, or is none', async () => {
  const url = await withTls();
  const missing = join(folder, 'missing.pem');
  expect(await saidOf(`${url}?sslrootcert=${missing}`)).toBe(
    `A file that DATABASE_URL names cannot be read: ${missing} (it is not there). Correct its path, or put it there.`,
  );
  expect(await saidOf(`${url}?sslrootcert=${folder}`)).toMatch(/^A file that DATABASE_URL names .*\(it is a folder\)/);
});

test('a connection that breaks off is no matter of files', async () => {
  const url = await postgresThat((socket) => socket.resetAndDestroy());
  expect(await saidOf(url)).toMatch(/^PostgreSQL on 127\.0\.0\.1:\d+ cannot be reached: the connection was broken off/);
});

test('a certificate that nobody vouches for, one for another name, and no TLS at all', async () => {
  const url = await withTls();
  expect(await saidOf(`${url}?sslmode=verify-full`)).toMatch(/shows a certificate that .* not trust .*sslrootcert=FILE/);
  expect(await saidOf(`${url}?sslmode=verify-full&sslrootcert=${join(folder, 'authority.pem')}`)).toMatch(
    /shows a certificate for another name/,
  );
  expect(await saidOf(`${await withoutTls()}?sslmode=verify-full`)).toMatch(/speaks no TLS\. Turn TLS on there/);
});
