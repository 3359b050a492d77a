// LiveKit is kept running: it comes back when it dies, it ends when we do, whatever ends us, and its notices are signed.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveKitGateway, noticeReceiver, type ReceiveNotice } from '../../server/media/livekit/livekit-gateway.ts';
import { freeTcpPortEverywhere } from '../../server/media/livekit/own/free-ports.ts';
import { LiveKitProcess, type LiveKitProcessOptions } from '../../server/media/livekit/own/livekit-process.ts';
import { livekitWebhook } from '../../server/media/livekit/webhook.ts';
import { CannotStart } from '../../server/process/cannot-start.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { startBot } from '../support/bot-process.ts';
import { livekitBinary } from '../support/livekit.ts';

const everything = { mayHear: true, mayBeHeard: true, mayBeSeen: true };
const nowhere = 'http://127.0.0.1:9/none';
const wait = { timeout: 60_000 };
/** One that has not answered for eight seconds is restarted. */
const longerThanItsPatience = 10_000;
let dataDir: string;
let changes: boolean[];
let refusals: boolean[];
let logged: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'balint-livekit-process-'));
  changes = [];
  refusals = [];
  logged = [];
});

afterEach(async () => {
  for (const pid of running()) process.kill(pid, 'SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

function newProcess(more: Partial<LiveKitProcessOptions> = {}): LiveKitProcess {
  const log = { debug: (...words: unknown[]) => void logged.push(JSON.stringify(words)), warn: () => {} };
  return new LiveKitProcess({
    binary: livekitBinary,
    dataDir,
    clock: systemClock,
    log,
    ...more,
    onChange: (isUp, isRefusing) => {
      changes.push(isUp);
      refusals.push(isRefusing);
    },
  });
}

/** Pids whose command names this test's configuration: the supervisor and LiveKit. */
interface Running {
  readonly pid: number;
  readonly parent: number;
}

function processes(): Running[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const ours = lines.filter((line) => line.includes(dataDir) && line.includes('livekit.yaml'));
  return ours.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent };
  });
}

const running = () => processes().map(({ pid }) => pid);

/** LiveKit is its supervisor's child. */
function pids(): { readonly supervisor: number; readonly livekit: number } {
  const all = processes();
  const livekit = all.find(({ parent }) => all.some(({ pid }) => pid === parent));
  if (!livekit) throw new Error('LiveKit does not run under its supervisor');
  return { supervisor: livekit.parent, livekit: livekit.pid };
}

/** Resolves when LiveKit is up, started by a process that can be killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const source = `
    import { LiveKitProcess } from '${pathToFileURL(join(process.cwd(), 'server/media/livekit/own/livekit-process.ts'))}';
    import { systemClock } from '${pathToFileURL(join(process.cwd(), 'server/process/system-clock.ts'))}';
    const log = { debug() {}, warn() {} };
    const onChange = () => console.log('up');
    const options = { binary: '${livekitBinary}', dataDir: '${dataDir}', clock: systemClock, log, onChange };
    await new LiveKitProcess(options).start('http://127.0.0.1:9/');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}

const tcpPortSet = async () =>
  (JSON.parse(await readFile(join(dataDir, 'livekit', 'livekit.yaml'), 'utf8')) as { rtc: { tcp_port: number } }).rtc.tcp_port;

describe('LiveKit', () => {
  test('takes media over TCP at the given port, and does not start if that is taken', async () => {
    const port = await freeTcpPortEverywhere();
    const inTheWay = createServer().listen(port);
    await once(inTheWay, 'listening');
    const livekit = newProcess({ mediaTcpPort: port });
    await expect(livekit.start(nowhere)).rejects.toThrow(
      new CannotStart(`MEDIA_TCP_PORT=${port} is taken. Stop what uses it, or choose another.`),
    );
    inTheWay.close();
    await once(inTheWay, 'close');
    await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    expect(await takesConnections(port)).toBe(true);
    await livekit.stop();
  });

  test('takes media over TCP at any free port if it is for other machines, and not at all if it is only for this one', async () => {
    const own = newProcess();
    await own.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    expect(await tcpPortSet()).toBe(0);
    await own.stop();
    const forOthers = newProcess({ mediaIp: '192.0.2.1' });
    await forOthers.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true, false, true]);
    expect(await takesConnections(await tcpPortSet())).toBe(true);
    await forOthers.stop();
  });

  test('has its keys in a file for us alone, comes back at the same address after it was killed, and is gone after stop', async () => {
    const livekit = newProcess();
    const address = await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    expect((await stat(join(dataDir, 'livekit', 'livekit.yaml'))).mode & 0o777).toBe(0o600);
    expect(address.apiSecret.length).toBeGreaterThanOrEqual(40);

    process.kill(pids().livekit, 'SIGKILL');
    await expect.poll(() => changes, wait).toEqual([true, false, true]);
    expect(await new LiveKitGateway(address).isUp()).toBe(true);

    await livekit.stop();
    expect(running()).toEqual([]);
    expect(changes.at(-1)).toBe(false);
  });

  test('stays in our session where there is no terminal, so that the system gives it its share of the processor', async () => {
    const sessionOf = (pid: number) => execFileSync('ps', ['-o', 'sid=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
    const livekit = newProcess();
    await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    expect(running().map(sessionOf)).toEqual([sessionOf(process.pid), sessionOf(process.pid)]);
    await livekit.stop();
  });

  test('is gone when the process that started it is killed with -9', async () => {
    const starter = await startElsewhere();
    expect(running().length).toBe(2);
    starter.kill('SIGKILL');
    await expect.poll(running).toEqual([]);
  });

  test('is ended when its supervisor is killed, and restarted under a new one', async () => {
    const livekit = newProcess();
    await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    const left = pids().livekit;
    process.kill(pids().supervisor, 'SIGKILL');
    await expect.poll(() => changes, wait).toEqual([true, false, true]);
    expect(running()).not.toContain(left);
    await livekit.stop();
  });

  test('that refuses our keys is told apart from a dead one, and is not restarted', async () => {
    const livekit = newProcess();
    await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    const file = join(dataDir, 'livekit', 'livekit.yaml');
    const config = JSON.parse(await readFile(file, 'utf8')) as { webhook: object };
    const strange = { ...config, keys: { another: 'x'.repeat(40) }, webhook: { ...config.webhook, api_key: 'another' } };
    await writeFile(file, JSON.stringify(strange));
    process.kill(pids().livekit, 'SIGKILL');
    await expect.poll(() => refusals, wait).toEqual([false, false, true]);
    const stubborn = pids().livekit;
    await pause(longerThanItsPatience);
    expect(pids().livekit).toBe(stubborn);
    expect(changes).toEqual([true, false, false]);
    await livekit.stop();
  });

  test('left over without its supervisor by a crash is ended by the next start', async () => {
    const starter = await startElsewhere();
    const left = pids().livekit;
    starter.kill('SIGSTOP');
    process.kill(pids().supervisor, 'SIGKILL');
    starter.kill('SIGKILL');
    await expect.poll(running, wait).toEqual([left]);
    const livekit = newProcess();
    await livekit.start(nowhere);
    await expect.poll(() => changes, wait).toEqual([true]);
    expect(running()).not.toContain(left);
    await livekit.stop();
    expect(running()).toEqual([]);
  });
});

test('its notices are believed only when signed, and make the keeper look; no token is in the log', async () => {
  const app = Fastify();
  const kicked: string[] = [];
  let receive: ReceiveNotice = async () => null;
  await app.register(livekitWebhook, { receive: (...notice) => receive(...notice), kick: (room) => void kicked.push(room) });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const livekit = newProcess();
  const address = await livekit.start(`${url}/internal/livekit-webhook`);
  receive = noticeReceiver(address);
  await expect.poll(() => changes, wait).toEqual([true]);

  const gateway = new LiveKitGateway(address);
  const bot = await startBot();
  await gateway.openRoom('room');
  await bot.join(address.url, await gateway.mintPass('room', 'ben', everything));
  await expect.poll(() => kicked, wait).toContain('room');

  const forged = await fetch(`${url}/internal/livekit-webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', authorization: 'eyJhbGciOiJIUzI1NiJ9.e30.x' },
    body: JSON.stringify({ event: 'track_published', room: { name: 'forged' } }),
  });
  expect([forged.status, await forged.text()]).toEqual([401, '']);
  expect(kicked).not.toContain('forged');
  // An address with a wrong token makes LiveKit quote the token.
  await fetch(`${address.url}/rtc/validate?access_token=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln`);
  await bot.quit();
  await livekit.stop();
  await app.close();
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join('\n')).not.toMatch(/eyJ[\w-]{8}/);
  expect(await readFile(join(dataDir, 'livekit', 'livekit.yaml'), 'utf8')).toContain(address.apiSecret);
  expect(logged.join('\n')).not.toContain(address.apiSecret);
});
