// Finds the server that runs on a data folder, by the server.json that it writes there when it is ready.
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './processes.mjs';

/**
 * @param {string} dataFolder
 * @returns {{ pid: number, url: string } | null}
 */
export function runningServer(dataFolder) {
  try {
    const { pid, url } = JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8'));
    return Number.isInteger(pid) && typeof url === 'string' && isAlive(pid) ? { pid, url } : null;
  } catch {
    return null;
  }
}

/** Waits until the server of process `pid` is ready there. @param {string} dataFolder @param {number} pid */
export async function serverReady(dataFolder, pid) {
  for (;;) {
    const server = runningServer(dataFolder);
    if (server?.pid === pid) return server;
    await pause(100);
  }
}

/** Where this machine itself reaches a server with that HOST, which may be any address of it. @param {string | undefined} host @param {string} port */
export function addressHere(host, port) {
  const bare = host?.replace(/^\[|\]$/g, '') || '127.0.0.1';
  const reached = /^0(\.0\.0\.0)?$/.test(bare) ? '127.0.0.1' : /^::0?$/.test(bare) ? '::1' : bare;
  return `http://${isIPv6(reached) ? `[${reached}]` : reached}:${port}`;
}

/** Whether a server of ours answers there, ready or not. @param {string} url */
export async function answersAt(url) {
  try {
    const answer = await fetch(`${url}/livez`, { signal: AbortSignal.timeout(2_000) });
    return (await answer.json()).alive === true;
  } catch {
    return false;
  }
}
