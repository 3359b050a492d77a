// A real Redis for one test file: on a spare port, in a folder of its own, gone afterwards. It may be killed, started again with its data,
// or made to hang, and the test may ask it anything.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from 'redis';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { spawnLeashed } from './leashed.ts';

const program = [
  process.env.REDIS_BIN ?? '',
  '/usr/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
  '/usr/local/bin/redis-server',
].find(existsSync);

/** Every acknowledged write survives `kill -9`. */
export const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Where its files lie. */
  readonly folder: string;
  /** Asks with a client other than the app's. */
  ask(...words: string[]): Promise<unknown>;
  /** `kill -9`, and with it every connection. */
  kill(): Promise<void>;
  /** Saves a copy of what is on disk now. */
  copyDisk(): void;
  /** Starts again on the same port, with the disk as it was, emptied, or with the saved copy restored. */
  restart(options?: { readonly disk: 'empty' | 'copied' }): Promise<void>;
  /** Keeps every connection but answers nothing until `goOn`. */
  hang(): void;
  goOn(): void;
  stop(): Promise<void>;
}

export async function startRedis(settings: readonly string[] = durable): Promise<TestRedis> {
  if (!program) throw new Error('redis-server 7 or newer is not installed; `npm test` installs it or says how');
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-redis-'));
  const [disk, copy] = [join(folder, 'appendonlydir'), join(folder, 'set-aside')];
  const port = await freeTcpPort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--enable-debug-command', 'local'];
  const password = settings[settings.indexOf('--requirepass') + 1];
  const url = `redis://${settings.includes('--requirepass') ? `:${password}@` : ''}127.0.0.1:${port}`;
  let server = await start();

  async function start(): Promise<ChildProcess> {
    const child = spawnLeashed(program as string, [...own, ...settings], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    await readiness(child);
    return child;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }

  return {
    url,
    port,
    folder,
    async ask(...words) {
      const client = createClient({ url, socket: { reconnectStrategy: false } });
      client.on('error', () => undefined); // the question itself fails
      await client.connect();
      try {
        return await client.sendCommand(words);
      } finally {
        client.destroy();
      }
    },
    kill: () => end('SIGKILL'),
    copyDisk() {
      rmSync(copy, { recursive: true, force: true });
      cpSync(disk, copy, { recursive: true });
    },
    async restart(options) {
      if (options) rmSync(disk, { recursive: true, force: true });
      if (options?.disk === 'copied') cpSync(copy, disk, { recursive: true });
      server = await start();
    },
    hang: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readiness(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (/ready to accept connections/i.test(line)) resolve();
    });
    server.once('exit', () => reject(new Error(`Redis ended at its start:\n${said.join('\n')}`)));
  });
}

/** A Redis that distributes its keys over slots, as a cluster does, and has these slots: all of them by default. */
export async function startClusterRedis(first = 0, last = 16383): Promise<TestRedis & { meet(other: TestRedis): Promise<void> }> {
  const redis = await startRedis([...durable, '--cluster-enabled', 'yes', '--cluster-port', String(await freeTcpPort())]);
  await redis.ask('CLUSTER', 'ADDSLOTSRANGE', String(first), String(last));
  const isWhole = first === 0 && last === 16383;
  while (isWhole && !String(await redis.ask('CLUSTER', 'INFO')).includes('cluster_state:ok'))
    await new Promise((again) => setTimeout(again, 50));
  return {
    ...redis,
    async meet(other) {
      const [, bus = ''] = /:\d+@(\d+)/.exec(String(await other.ask('CLUSTER', 'NODES'))) ?? [];
      await redis.ask('CLUSTER', 'MEET', '127.0.0.1', String(other.port), bus);
    },
  };
}
