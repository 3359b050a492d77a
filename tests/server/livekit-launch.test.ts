// The media server beside us is tried again whatever stood in its way: Node being replaced under us, no process left to start, an odd file.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LiveKitProcess } from '../../server/media/livekit/own/livekit-process.ts';
import { systemClock as clock } from '../../server/process/system-clock.ts';

const patience = { timeout: 40_000, interval: 20 };

/** A program in LiveKit's place that leaves a mark beside its configuration. */
function stage(program: string, shell = '/bin/sh') {
  const dataDir = mkdtempSync(join(tmpdir(), 'balint-launch-'));
  const binary = join(dataDir, 'program');
  writeFileSync(binary, `#!${shell}\ncd "$(dirname "$2")"\n${program}\n`);
  chmodSync(binary, 0o755);
  const said: string[] = [];
  const log = { debug: () => undefined, warn: (_: unknown, sentence: string) => void said.push(sentence) };
  const livekit = new LiveKitProcess({ binary, dataDir, clock, log: log as never });
  onTestFinished(async () => {
    await livekit.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { livekit, binary, said, at: (name: string) => join(dataDir, 'livekit', name) };
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

const begins = 'echo begun >> begun;';
const whatToDo =
  '. There is no sound and no picture until it runs; it is tried again every few seconds. Start it by hand to see more, or set LIVEKIT_BIN to a LiveKit for this machine.';

async function begun(path: string, times: number): Promise<void> {
  const count = () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);
  await vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(times), patience);
}

test('one that ends at once says why in one sentence, and again only when there is another reason', async () => {
  const { livekit, binary, said, at } = stage(
    `${begins} echo "begins as $$" >&2; cat why >&2; echo '{"level":"info","msg":"of its log"}' >&2; exit 3`,
  );
  mkdirSync(join(at('why'), '..'), { recursive: true });
  writeFileSync(at('why'), 'cannot run: wrong glibc\n');
  await livekit.start('http://127.0.0.1:9/');
  await begun(at('begun'), 5);
  const first = `LIVEKIT_BIN=${binary} ends at once: cannot run: wrong glibc${whatToDo}`;
  expect(said).toEqual(['the media server has ended', first]);
  writeFileSync(at('why'), 'cannot run: not enough memory\n');
  await vi.waitFor(() => expect(said).toHaveLength(3), patience);
  expect(said[2]).toBe(first.replace('wrong glibc', 'not enough memory'));
}, 120_000);

test('one whose interpreter or loader is not there says so', async () => {
  const { livekit, said } = stage('true', '/none/sh');
  await livekit.start('http://127.0.0.1:9/');
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/ends at once: what it needs to be started is not there/), patience);
}, 90_000);

test('its keys are not repeated, whatever it prints', async () => {
  const { livekit, said } = stage('secret=$(grep -A1 keys "$2" | tail -n 1); echo "refused: $secret" >&2; exit 1');
  const { apiSecret } = await livekit.start('http://127.0.0.1:9/');
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/ends at once: refused: .*\[token\]/), patience);
  expect(said.join()).not.toContain(apiSecret);
}, 90_000);
