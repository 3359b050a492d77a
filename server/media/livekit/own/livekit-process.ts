// Starts LiveKit and keeps it running: restarts it when it dies or stops answering, and ends it with us. Knows nothing of rooms and people.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import type { Clock } from '../../../ports/clock.ts';
import { CannotStart } from '../../../process/cannot-start.ts';
import { whyNot } from '../../../process/why-not.ts';
import { type LiveKitAddress, LiveKitGateway } from '../livekit-gateway.ts';
import { freeTcpPort, freeTcpPortEverywhere, freeUdpPort, isTcpPortFree, isUdpPortFree } from './free-ports.ts';
import { type LiveKitPorts, livekitConfig } from './livekit-config.ts';
import { logFromLiveKit } from './livekit-log.ts';
import { LiveKitTroubles } from './livekit-troubles.ts';
import { endStaleLiveKit } from './stale-livekit.ts';

export interface LiveKitProcessOptions {
  readonly binary: string;
  /** Contains `livekit/`: the configuration with its keys, readable by us alone. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Called at each change; it starts as down. `isRefusing`: it runs, but rejects whatever we sign. */
  readonly onChange?: (isUp: boolean, isRefusing: boolean) => void;
  /** The address at which browsers reach the media port. Default: 127.0.0.1. */
  readonly mediaIp?: string;
  /** Default: any free one. */
  readonly mediaUdpPort?: number;
  /** Default: any free one if browsers of other machines are to reach it, else none. */
  readonly mediaTcpPort?: number;
}

const firstWait = 100;
const longestWait = 5000;
/** If it ran this long, it died of something new. */
const steadyAfter = 10_000;
const startingLook = 50;
const steadyLook = 1000;
/** Running without answering for this long counts as dead; a start may take as long. */
const patience = 8000;
/** But it is not dead because we were asleep: it must have left at least this many checks unanswered. */
const fewestLooks = 5;
const lookPatience = 1000;

export async function mustBeAProgram(binary: string): Promise<void> {
  const no = (why: string, cause?: unknown) =>
    new CannotStart(`LIVEKIT_BIN=${binary} is not a program that can be started: ${why}.`, cause);
  const found = await access(binary, constants.X_OK)
    .then(() => stat(binary))
    .catch((cause: unknown) => {
      throw no(whyNot(cause), cause);
    });
  if (!found.isFile()) throw no('it is no file');
}

export class LiveKitProcess {
  readonly #options: LiveKitProcessOptions;
  readonly #directory: string;
  readonly #configFile: string;
  readonly #pidFile: string;
  readonly #keys = { apiKey: `room${randomBytes(8).toString('hex')}`, apiSecret: randomBytes(36).toString('base64url') };
  readonly #gateway: LiveKitGateway;
  readonly #address: LiveKitAddress;
  readonly #troubles: LiveKitTroubles;
  #ports: LiveKitPorts = { http: 0, udp: 0 };
  #webhookUrl = '';
  #supervisor: ChildProcess | null = null;
  #wait = firstWait;
  #isUp = false;
  #isRefusing = false;
  #hasAnswered = false;
  #stopping = false;
  #cancelTimer = () => {};

  constructor(options: LiveKitProcessOptions) {
    this.#options = options;
    this.#directory = resolve(options.dataDir, 'livekit');
    this.#configFile = join(this.#directory, 'livekit.yaml');
    this.#pidFile = join(this.#directory, 'livekit.pid');
    const url = () => `http://127.0.0.1:${this.#ports.http}`;
    this.#address = {
      ...this.#keys,
      get url() {
        return url();
      },
    };
    this.#gateway = new LiveKitGateway(this.#address);
    this.#troubles = new LiveKitTroubles(options.binary, options.log);
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Its address and keys. The port may still change until it has answered once: a free port may be taken a moment later. */
  get address(): LiveKitAddress {
    return this.#address;
  }

  /** `onChange` says when it answers. Its notices go to `webhookUrl`. Throws `CannotStart`. */
  async start(webhookUrl: string): Promise<LiveKitAddress> {
    this.#webhookUrl = webhookUrl;
    await mustBeAProgram(this.#options.binary);
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await endStaleLiveKit(this.#pidFile, this.#configFile);
      await this.#configure();
    } catch (cause) {
      if (cause instanceof CannotStart) throw cause;
      throw new CannotStart(`${this.#directory} cannot be written: ${whyNot(cause)}. Fix that, or choose another DATA_DIR.`, cause);
    }
    this.#launch();
    return this.#address;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer();
    const supervisor = this.#supervisor;
    if (supervisor && supervisor.exitCode === null && supervisor.signalCode === null) {
      const gone = new Promise((done) => supervisor.once('exit', done));
      supervisor.stdin?.end();
      await gone;
    }
    await rm(this.#pidFile, { force: true });
  }

  async #configure(): Promise<void> {
    const { mediaIp = '127.0.0.1', mediaUdpPort: udp, mediaTcpPort: tcp } = this.#options;
    if (udp !== undefined && !(await isUdpPortFree(udp))) throw new CannotStart(taken('MEDIA_UDP_PORT', udp));
    if (tcp !== undefined && !(await isTcpPortFree(tcp))) throw new CannotStart(taken('MEDIA_TCP_PORT', tcp));
    // This machine's own browsers need no TCP port, and LiveKit would open it on every address.
    const isForOthers = !mediaIp.startsWith('127.');
    const anyTcp = tcp ?? (isForOthers ? await freeTcpPortEverywhere() : undefined);
    this.#ports = {
      http: await freeTcpPort(),
      udp: udp ?? (await freeUdpPort()),
      ...(anyTcp !== undefined && { tcp: anyTcp }),
    };
    const address = { ...this.#keys, url: this.#address.url };
    const config = livekitConfig({ address, ports: this.#ports, mediaIp, webhookUrl: this.#webhookUrl });
    await rm(this.#configFile, { force: true });
    await writeFile(this.#configFile, config, { mode: 0o600 });
  }

  #launch(): void {
    if (this.#stopping) return;
    const { binary, clock, log } = this.#options;
    const startedAt = clock.now();
    // In a terminal, its own process group: Ctrl-C is for us to handle, in our order. Elsewhere it stays in our session: many Linux kernels share
    // the processor out by session first, and the media server must not wait while we run.
    const supervisor = spawn(process.execPath, [...supervisorScript(), this.#pidFile, binary, '--config', this.#configFile], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY),
    });
    this.#supervisor = supervisor;
    const { stdin, stdout, stderr }: Partial<ChildProcess> = supervisor; // none where no file may be opened any more
    this.#troubles.launched();
    const hear = (line: string) => {
      const told = line.replaceAll(this.#keys.apiSecret, '[token]');
      logFromLiveKit(log, told);
      this.#troubles.heard(told);
    };
    for (const input of [stdout, stderr]) if (input) createInterface({ input }).on('line', hear);
    stdin?.on('error', () => {});
    // One that could not be started ends without having begun: that is told as an error, and by no exit.
    supervisor.once('error', (err) => {
      this.#troubles.failed(err, 'the media server could not be started');
      this.#ended();
    });
    supervisor.once('exit', (code) => {
      if (clock.now() - startedAt > steadyAfter) this.#wait = firstWait;
      if (!this.#stopping) this.#troubles.ended(code, this.#wait);
      this.#ended();
    });
    this.#watch(supervisor, startedAt);
  }

  #ended(): void {
    this.#supervisor = null;
    this.#cancelTimer();
    this.#tell(false, false);
    if (this.#stopping) return;
    this.#cancelTimer = this.#options.clock.after(this.#wait, () => void this.#launchAgain());
    this.#wait = Math.min(this.#wait * 2, longestWait);
  }

  /** A supervisor that was killed has left its LiveKit behind, which holds our ports. Whatever stands in the way may be gone at the next try. */
  async #launchAgain(): Promise<void> {
    try {
      await endStaleLiveKit(this.#pidFile, this.#configFile);
      if (!this.#hasAnswered) await this.#configure();
      this.#launch();
    } catch (cause) {
      this.#troubles.failed(cause, 'the media server cannot be set up');
      this.#ended();
    }
  }

  /** Checks until it answers, then regularly whether it still does. One that refuses us is not dead: after a restart it would refuse again. */
  #watch(supervisor: ChildProcess, lastSeenAt: number, looks = 0): void {
    const { clock } = this.#options;
    this.#cancelTimer = clock.after(this.#isUp || this.#isRefusing ? steadyLook : startingLook, async () => {
      const health = await this.#gateway.health(lookPatience);
      if (supervisor !== this.#supervisor || supervisor.exitCode !== null || supervisor.signalCode !== null || this.#stopping)
        return;
      const answers = health === 'up' || health === 'refusing';
      if (answers) this.#troubles.answered();
      if (answers) this.#tell(health === 'up', health === 'refusing');
      this.#hasAnswered ||= answers;
      if (!answers && looks >= fewestLooks && clock.now() - lastSeenAt > patience) {
        this.#troubles.doesNotAnswer();
        this.#tell(false, false);
        supervisor.stdin?.end();
        return;
      }
      this.#watch(supervisor, answers ? clock.now() : lastSeenAt, answers ? 0 : looks + 1);
    });
  }

  #tell(isUp: boolean, isRefusing: boolean): void {
    if (isUp === this.#isUp && isRefusing === this.#isRefusing) return;
    this.#isUp = isUp;
    this.#isRefusing = isRefusing;
    this.#options.onChange?.(isUp, isRefusing);
  }
}

const taken = (name: string, port: number) => `${name}=${port} is taken. Stop what uses it, or choose another.`;

/** The supervisor stands beside this file, as TypeScript in the source tree and as JavaScript once built. */
function supervisorScript(): string[] {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return [fileURLToPath(new URL('./livekit-supervisor.js', here))];
  const loader = pathToFileURL(createRequire(here).resolve('tsx')).href;
  return ['--import', loader, fileURLToPath(new URL('./livekit-supervisor.ts', here))];
}
