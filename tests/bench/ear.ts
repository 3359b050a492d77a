// A listener that dates everything it hears, in several rooms at once. Use:
//   const ear = await startEar(); await ear.join('ours', url); await ear.untilSteady('ours', ben); … await ear.frames('ours', ben, since);
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nowMs } from './machine.ts';

/** When these ten milliseconds were heard, and when what was audible in them was spoken; ms since 1970. */
export type Frame = readonly [heardAt: number, spokenAt: number | null];

export interface Asked {
  readonly id: number;
  readonly act: 'join' | 'frames' | 'quit';
  readonly connection: string;
  readonly url?: string;
  readonly token?: string;
  readonly identity?: string;
  readonly since?: number;
}

const patienceMs = 15_000;
const longestMs = 60_000;

export class Ear {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #ids = 0;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./ear-process.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', process.env.BOT_LOG ? 'inherit' : 'ignore', 'ipc'],
      env: { ...process.env, LIVEKIT_LOG_LEVEL: 'error' },
    });
    this.#child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    });
    this.#child.once('exit', () => {
      for (const { reject } of this.#asked.values()) reject(new Error('the listening process is gone'));
    });
  }

  async join(connection: string, url: string, token?: string): Promise<void> {
    await this.#ask({ act: 'join', connection, url, ...(token !== undefined && { token }) });
  }

  async frames(connection: string, identity: string, since: number): Promise<readonly Frame[]> {
    return (await this.#ask({ act: 'frames', connection, identity, since })) as Frame[];
  }

  /**
   * The positive control: for this long there was nothing but this voice. Answers with the moment at which it began to be heard, not before
   * `since`.
   */
  async untilSteady(connection: string, identity: string, { since = 0, forMs = 300 } = {}): Promise<number> {
    const deadline = nowMs() + patienceMs;
    for (;;) {
      const frames = await this.frames(connection, identity, Math.max(since, nowMs() - 2 * patienceMs));
      const latest = frames.filter(([heardAt]) => heardAt >= nowMs() - forMs);
      const audible = latest.filter(([, spokenAt]) => spokenAt !== null).length;
      const first = frames.find(([, spokenAt]) => spokenAt !== null)?.[0];
      if (first !== undefined && nowMs() - first >= forMs && audible * 10 >= forMs * 0.8) return first;
      if (nowMs() > deadline) throw new Error(`${identity} was not heard on "${connection}" in ${patienceMs} ms`);
      await pause(20);
    }
  }

  /** The positive control where speed does not matter: this much of the voice, spoken since then, has arrived, however late. */
  async untilHeard(connection: string, identity: string, since: number, frames = 20): Promise<void> {
    const deadline = nowMs() + longestMs;
    for (;;) {
      const heard = (await this.frames(connection, identity, since)).filter(
        ([, spokenAt]) => spokenAt !== null && spokenAt > since,
      );
      if (heard.length >= frames) return;
      if (nowMs() > deadline)
        throw new Error(`of ${identity} only ${heard.length} frames came on "${connection}" in ${longestMs} ms`);
      await pause(20);
    }
  }

  async quit(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 3000);
    this.#ask({ act: 'quit', connection: '' }).catch(() => {});
    await gone;
    clearTimeout(late);
  }

  #ask(asked: Omit<Asked, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#ids;
      this.#asked.set(id, { resolve, reject });
      this.#child.send({ id, ...asked }, (error) => error && reject(error));
    });
  }
}
