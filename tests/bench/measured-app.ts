// The app server from the build, in a folder of its own, measured while it runs.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alsoEnd } from './endings.ts';
import { MeasuredProcess } from './measured-process.ts';

const built = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

export interface MeasuredApp {
  readonly url: string;
  readonly folder: string;
  readonly process: MeasuredProcess;
}

export async function startApp(env: Readonly<Record<string, string>>): Promise<MeasuredApp> {
  const folder = alsoEnd(await mkdtemp(join(tmpdir(), 'balint-load-')), (made) => rm(made, { recursive: true, force: true }));
  // For example --cpu-prof, to see where the time goes.
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const settings = { PORT: '0', DATA_DIR: folder, LIVEKIT_URL: '', LOG_LEVEL: 'warn', ...env };
  const started = alsoEnd(await MeasuredProcess.start([...flags, built], settings), (running) => running.end());
  const { url } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as { url: string };
  return { url, folder, process: started };
}
