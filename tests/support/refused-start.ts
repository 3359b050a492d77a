// Starts a server that should fail: what it prints, and how it ends.
import { type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { programOf } from './programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const endWithUs = new URL('../../scripts/setup/end-with-parent.mjs', import.meta.url).href;
/** More at once would not be quicker. */
const mostAtOnce = 2;

let underWay = 0;
const waiting: (() => void)[] = [];

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

type Env = Readonly<Record<string, string>>;

/** Ended by us once it is ready: then the code is 0. `as`: whose process it is. */
export async function startIn(dataDir: string, env: Env = {}, as: Pick<SpawnOptions, 'uid' | 'gid'> = {}): Promise<Ended> {
  if (underWay >= mostAtOnce) await new Promise<void>((go) => waiting.push(go));
  underWay += 1;
  try {
    const child = spawn(process.execPath, ['--import', endWithUs, ...programOf('server/main.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LIVEKIT_BIN: '', LIVEKIT_MISSING: 'this test does without it', ...env },
      ...as,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        said += text;
        if (/^ready /m.test(said)) child.kill('SIGTERM');
      });
    return await new Promise((done) => child.once('close', (code) => done({ code, said })));
  } finally {
    underWay -= 1;
    waiting.shift()?.();
  }
}

/** One sentence, exit code 1, and no stack. */
export async function refuses(dataDir: string, sentence: RegExp, env?: Env, as?: Pick<SpawnOptions, 'uid' | 'gid'>): Promise<void> {
  const { code, said } = await startIn(dataDir, env, as);
  expect(said).toMatch(sentence);
  expect(said).not.toMatch(/\n\s+at |\[object|Aborted|undefined/);
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !/^Making the database/.test(line));
  expect(lines).toHaveLength(1);
  expect(code).toBe(1);
}
