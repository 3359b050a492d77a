// The whole server as a process of its own, on any free port and in a folder of its own, for tests that must be able to kill it.
// Use: `const app = await startApp(); … app.link('Ann') … await app.stop()`. Folders start from one prepared copy, so a start is quick.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../../server/database/database.ts';
import type { PersonalLink } from '../../server/greeting.ts';
import { readForm, writeForm } from '../../server/groups/stored-form.ts';
import type { Form } from '../../shared/ritual/forms.ts';
import { livekitBinary } from './livekit.ts';
import { programOf } from './programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing is left running when a test is aborted, or its whole run is killed. */
const endWithUs = new URL('../../scripts/setup/end-with-parent.mjs', import.meta.url).href;

export interface StartOptions {
  /** False: the ritual alone. */
  readonly media?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** True: an empty folder, for a server whose records are elsewhere. */
  readonly isBare?: boolean;
  /** Laid over the form of the prepared group. */
  readonly form?: Partial<Form>;
  /** Changes the prepared records before the start. */
  readonly records?: (db: Database) => Promise<void>;
  /** An existing folder. */
  readonly dataDir?: string;
}

interface Note {
  readonly url: string;
  readonly links: readonly PersonalLink[];
  readonly ownGroup?: string;
}

export class TestApp {
  readonly dataDir: string;
  readonly #wishes: StartOptions;
  #child: ChildProcess | null = null;
  #said = '';
  url = '';
  links: readonly PersonalLink[] = [];
  /** The link that signs in whoever wants to make a group of their own; empty in an installation. */
  ownGroup = '';

  constructor(dataDir: string, wishes: StartOptions) {
    this.dataDir = dataDir;
    this.#wishes = wishes;
  }

  /** All it has printed and logged so far. */
  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** A restart uses the same port, so that pages find it again. */
  async start(): Promise<void> {
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const child = spawn(process.execPath, ['--import', endWithUs, ...programOf('server/main.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: port,
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'info',
        LIVEKIT_BIN: this.#wishes.media === false ? '' : livekitBinary,
        ...(this.#wishes.media === false && { LIVEKIT_MISSING: 'this test does without it' }),
        ...this.#wishes.env,
      },
    });
    this.#child = child;
    await new Promise<void>((ready, failed) => {
      let printed = '';
      child.stdout.on('data', (text: Buffer) => {
        this.#said += text;
        printed += text;
        if (/^ready /m.test(printed)) ready();
      });
      child.stderr.on('data', (text: Buffer) => (this.#said += text));
      child.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${this.#said}`)));
    });
    const note = JSON.parse(await readFile(join(this.dataDir, 'server.json'), 'utf8')) as Note;
    this.url = note.url;
    this.links = note.links;
    this.ownGroup = note.ownGroup ?? '';
  }

  link(name: string): string {
    const found = this.links.find((link) => link.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.url;
  }

  /** As when whoever started it is gone: nobody reads what it says. */
  deafen(): void {
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }

  /** Answers with the exit code; null after a signal. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return gone;
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

export async function startApp(wishes: StartOptions = {}): Promise<TestApp> {
  const dataDir = wishes.dataDir ?? (wishes.isBare ? await mkdtemp(join(tmpdir(), 'balint-app-')) : await preparedFolder());
  if (wishes.form) await reform(dataDir, wishes.form);
  if (wishes.records) await withRecords(dataDir, wishes.records);
  const app = new TestApp(dataDir, wishes);
  await app.start();
  return app;
}

const yesOrNo = [() => true, () => false] as const;

/** The database's first start takes seconds; it is done once per run, and copied. */
async function preparedFolder(): Promise<string> {
  const prepared = process.env.PREPARED_APP ?? join(tmpdir(), `balint-room-prepared-${process.ppid}`);
  const isFirst = () => mkdir(`${prepared}.making`).then(...yesOrNo);
  if (!existsSync(prepared) && (await isFirst())) {
    const dataDir = await mkdtemp(join(tmpdir(), 'balint-prepare-'));
    const first = new TestApp(dataDir, { media: false });
    await first.start();
    await first.end('SIGTERM');
    await rename(dataDir, prepared);
  }
  while (!existsSync(prepared)) await pause(50); // until the test's own timeout
  const dataDir = await mkdtemp(join(tmpdir(), 'balint-app-'));
  await mkdir(dataDir, { recursive: true });
  await cp(prepared, dataDir, { recursive: true });
  return dataDir;
}

async function withRecords(dataDir: string, change: (db: Database) => Promise<void>): Promise<void> {
  const db = await openDatabase({ folder: join(dataDir, 'database') });
  await change(db).finally(() => db.destroy());
}

function reform(dataDir: string, form: Partial<Form>): Promise<void> {
  return withRecords(dataDir, async (db) => {
    const series = await db.selectFrom('series').select(['id', 'form']).executeTakeFirstOrThrow();
    await db
      .updateTable('series')
      .set({ form: writeForm({ ...readForm(series.form), ...form }) })
      .where('id', '=', series.id)
      .execute();
  });
}
