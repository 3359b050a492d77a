// Finds ports of this machine that are free now and that the system does not hand out by itself before we use them.
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems hand out for outgoing connections: one of those can be taken a moment after it was found free. */
const [lowest, beyond] = [20_000, 32_000];
const tries = 100;
/** No two of one process get the same: the first may not listen yet when the second asks. */
const given = new Set<number>();

/** Throws when none is found. */
export function freeTcpPort(): Promise<number> {
  return firstFree((port) => createServer().listen(port, '127.0.0.1'));
}

/** For a listener on every address. Throws when none is found. */
export function freeTcpPortEverywhere(): Promise<number> {
  return firstFree((port) => createServer().listen(port));
}

/** Throws when none is found. */
export function freeUdpPort(): Promise<number> {
  return firstFree((port) => createSocket('udp4').bind(port));
}

export async function isUdpPortFree(port: number): Promise<boolean> {
  return isFree(createSocket('udp4').bind(port));
}

/** On every address. */
export async function isTcpPortFree(port: number): Promise<boolean> {
  return isFree(createServer().listen(port));
}

async function isFree(bound: Server | Socket): Promise<boolean> {
  const isListening = await once(bound, 'listening').then(...yesOrNo);
  if (!isListening) return false;
  bound.close();
  await once(bound, 'close');
  return true;
}

const yesOrNo = [() => true, () => false] as const;

async function firstFree(bind: (port: number) => Server | Socket): Promise<number> {
  for (let i = 0; i < tries; i++) {
    const port = randomInt(lowest, beyond);
    if (given.has(port) || !(await isFree(bind(port)))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`None of ${tries} ports between ${lowest} and ${beyond} is free.`);
}
