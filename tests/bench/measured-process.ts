// A Node process that is measured while it runs: how to start it, what it reports having used, and how to end it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Used {
  readonly cpuMs: number;
  readonly rssKb: number;
  readonly heapKb: number;
}

export class MeasuredProcess {
  readonly #child: ChildProcess;
  #said = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it has said `ready …`; `args` follow the flags of Node. */
  static async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<MeasuredProcess> {
    const within = new URL('./look-within.mjs', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', within, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    });
    const started = new MeasuredProcess(child);
    await new Promise<void>((ready, failed) => {
      const hear = (text: Buffer) => {
        started.#said = `${started.#said}${text}`.slice(-10_000);
        if (/^ready /m.test(started.#said)) ready();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => failed(new Error(`it ended with ${code}:\n${started.#said}`)));
    });
    return started;
  }

  /** The last that it printed and logged. */
  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** `clean`: after garbage collection. */
  async used({ clean }: { readonly clean: boolean }): Promise<Used> {
    const answer = once(this.#child, 'message');
    this.#child.send(clean ? 'collect' : 'look');
    return ((await answer) as [Used])[0];
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    this.#child.kill(signal);
    await gone;
    clearTimeout(late);
  }
}
