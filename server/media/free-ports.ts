// Ports of this machine that nobody uses right now, and that the system gives nobody by itself before they are used.
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below those that systems hand out for outgoing connections: one of them can be gone a moment after it was found free. */
const [lowest, beyond] = [20_000, 32_000];
const tries = 100;

/** Throws when none is found. */
export function freeTcpPort(): Promise<number> {
  return firstFree((port) => createServer().listen(port, '127.0.0.1'));
}

/** Throws when none is found. */
export function freeUdpPort(): Promise<number> {
  return firstFree((port) => createSocket('udp4').bind(port));
}

async function firstFree(bind: (port: number) => Server | Socket): Promise<number> {
  for (let i = 0; i < tries; i++) {
    const port = randomInt(lowest, beyond);
    const bound = bind(port);
    const isFree = await once(bound, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    bound.close();
    await once(bound, 'close');
    return port;
  }
  throw new Error(`None of ${tries} ports between ${lowest} and ${beyond} is free.`);
}
