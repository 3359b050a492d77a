// Whatever a server that a coordinator has named answers, the question is answered or refused, and nothing is thrown where nobody listens.

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { publicFetch } from '../../server/accounts/public-fetch.ts';

async function answering(said: string): Promise<string> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(said, 'latin1'));
  });
  await new Promise<void>((on) => server.listen(0, '127.0.0.1', on));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ask = async (said: string) => publicFetch({ mayBeLoopback: true })(await answering(said));

test.each([
  ['a status that is none', 'HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\nno'],
  ['a status of six hundred', 'HTTP/1.1 600 What\r\nContent-Length: 0\r\n\r\n'],
  ['a status below any', 'HTTP/1.1 099 What\r\nContent-Length: 0\r\n\r\n'],
  ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf'],
  ['no answer', ''],
  ['something else', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nno'],
  ['a change of protocol', 'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
])('%s is refused', async (_, said) => {
  await expect(ask(said)).rejects.toThrow();
});

test.each([
  [204, 'HTTP/1.1 204 Nothing\r\n\r\n', ''],
  [205, 'HTTP/1.1 205 Reset\r\nContent-Length: 2\r\n\r\nno', ''],
  [200, 'HTTP/1.1 200 OK\r\n\r\nuntil it closes', 'until it closes'],
  [304, 'HTTP/1.1 304 The same\r\n\r\n', ''],
  [200, 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Odd: \xe9\xff\r\nX-Odd: b\r\n\r\nyes', 'yes'],
])('%d is answered, with what belongs to it', async (status, said, text) => {
  const answer = await ask(said);
  expect([answer.status, await answer.text()]).toEqual([status, text]);
});
