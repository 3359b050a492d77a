// Has certificates drawn by a process of its own: started when the first is wanted, ended when none has been for a while.
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Fault } from '../ports/fault.ts';
import type { DrawAnswer, DrawRequest } from './draw-process.ts';
import type { ToDraw, Undrawable } from './typst-compiler.ts';

interface Waiting {
  readonly took: (answer: DrawAnswer) => void;
  readonly failed: (cause: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** The first waits for the faces to be read as well. */
const patienceMs = 30_000;
const idleMs = 60_000;

export class DrawingDesk {
  readonly #waiting = new Map<number, Waiting>();
  readonly #idleMs: number;
  readonly #patienceMs: number;
  #process: ChildProcess | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last = 0;
  #isClosed = false;

  constructor({ patience = patienceMs, idle = idleMs }: { readonly patience?: number; readonly idle?: number } = {}) {
    this.#patienceMs = patience;
    this.#idleMs = idle;
  }

  /** The process that draws at the moment, if any. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Throws `Fault` when nothing can be drawn here, or not in time. */
  async draw(drawing: ToDraw): Promise<Buffer | Undrawable> {
    if (this.#isClosed) throw notDrawn('the server is closing');
    const answer = await this.#ask(drawing).catch((cause: unknown) => {
      throw notDrawn('a certificate could not be drawn', cause);
    });
    // What Typst says may hold somebody's name.
    if ('failed' in answer) throw notDrawn('a certificate could not be drawn');
    return 'pdf' in answer ? Buffer.from(answer.pdf) : answer;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#end(new Error('the server is closing'));
  }

  #ask(drawing: ToDraw): Promise<DrawAnswer> {
    const child = this.#running();
    this.#last += 1;
    const id = this.#last;
    return new Promise<DrawAnswer>((took, failed) => {
      const timer = setTimeout(() => this.#end(new Error('the drawing took too long')), this.#patienceMs);
      this.#waiting.set(id, { took, failed, timer });
      child.send({ id, drawing } satisfies DrawRequest, (error) => {
        if (error) this.#end(error, child);
      });
    });
  }

  #running(): ChildProcess {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (this.#process !== null) return this.#process;
    const [script, ...execArgv] = drawingScript();
    const child = fork(script, [], {
      execArgv,
      serialization: 'advanced',
      // It needs nothing that the server knows, and has nothing to say but its answers.
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Nothing waits for it in order to end.
    child.unref();
    child.channel?.unref();
    this.#process = child;
    child.on('message', (answer: DrawAnswer) => this.#take(answer));
    child.on('error', (error) => this.#end(error, child));
    child.on('exit', (code, signal) => this.#end(new Error(`the drawing process has ended (${signal ?? code})`), child));
    return child;
  }

  #take(answer: DrawAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    waiting.took(answer);
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#end(new Error('idle')), this.#idleMs);
    this.#idle.unref();
  }

  /** Whoever waits is told; the next drawing starts a new process. */
  #end(cause: Error, child = this.#process): void {
    if (child === null || child !== this.#process) return;
    this.#process = null;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    for (const { failed, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      failed(cause);
    }
    this.#waiting.clear();
    child.removeAllListeners();
    child.on('error', () => undefined);
    child.kill('SIGKILL');
  }
}

const notDrawn = (why: string, cause?: unknown) => new Fault('certificates-unavailable', why, cause);

/** Beside this file, as TypeScript in the source tree and as JavaScript once built; then what Node needs to run it. */
function drawingScript(): [string, ...string[]] {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return [fileURLToPath(new URL('./draw-process.js', here))];
  const loader = pathToFileURL(createRequire(here).resolve('tsx')).href;
  return [fileURLToPath(new URL('./draw-process.ts', here)), '--import', loader];
}
