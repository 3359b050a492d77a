// What the load runs on: two app servers as they are built, on one Redis and one PostgreSQL of their own; and the floor's two servers.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { alsoEnd } from './endings.ts';
import { MeasuredProcess, type Used } from './measured-process.ts';

const built = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export interface Servers {
  readonly urls: readonly string[];
  readonly processes: readonly MeasuredProcess[];
}

export interface Ground {
  readonly redis: TestRedis;
  readonly postgres: TestPostgres;
}

/** Of all app servers, of Redis, and of PostgreSQL with all its processes. */
export interface Spent {
  readonly apps: readonly Used[];
  readonly redisMs: number;
  readonly redisKb: number;
  readonly postgresMs: number;
}

export async function startGround(): Promise<Ground> {
  const redis = alsoEnd(await startRedis(), (started) => started.stop());
  const postgres = alsoEnd(await startPostgres(), (started) => started.stop());
  return { redis, postgres };
}

export async function startApps({ redis, postgres }: Ground, count = 2): Promise<Servers> {
  const urls: string[] = [];
  const processes: MeasuredProcess[] = [];
  for (let i = 0; i < count; i++) {
    const folder = await mkdtemp(join(tmpdir(), 'balint-load-'));
    alsoEnd(folder, (made) => rm(made, { recursive: true, force: true }));
    const started = await MeasuredProcess.start([...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? []), built], {
      PORT: '0',
      DATA_DIR: folder,
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      SECRET: 'a secret that the servers of this load share',
      LIVEKIT_BIN: '',
      LIVEKIT_URL: '',
      LIVEKIT_MISSING: 'this load does without it',
      LOG_LEVEL: 'warn',
    });
    processes.push(alsoEnd(started, (running) => running.end()));
    urls.push((JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as { url: string }).url);
  }
  return { urls, processes };
}

export async function startBareServers({ redis }: Ground, viewBytes: number, entryBytes: number): Promise<Servers> {
  const script = fileURLToPath(new URL('./rooms-bare-process.ts', import.meta.url));
  const args = ['--import', 'tsx', script, redis.url, String(viewBytes), String(entryBytes)];
  const processes = await Promise.all([0, 1].map(() => MeasuredProcess.start(args, {})));
  for (const started of processes) alsoEnd(started, (running) => running.end());
  return { processes, urls: processes.map(({ said }) => /^ready (\S+)/m.exec(said)?.[1] ?? '') };
}

export async function spentBy({ processes }: Servers, { redis, postgres }: Ground, clean = false): Promise<Spent> {
  const apps: Used[] = [];
  for (const app of processes) apps.push(await app.used({ clean }));
  const info = String(await redis.ask('INFO'));
  const told = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0);
  return {
    apps,
    redisMs: (told('used_cpu_user') + told('used_cpu_sys')) * 1000,
    redisKb: told('used_memory') / 1024,
    postgresMs: await postgresMs(postgres),
  };
}

async function postgresMs({ url }: TestPostgres): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const postmaster = statOf(rows[0]?.pid ?? 0)[1] ?? 0;
    const family = execFileSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    return [...family.map(Number), postmaster].reduce((sum, pid) => sum + cpuMsOf(pid), 0);
  } finally {
    await client.end();
  }
}

/** User and system time of one process, with that of its children that have ended. */
export function cpuMsOf(pid: number): number {
  const stat = statOf(pid);
  return (stat.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond) * 1000;
}

/** From the third field of /proc/PID/stat on; empty for a process that is gone. The state, a letter, is read as NaN. */
function statOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
