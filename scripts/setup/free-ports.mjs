// Finds ports of this machine that are free now and that the system does not hand out by itself before we use them. The server has its own in
// server/media/livekit/own/free-ports.ts: scripts run before anything is installed, and the built server runs without them.
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems hand out for outgoing connections: one of those can be taken a moment after it was found free. */
const [LOWEST, BEYOND] = [20_000, 32_000];
const TRIES = 100;
/** No two of one process get the same: the first may not listen yet when the second asks. @type {Set<number>} */
const given = new Set();

/** @returns {Promise<number>} */
export function freePort() {
  return firstFree((port) => createServer().listen(port, '127.0.0.1'));
}

/** @returns {Promise<number>} */
export function freeUdpPort() {
  return firstFree((port) => createSocket('udp4').bind(port, '127.0.0.1'));
}

/** @param {(port: number) => import('node:net').Server | import('node:dgram').Socket} bind */
async function firstFree(bind) {
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(LOWEST, BEYOND);
    if (given.has(port)) continue;
    const bound = bind(port);
    const isFree = await once(bound, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    given.add(port);
    bound.close();
    await once(bound, 'close');
    return port;
  }
  throw new Error(`None of ${TRIES} ports between ${LOWEST} and ${BEYOND} is free.`);
}
