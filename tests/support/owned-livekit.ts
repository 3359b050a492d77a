// A real LiveKit under the test's control: killed, kept down for as long as wanted, back on the same ports with the same keys.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type LiveKitAddress, LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import { freeTcpPort, freeUdpPort } from '../../server/media/livekit/own/free-ports.ts';
import { livekitConfig } from '../../server/media/livekit/own/livekit-config.ts';
import { spawnLeashed } from './leashed.ts';
import { livekitBinary } from './livekit.ts';

const lookEveryMs = 20;
const patienceMs = 60_000;

export class OwnedLiveKit {
  readonly address: LiveKitAddress;
  readonly #folder: string;
  #child: ChildProcess | null = null;

  constructor(address: LiveKitAddress, folder: string) {
    this.address = address;
    this.#folder = folder;
  }

  /** What an app is told about it. */
  get env(): Readonly<Record<string, string>> {
    const { url, apiKey, apiSecret } = this.address;
    return { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
  }

  /** Resolves at the first moment it answers. */
  async start(): Promise<void> {
    this.#child = spawnLeashed(livekitBinary, ['--config', join(this.#folder, 'livekit.yaml')], { stdio: 'ignore' });
    const gateway = new LiveKitGateway(this.address);
    const deadline = Date.now() + patienceMs;
    while (!(await gateway.isUp())) {
      if (Date.now() > deadline) throw new Error('LiveKit does not answer');
      await pause(lookEveryMs);
    }
  }

  /** The same LiveKit with another pair of keys from its next start on. */
  async withOtherKeys(): Promise<OwnedLiveKit> {
    const file = join(this.#folder, 'livekit.yaml');
    const address = { ...this.address, ...newKeys() };
    const config = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const keys = { [address.apiKey]: address.apiSecret };
    const webhook = { ...(config.webhook as object), api_key: address.apiKey };
    await writeFile(file, JSON.stringify({ ...config, keys, webhook }), { mode: 0o600 });
    return new OwnedLiveKit(address, this.#folder);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function newKeys(): Pick<LiveKitAddress, 'apiKey' | 'apiSecret'> {
  return { apiKey: `test${randomBytes(8).toString('hex')}`, apiSecret: randomBytes(36).toString('base64url') };
}

/** Not yet started. `more` is laid over the product's own configuration, section by section. */
export async function ownLiveKit(webhookUrl: string, more: Readonly<Record<string, object>> = {}): Promise<OwnedLiveKit> {
  const folder = await mkdtemp(join(tmpdir(), 'balint-livekit-'));
  const ports = { http: await freeTcpPort(), udp: await freeUdpPort() };
  const address = {
    url: `http://127.0.0.1:${ports.http}`,
    ...newKeys(),
  };
  const config = JSON.parse(livekitConfig({ address, ports, mediaIp: '127.0.0.1', webhookUrl })) as Record<string, object>;
  for (const [section, change] of Object.entries(more)) config[section] = { ...config[section], ...change };
  await writeFile(join(folder, 'livekit.yaml'), JSON.stringify(config), { mode: 0o600 });
  return new OwnedLiveKit(address, folder);
}
