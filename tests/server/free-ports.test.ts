// A port that was found free is still free when it is used: the system gives none of these to an outgoing connection.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, freeUdpPort as freeUdpPortOfScripts } from '../../scripts/setup/free-ports.mjs';
import { freeTcpPort, freeUdpPort } from '../../server/media/livekit/own/free-ports.ts';

/** Linux takes ports for outgoing connections from here on, other systems from further up. */
const firstOutgoing = 32_768;

test.each([
  ['the server', freeTcpPort],
  ['the scripts', freePort],
])('TCP, for %s: below all outgoing ones, and usable', async (_whom, find) => {
  const port = await find();
  expect(port).toBeLessThan(firstOutgoing);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
});

test.each([
  ['the server', freeUdpPort],
  ['the scripts', freeUdpPortOfScripts],
])('UDP, for %s: below all outgoing ones, and usable', async (_whom, find) => {
  const port = await find();
  expect(port).toBeLessThan(firstOutgoing);
  const socket = createSocket('udp4').bind(port, '127.0.0.1');
  await once(socket, 'listening');
  socket.close();
});

test.each([
  ['the server', freeTcpPort],
  ['the scripts', freePort],
])('for %s: no two of one process get the same', async (_whom, find) => {
  const ports: number[] = [];
  for (let i = 0; i < 600; i++) ports.push(await find());
  expect(new Set(ports).size).toBe(ports.length);
});
