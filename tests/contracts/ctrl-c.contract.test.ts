// Ctrl-C arrives twice: from the terminal, and passed on by npm. Each command treats it as one request, ends with 0, and leaves nothing running.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { livekitBinary } from '../support/livekit.ts';
import { programOf } from '../support/programs.ts';

let folder: string;
let started: ChildProcess[];
/** As long as a busy machine needs, which may have to build first. */
const patience = { timeout: 300_000, interval: 50 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balint-ctrl-c-'));
  started = [];
});

afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** All it printed until it was ready. */
  readonly said: string;
}

/** Resolves when it has printed what it prints when ready. */
async function start(args: readonly string[], sign: RegExp, env: Readonly<Record<string, string>> = {}): Promise<Started> {
  return startProgram(process.execPath, args, sign, env);
}

async function startProgram(
  program: string,
  args: readonly string[],
  sign: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(program, args, {
    // Its own process group, as a terminal gives it.
    detached: program === 'npm',
    env: { ...process.env, DATA_DIR: folder, PORT: '0', LIVEKIT_BIN: livekitBinary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  await vi.waitFor(() => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
    expect(said).toMatch(sign);
  }, patience);
  return { child, said };
}

/** As the terminal and npm do it, and then again and again until it has ended. Answers with the exit code, null after a signal. */
async function ctrlC({ child }: Started): Promise<number | null> {
  const again = setInterval(() => child.kill('SIGINT'), 1);
  const [code] = await once(child, 'exit');
  clearInterval(again);
  return code;
}

/** The commands still running on this test's folder, and the note file of a server that had no time to remove it. */
function leftOver(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return [...lines.filter((line) => line.includes(folder)), ...readdirSync(folder).filter((name) => name === 'server.json')];
}

test('the server, and the LiveKit it has started', async () => {
  const server = await start(programOf('server/main.ts'), /^ready /m);
  expect(leftOver()).not.toEqual([]);
  expect(await ctrlC(server)).toBe(0);
  expect(leftOver()).toEqual([]);
});

// Whatever that interrupts is no fault that anybody has to mend.
test('the server while it starts, at each of its steps', async () => {
  for (const step of ['database/PG_VERSION', 'secret', 'keys', 'rooms', 'livekit']) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const child = spawn(process.execPath, programOf('server/main.ts'), {
      env: { ...process.env, DATA_DIR: folder, PORT: '0', LIVEKIT_BIN: livekitBinary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const ended = once(child, 'exit');
    await vi.waitFor(() => expect(existsSync(join(folder, step))).toBe(true), { ...patience, interval: 1 });
    child.kill('SIGINT');
    expect(await ended, `${step}: ${said}`).toEqual([0, null]);
    expect(said, step).toMatch(/Closing…\s*$/);
  }
});

test('npm start, and a rehearsal that has joined it', async () => {
  const server = await start(['scripts/start.mjs'], /^ready /m);
  const rehearsal = await start(['scripts/start.mjs', '--rehearse'], /in the room\./, { REHEARSE_NUMBER: '1' });
  expect(await ctrlC(rehearsal)).toBe(0);
  expect(await ctrlC(server)).toBe(0);
  expect(leftOver()).toEqual([]);
}, 400_000);

// Debian's shell would die of the signal before the server has closed, so Node must replace it where possible (`exec`).
test('npm start in a terminal, which tells npm, its shell and the server at once', async () => {
  const { child } = await startProgram('npm', ['start'], /^ready /m);
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(leftOver()).toEqual([]);
}, 400_000);

test('npm run dev, on any free port', async () => {
  // Anything that falls back on the default port finds it taken.
  const other = createServer();
  await new Promise((listening) => other.once('error', listening).listen(3000, '127.0.0.1', () => listening(null)));
  onTestFinished(() => void other.close());
  const development = await start(['scripts/start.mjs', '--watch'], /^ready /m, { PAGE_PORT: String(await freeTcpPort()) });
  const link = /http:\S+\/in\/\S+/.exec(development.said)?.[0] ?? '';
  expect((await fetch(link)).status).toBe(200);
  expect(await ctrlC(development)).toBe(0);
  expect(leftOver()).toEqual([]);
}, 400_000);
