// Starts LiveKit and keeps it: anew when it dies or falls mute, gone when we are gone. Knows nothing of rooms and people.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import type { Clock } from '../ports.ts';
import { freeTcpPort, freeUdpPort } from './free-ports.ts';
import { livekitConfig } from './livekit-config.ts';
import { type LiveKitAddress, LiveKitGateway } from './livekit-gateway.ts';
import { logLiveKitLine } from './livekit-log.ts';
import { endStaleLiveKit } from './stale-livekit.ts';

export interface LiveKitProcessOptions {
  readonly binary: string;
  /** Holds `livekit/`: the configuration with its keys, readable by us alone. */
  readonly dataDir: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Told at each change; it starts down. */
  readonly onChange?: (isUp: boolean) => void;
  /** Where browsers reach the media port: default 127.0.0.1. */
  readonly mediaIp?: string;
  /** Default: any free one. */
  readonly mediaUdpPort?: number;
}

const firstWait = 100;
const longestWait = 5000;
/** One that has run this long died of something new. */
const steadyAfter = 10_000;
const startingLook = 50;
const steadyLook = 1000;
/** Alive but mute this long counts as dead; a start may take so long too. */
const patience = 8000;

export class LiveKitProcess {
  readonly #options: LiveKitProcessOptions;
  readonly #configFile: string;
  readonly #pidFile: string;
  #gateway: LiveKitGateway | null = null;
  #leash: ChildProcess | null = null;
  #wait = firstWait;
  #isUp = false;
  #stopping = false;
  #cancelTimer = () => {};

  constructor(options: LiveKitProcessOptions) {
    this.#options = options;
    const directory = resolve(options.dataDir, 'livekit');
    this.#configFile = join(directory, 'livekit.yaml');
    this.#pidFile = join(directory, 'livekit.pid');
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Resolves when the address is known; `onChange` tells when LiveKit answers there. The address never changes again. */
  async start(): Promise<LiveKitAddress> {
    const { dataDir, webhookUrl, mediaIp = '127.0.0.1', mediaUdpPort } = this.#options;
    await mkdir(join(resolve(dataDir), 'livekit'), { recursive: true, mode: 0o700 });
    await endStaleLiveKit(this.#pidFile, this.#configFile);
    const ports = { http: await freeTcpPort(), udp: mediaUdpPort ?? (await freeUdpPort()) };
    const address = {
      url: `http://127.0.0.1:${ports.http}`,
      apiKey: `room${randomBytes(8).toString('hex')}`,
      apiSecret: randomBytes(36).toString('base64url'),
    };
    await rm(this.#configFile, { force: true });
    await writeFile(this.#configFile, livekitConfig({ address, ports, mediaIp, webhookUrl }), { mode: 0o600 });
    this.#gateway = new LiveKitGateway(address);
    this.#launch();
    return address;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer();
    const leash = this.#leash;
    if (leash && leash.exitCode === null && leash.signalCode === null) {
      const gone = new Promise((done) => leash.once('exit', done));
      leash.stdin?.end();
      await gone;
    }
    await rm(this.#pidFile, { force: true });
  }

  #launch(): void {
    if (this.#stopping) return;
    const { binary, clock, log } = this.#options;
    const startedAt = clock.now();
    // A group of its own: Ctrl-C in a terminal is ours to answer, in our order.
    const leash = spawn(process.execPath, [...leashScript(), this.#pidFile, binary, '--config', this.#configFile], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.#leash = leash;
    for (const stream of [leash.stdout, leash.stderr]) {
      createInterface({ input: stream }).on('line', (line) => logLiveKitLine(log, line));
    }
    leash.stdin.on('error', () => {});
    leash.once('error', (error) => log.warn({ err: error }, 'the media server could not be started'));
    leash.once('exit', (code) => {
      this.#cancelTimer();
      this.#tell(false);
      if (this.#stopping) return;
      if (clock.now() - startedAt > steadyAfter) this.#wait = firstWait;
      log.warn({ code, againInMs: this.#wait }, 'the media server has ended');
      this.#cancelTimer = clock.after(this.#wait, () => void this.#launchAgain());
      this.#wait = Math.min(this.#wait * 2, longestWait);
    });
    this.#watch(leash, startedAt);
  }

  /** A leash that was killed has left its LiveKit behind, which holds our ports. */
  async #launchAgain(): Promise<void> {
    await endStaleLiveKit(this.#pidFile, this.#configFile);
    this.#launch();
  }

  /** Asks until it answers, then now and again whether it still does. */
  #watch(leash: ChildProcess, lastSeenAt: number): void {
    const { clock, log } = this.#options;
    this.#cancelTimer = clock.after(this.#isUp ? steadyLook : startingLook, async () => {
      const answers = await this.#gateway?.isUp();
      if (leash !== this.#leash || leash.exitCode !== null || leash.signalCode !== null || this.#stopping) return;
      if (answers) this.#tell(true);
      if (!answers && clock.now() - lastSeenAt > patience) {
        log.warn('the media server does not answer and is started anew');
        this.#tell(false);
        leash.stdin?.end();
        return;
      }
      this.#watch(leash, answers ? clock.now() : lastSeenAt);
    });
  }

  #tell(isUp: boolean): void {
    if (isUp === this.#isUp) return;
    this.#isUp = isUp;
    this.#options.onChange?.(isUp);
  }
}

/** The leash stands beside this file, as TypeScript in the source tree and as JavaScript once built. */
function leashScript(): string[] {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return [fileURLToPath(new URL('./livekit-leash.js', here))];
  const loader = pathToFileURL(createRequire(here).resolve('tsx')).href;
  return ['--import', loader, fileURLToPath(new URL('./livekit-leash.ts', here))];
}
