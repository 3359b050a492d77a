// A media bot in a process of its own: joins through any ws url (the proxy: `ws://host/media/<ticket>`), speaks a dated tone,
// shows a picture, and hears everything ungated. Use:
//   const bot = await startBot(); await bot.join(url); await bot.speak(); await ear.untilHeard('ben'); … await bot.quit();
// `ears()` counts for each identity: 10 ms `frames`, how many were `audible` (gate off) and would have been `played` by a page (gate
// on), `pictures`, and when (ms since 1970) it was last audible and when that was spoken. `forget()` resets the counts. A refused publication
// rejects after 3 s, and
// the library then publishes nothing more until the bot joins again.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Gate } from '../../client/src/media/listener-gate.ts';
import type { PublishLabel } from './media-speaker.ts';
import { programOf } from './programs.ts';

export interface EarCount {
  readonly frames: number;
  /** Gate off: everything that came in. */
  readonly audible: number;
  /** Gate on: those of them that a page would have played, by the gate it was told last. */
  readonly played: number;
  readonly pictures: number;
  readonly firstAudibleAt: number | null;
  readonly lastAudibleAt: number | null;
  readonly lastSpokenAt: number | null;
  readonly lastPlayedAt: number | null;
}

export interface BotState {
  /** As the media server has told this client. */
  readonly maySpeak: boolean;
  readonly mayShow: boolean;
  readonly isConnected: boolean;
  /** The latest pass that the media server gave this client, or what it joined with. */
  readonly token: string | null;
  /** The media server's name for this stay; a new one with each join. */
  readonly sid: string | null;
  /** Text that came over the data channel. */
  readonly received: readonly string[];
  /** How often it has come back by itself, having published again what it could. */
  readonly reconnections: number;
}

const nothing: EarCount = {
  frames: 0,
  audible: 0,
  played: 0,
  pictures: 0,
  firstAudibleAt: null,
  lastAudibleAt: null,
  lastSpokenAt: null,
  lastPlayedAt: null,
};

interface Reply {
  readonly id: number;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: string;
}

/** Longer than any of the library's own timeouts. */
const answerMs = 120_000;
const startMs = 120_000;
const mostJoins = 4;
const joinAgainAfterMs = 250;

export class MediaBot {
  #child: ChildProcess;
  #hasJoined = false;
  /** What the process said last. */
  #lastWords = '';
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #ids = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<MediaBot> {
    const child = spawned();
    const bot = new MediaBot(child);
    await bot.#ready(child);
    return bot;
  }

  async #ready(child: ChildProcess): Promise<void> {
    this.#child = child;
    this.#lastWords = '';
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`the bot process did not start: ${this.#end}`)));
      late = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`the bot process was not ready within ${startMs} ms`));
      }, startMs);
      this.#listen(child, resolve);
    }).finally(() => clearTimeout(late));
  }

  /** How the process ended. */
  get #end(): string {
    const { exitCode, signalCode } = this.#child;
    return `${signalCode ?? `exit code ${exitCode}`} ${this.#lastWords}`;
  }

  get #isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #listen(child: ChildProcess, onReady: () => void): void {
    // After its last words have been read.
    child.once('close', () => {
      if (child !== this.#child) return;
      for (const { reject } of this.#asked.values()) reject(new Error(`the bot process is gone: ${this.#end}`));
      this.#asked.clear();
    });
    if (!child.stdout || !child.stderr) throw new Error('a bot needs its pipes');
    child.stderr.on('data', (said) => {
      if (process.env.BOT_LOG) process.stderr.write(said);
      this.#lastWords = `${this.#lastWords}${said}`.slice(-2000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const reply = JSON.parse(line) as Reply;
      if (reply.id === 0) return onReady();
      const asked = this.#asked.get(reply.id);
      this.#asked.delete(reply.id);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Error(reply.error));
    });
  }

  /**
   * Joins (again): an earlier connection of this bot is left first. The proxy takes any token. On a busy machine the library's own five
   * seconds may be too few, or the server not ready (503); that is no refusal, and is tried again as a page does. So is a first join in which the
   * library took the process down: nothing has been counted in it yet.
   */
  async join(url: string, token?: string): Promise<{ identity: string }> {
    for (let tries = 1; ; tries++) {
      try {
        const joined = (await this.#ask('join', { url, token })) as { identity: string };
        this.#hasJoined = true;
        return joined;
      } catch (failure) {
        const mayBegin = this.#isGone && !this.#hasJoined;
        if (tries === mostJoins || !(mayBegin || /transport timed out|\b503\b/.test(String(failure)))) throw failure;
        await pause(joinAgainAfterMs);
        if (mayBegin) await this.#ready(spawned());
      }
    }
  }

  /** Publishes the tone; the label is what it claims to be. */
  speak(label?: PublishLabel): Promise<{ sid: string }> {
    return this.#ask('speak', { label }) as Promise<{ sid: string }>;
  }

  hush(): Promise<unknown> {
    return this.#ask('hush');
  }

  show(label?: PublishLabel): Promise<{ sid: string }> {
    return this.#ask('show', { label }) as Promise<{ sid: string }>;
  }

  hide(): Promise<unknown> {
    return this.#ask('hide');
  }

  async ears(): Promise<Readonly<Record<string, EarCount>>> {
    return (await this.#ask('ears')) as Record<string, EarCount>;
  }

  async ear(identity: string): Promise<EarCount> {
    return (await this.ears())[identity] ?? nothing;
  }

  forget(): Promise<unknown> {
    return this.#ask('forget');
  }

  /**
   * Tells the bot what this listener's page knows now; answers with the moment (ms since 1970) from which its gate follows that. Closed until
   * told.
   */
  async gate(gate: Gate): Promise<number> {
    return (await this.#ask('gate', { gate })) as number;
  }

  /** Identities of the others in the room. */
  others(): Promise<string[]> {
    return this.#ask('others') as Promise<string[]>;
  }

  state(): Promise<BotState> {
    return this.#ask('state') as Promise<BotState>;
  }

  /** Packets of sound sent to the media server over this connection, whatever became of them. */
  sent(): Promise<number> {
    return this.#ask('sent') as Promise<number>;
  }

  /** Sends words over the data channel. */
  data(): Promise<unknown> {
    return this.#ask('data');
  }

  /** Suspends the whole process, as a sleeping machine or a lost network does, until `thaw()`. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  /** Sets metadata on itself that everybody can read. */
  mark(): Promise<unknown> {
    return this.#ask('mark');
  }

  /** Who was shown as speaking since `forget()`, and the others' present metadata. */
  signs(): Promise<{ speakers: string[]; marks: { identity: string; text: string }[] }> {
    return this.#ask('signs') as Promise<{ speakers: string[]; marks: { identity: string; text: string }[] }>;
  }

  /** Loses the signalling connection and resumes; resolves when the media server has resumed it. */
  drop(): Promise<unknown> {
    return this.#ask('drop');
  }

  /** Joins anew by itself, as after a long outage, with all it had published. */
  restart(): Promise<unknown> {
    return this.#ask('restart');
  }

  leave(): Promise<unknown> {
    return this.#ask('leave');
  }

  /** Resolves when at least `frames` more audible frames of this speaker have arrived. */
  async untilHeard(identity: string, frames = 20, patience = 60_000): Promise<EarCount> {
    const { audible } = await this.ear(identity);
    return this.#until(`${identity} is heard (gate off)`, patience, identity, (ear) => ear.audible >= audible + frames);
  }

  /** The same for what the gate lets through. */
  async untilPlayed(identity: string, frames = 20, patience = 60_000): Promise<EarCount> {
    const { played } = await this.ear(identity);
    return this.#until(`${identity} is played (gate on)`, patience, identity, (ear) => ear.played >= played + frames);
  }

  async untilSeen(identity: string, pictures = 3, patience = 60_000): Promise<EarCount> {
    const before = (await this.ear(identity)).pictures;
    return this.#until(`${identity} is seen`, patience, identity, (ear) => ear.pictures >= before + pictures);
  }

  /** Resolves when the media server has told this client that it may publish its voice. */
  async untilMaySpeak(patience = 60_000): Promise<void> {
    const deadline = Date.now() + patience;
    while (!(await this.state()).maySpeak) {
      if (Date.now() > deadline) throw new Error(`waited ${patience} ms in vain for the right to speak`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async quit(): Promise<void> {
    if (this.#isGone) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 3000);
    this.#ask('quit').catch(() => {});
    await gone;
    clearTimeout(timer);
  }

  async #until(what: string, patience: number, identity: string, isSo: (ear: EarCount) => boolean): Promise<EarCount> {
    const deadline = Date.now() + patience;
    for (;;) {
      const ear = await this.ear(identity);
      if (isSo(ear)) return ear;
      if (Date.now() > deadline) throw new Error(`waited ${patience} ms in vain until ${what}: ${JSON.stringify(ear)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  #ask(act: string, more: object = {}): Promise<unknown> {
    if (this.#isGone) return Promise.reject(new Error(`the bot process is gone: ${this.#end}`));
    return new Promise((resolve, reject) => {
      const id = ++this.#ids;
      const late = setTimeout(() => {
        this.#asked.delete(id);
        reject(new Error(`the bot did not answer to "${act}" within ${answerMs} ms`));
      }, answerMs);
      const answered = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(late);
          settle(value);
        };
      };
      this.#asked.set(id, { resolve: answered(resolve), reject: answered(reject) });
      this.#child.stdin?.write(`${JSON.stringify({ id, do: act, ...more })}\n`);
    });
  }
}

export function startBot(): Promise<MediaBot> {
  return MediaBot.start();
}

function spawned(): ChildProcess {
  const child = spawn(process.execPath, [...programOf('tests/support/media-bot.ts')], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LIVEKIT_LOG_LEVEL: 'error' },
  });
  child.stdin.on('error', () => {});
  return child;
}
