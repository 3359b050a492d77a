// What the load runs on: two app servers from the build, on their own Redis and PostgreSQL; and the floor's two servers.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { alsoEnd } from './endings.ts';
import { familyCpuMs, parentOf } from './machine-use.ts';
import { startApp } from './measured-app.ts';
import { MeasuredProcess, type Used } from './measured-process.ts';
import { seedSecret } from './rooms-seed.ts';

export interface Servers {
  readonly urls: readonly string[];
  readonly processes: readonly MeasuredProcess[];
}

export interface Ground {
  readonly redis: TestRedis;
  readonly postgres: TestPostgres;
}

/** For all app servers, Redis, and PostgreSQL with all its processes. */
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
  const apps = [];
  for (let i = 0; i < count; i++) {
    const shared = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, SECRET: seedSecret };
    apps.push(await startApp({ ...shared, LIVEKIT_BIN: '', LIVEKIT_MISSING: 'this load does without it' }));
  }
  return { urls: apps.map(({ url }) => url), processes: apps.map(({ process }) => process) };
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
    return familyCpuMs(parentOf(rows[0]?.pid ?? 0));
  } finally {
    await client.end();
  }
}
