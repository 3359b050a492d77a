// A real LiveKit for a test file, started as the product starts it. Binary: LIVEKIT_BIN, else the per-user cache.
// Use: `const livekit = await startLiveKit(); … livekit.gateway …; await livekit.stop();` (in beforeAll/afterAll).
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LiveKitAddress, LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import { LiveKitProcess } from '../../server/media/livekit/own/livekit-process.ts';
import { systemClock } from '../../server/process/system-clock.ts';

export const livekitBinary =
  process.env.LIVEKIT_BIN ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'balint-room', 'livekit-server-1.13.5');

export interface TestLiveKit {
  readonly address: LiveKitAddress;
  readonly gateway: LiveKitGateway;
  readonly process: LiveKitProcess;
  /** Of LiveKit's warnings, newest last. */
  readonly warnings: readonly string[];
  stop(): Promise<void>;
}

export async function startLiveKit(
  options: { webhookUrl?: string; onChange?: (isUp: boolean) => void } = {},
): Promise<TestLiveKit> {
  const dataDir = await mkdtemp(join(tmpdir(), 'balint-livekit-'));
  const warnings: string[] = [];
  let cameUp = () => {};
  const up = new Promise<void>((resolve) => {
    cameUp = resolve;
  });
  const livekit = new LiveKitProcess({
    binary: livekitBinary,
    dataDir,
    clock: systemClock,
    log: { debug: () => {}, warn: (...words: unknown[]) => void warnings.push(JSON.stringify(words)) },
    onChange: (isUp) => {
      if (isUp) cameUp();
      options.onChange?.(isUp);
    },
  });
  const address = await livekit.start(options.webhookUrl ?? 'http://127.0.0.1:9/unused');
  await up;
  return {
    address,
    gateway: new LiveKitGateway(address),
    process: livekit,
    warnings,
    async stop() {
      await livekit.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
