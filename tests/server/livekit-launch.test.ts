// The media server beside us is tried again whatever stood in its way: Node being replaced under us, no process left to start, an odd file.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LiveKitProcess } from '../../server/media/livekit/own/livekit-process.ts';
import { systemClock as clock } from '../../server/process/system-clock.ts';

const patience = { timeout: 40_000, interval: 20 };

/** A program in LiveKit's place that leaves a mark beside its configuration. */
function stage(program: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'balint-launch-'));
  const binary = join(dataDir, 'program');
  writeFileSync(binary, `#!/bin/sh\ncd "$(dirname "$2")"\n${program}\n`);
  chmodSync(binary, 0o755);
  const said: string[] = [];
  const log = { debug: () => undefined, warn: (_: unknown, sentence: string) => void said.push(sentence) };
  const livekit = new LiveKitProcess({ binary, dataDir, clock, log: log as never });
  onTestFinished(async () => {
    await livekit.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { livekit, said, at: (name: string) => join(dataDir, 'livekit', name) };
}

test('a Node that is gone for a moment', async () => {
  const { livekit, said, at } = stage('touch began; exec sleep 60');
  const node = process.execPath;
  onTestFinished(() => {
    process.execPath = node;
  });
  process.execPath = '/none/node';
  await livekit.start('http://127.0.0.1:9/');
  await vi.waitFor(() => expect(said).toContain('the media server could not be started'), patience);
  process.execPath = node;
  await vi.waitFor(() => expect(existsSync(at('began'))).toBe(true), patience);
}, 90_000);

test('an odd file in the place of its own, until it is gone', async () => {
  const { livekit, said, at } = stage(
    'if [ -e first ]; then touch again; exec sleep 60; fi; touch first; rm -f livekit.pid; mkdir livekit.pid; exit 1',
  );
  await livekit.start('http://127.0.0.1:9/');
  await vi.waitFor(() => expect(said).toContain('the media server cannot be set up'), patience);
  rmSync(at('livekit.pid'), { recursive: true });
  await vi.waitFor(() => expect(existsSync(at('again'))).toBe(true), patience);
}, 90_000);
