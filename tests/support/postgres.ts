// A real PostgreSQL server for one test file: on a spare port, in a folder of its own, gone afterwards.
import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { spawnLeashed } from './leashed.ts';

/** The folder of PostgreSQL's programs. */
export const postgresPrograms = [
  process.env.POSTGRES_BIN ?? '',
  '/usr/lib/postgresql/15/bin',
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
].find(existsSync);

export interface TestPostgres {
  readonly url: string;
  /** The folder of its files. */
  readonly folder: string;
  /** Kills it abruptly; `start` brings it back on the same port with what it had. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Alive but not answering while `meanwhile` runs. */
  freeze(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** The server refuses to run as root. */
function otherThanRoot(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function startPostgres(): Promise<TestPostgres> {
  if (!postgresPrograms)
    throw new Error('PostgreSQL 15 or newer is not installed in /usr/lib/postgresql; `npm test` installs it or says how');
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-postgres-'));
  const who = otherThanRoot();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  execFileSync(join(postgresPrograms, 'initdb'), ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...who,
    cwd: folder,
  });
  const port = await freeTcpPort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'timezone=Asia/Kolkata'];
  const launch = async () => {
    const server = spawnLeashed(
      join(postgresPrograms, 'postgres'),
      ['-D', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
      { ...who, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
      'SIGQUIT', // its children go with it
    );
    await readiness(server);
    return server;
  };
  let server = await launch();
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    folder,
    // Its own immediate shutdown: after SIGKILL its children would outlive it for a while and hold the folder.
    kill: () => end('SIGQUIT'),
    start: async () => {
      server = await launch();
    },
    freeze: async (meanwhile) => {
      const all = [String(server.pid), ...childrenOf(server.pid ?? 0)].map(Number);
      for (const pid of all) process.kill(pid, 'SIGSTOP');
      try {
        await meanwhile();
      } finally {
        for (const pid of all) process.kill(pid, 'SIGCONT');
      }
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): string[] {
  return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

async function readiness(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface({ input: server.stderr as NodeJS.ReadableStream });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL ended at its start:\n${said.join('\n')}`)));
  });
}
