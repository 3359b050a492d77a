// A whole cluster for a test: `const cluster = await startCluster({ apps: 2, nodes: 2 })`, then `cluster.kill('node1')`, `cluster.start('node1')`,
// `cluster.link('Ann')` through the balancer or `cluster.apps[0].link('Ann')` straight to a server; `await cluster.stop()`.
// With `lines: true` each member reaches the others, and a node the balancer, over separate network lines that can be cut: `cluster.line('app1',
// 'redis').cut()`.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { Cluster } from '../../scripts/cluster/cluster.mjs';
import type { LiveKitAddress } from '../../server/media/livekit/livekit-gateway.ts';
import { livekitConfig } from '../../server/media/livekit/own/livekit-config.ts';
import { type CuttableConnection, cuttableConnection } from './cuttable-connection.ts';
import { livekitBinary } from './livekit.ts';
import { postgresPrograms } from './postgres.ts';
import { isFromSource } from './programs.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

const redisProgram = [process.env.REDIS_BIN ?? '', '/usr/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(existsSync);

/** In kB: enough for a few rooms, and a little more. */
const diskSizes = { redis: 32 * 1024, postgres: 128 * 1024 };
type SmallDisked = keyof typeof diskSizes;

export interface ClusterWishes {
  /** Servers app1, app2, …; without any there is no PostgreSQL either. */
  readonly apps: number;
  /** LiveKit nodes node1, node2, … */
  readonly nodes: number;
  readonly lines?: boolean;
  /** Redis and PostgreSQL have small disks of their own, to be filled: `cluster.disk('redis').fill()`. Rejects if none can be mounted. */
  readonly smallDisks?: boolean;
  readonly webhookUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ClusterApp {
  readonly name: string;
  readonly url: string;
  link(name: string): string;
}

export interface TestCluster {
  /** The folder with everything that its members store. */
  readonly folder: string;
  /** The balancer's address. */
  readonly url: string;
  readonly apps: readonly ClusterApp[];
  readonly nodes: readonly (LiveKitAddress & { readonly name: string; readonly udpPort: number })[];
  /** The network line between two members that talk to each other, such as app1 and redis, node1 and redis, node1 and balancer. */
  line(from: string, to: string): CuttableConnection;
  disk(member: SmallDisked): SmallDisk;
  readonly databaseUrl: string;
  /** The secret that the servers share. */
  secret(): Promise<string>;
  /** Asks Redis with a client of its own. */
  redis(...words: string[]): Promise<unknown>;
  /** How many servers carry people's sockets now. */
  carriers(): Promise<number>;
  /** The name by which the media server knows each room now. */
  mediaNames(): Promise<readonly string[]>;
  /** The node that has the room of that name. */
  nodeOf(name: string): Promise<string>;
  link(name: string): string;
  /** `kill -9` by default; resolves when it is gone. */
  kill(member: string, signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on its own port; resolves when it is ready. */
  start(member: string): Promise<void>;
  freeze(member: string): void;
  thaw(member: string): void;
  pid(member: string): number;
  /** What it has printed since its last start. */
  said(member: string): readonly string[];
  stop(): Promise<void>;
}

export async function startCluster({ lines = false, smallDisks = false, ...wishes }: ClusterWishes): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'balint-cluster-'));
  const disks = new Map<string, SmallDisk>();
  const made = new Map<string, CuttableConnection>();
  const cluster = new Cluster({
    folder,
    livekitConfig,
    programs: { postgres: postgresPrograms ?? '', redis: redisProgram ?? '', livekit: livekitBinary },
    isFromSource,
    sharesSession: true,
    ...wishes,
    env: { LOG_LEVEL: 'info', ...wishes.env },
    ...(lines && {
      through: async (from: string, to: string, port: number) => {
        const line = await cuttableConnection(port);
        made.set(`${from} ${to}`, line);
        return line.port;
      },
    }),
  });
  const stop = async () => {
    await cluster.stop();
    for (const line of made.values()) await line.close();
    for (const disk of disks.values()) disk.unmount();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const [member, kB] of Object.entries(smallDisks ? diskSizes : {})) disks.set(member, smallDisk(join(folder, member), kB));
    await cluster.start();
  } catch (failure) {
    await stop();
    throw failure;
  }
  const linkAt = (at: string, person: string) => {
    const found = cluster.links(at).find((link) => link.name === person);
    if (!found) throw new Error(`nobody is called ${person}`);
    return found.url;
  };
  const ask = async (...words: string[]): Promise<unknown> => {
    const client = createClient({
      RESP: 2,
      socket: { port: cluster.ports.redis ?? 0, host: '127.0.0.1', reconnectStrategy: false },
    });
    client.on('error', () => undefined); // the question itself fails
    await client.connect();
    try {
      return await client.sendCommand(words);
    } finally {
      client.destroy();
    }
  };
  const named = (kind: string) => cluster.names.filter((name) => name.startsWith(kind));
  return {
    folder,
    url: cluster.url,
    apps: named('app').map((name) => ({
      name,
      url: cluster.urlOf(name),
      link: (person) => linkAt(name, person),
    })),
    nodes: named('node').map((name) => ({ name, url: cluster.urlOf(name), udpPort: cluster.udpPorts[name] ?? 0, ...cluster.keys })),
    line(from, to) {
      const line = made.get(`${from} ${to}`);
      if (!line) throw new Error(`${from} has no line to ${to}`);
      return line;
    },
    disk(member) {
      const disk = disks.get(member);
      if (!disk) throw new Error(`${member} has no disk of its own`);
      return disk;
    },
    databaseUrl: `postgresql://postgres@127.0.0.1:${cluster.ports.postgres}/postgres`,
    secret: async () => (await readFile(join(folder, 'secret'), 'utf8')).trim(),
    redis: ask,
    async carriers() {
      const [key = ''] = (await ask('KEYS', 'balint:{*}:lines')) as string[];
      const presence = (await ask('HGETALL', key)) as string[];
      return new Set(presence.filter((_, i) => i % 2 === 1 && presence[i - 1]?.startsWith('socket/'))).size;
    },
    async mediaNames() {
      const keys = (await ask('KEYS', 'balint:{*}:media')) as string[];
      return Promise.all(keys.map(async (key) => String(await ask('GET', key))));
    },
    async nodeOf(name) {
      const id = String(await ask('HGET', 'room_node_map', name));
      const node = named('node').find((each) =>
        cluster.said(each).some((line) => line.includes('starting LiveKit server') && line.includes(id)),
      );
      if (!node) throw new Error(`no node has ${name}`);
      return node;
    },
    link: (person) => linkAt('balancer', person),
    kill: (member, signal) => cluster.kill(member, signal),
    start: (member) => cluster.startMember(member),
    freeze: (member) => cluster.signal(member, 'SIGSTOP'),
    thaw: (member) => cluster.signal(member, 'SIGCONT'),
    pid: (member) => cluster.pid(member),
    said: (member) => cluster.said(member),
    stop,
  };
}
