// A process in which many people sit in media rooms at once: each has the microphone on and may speak without pause, shows a small
// moving picture, and is sent everything that everybody else sends. Use:
//   const crowd = new MediaCrowd(); await crowd.join('ann', url, true, picture); … const before = await crowd.received(); … await crowd.leave();
// await crowd.quit();
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Received {
  readonly at: number;
  /** For all people together, since they joined. */
  readonly packets: number;
  /** With all RTP headers, but none of the layers below. */
  readonly bytes: number;
  readonly lost: number;
  readonly pictures: number;
  /** How many of the others' sounds and pictures reach the person who gets the fewest. */
  readonly fewestTracks: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly perSecond: number;
  readonly kbitPerSecond: number;
}

export interface AskedOfCrowd {
  readonly id: number;
  readonly act: 'join' | 'received' | 'leave';
  readonly name?: string;
  readonly url?: string;
  readonly isSpeaking?: boolean;
  readonly picture?: Picture;
}

export class MediaCrowd {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #ids = 0;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./media-crowd-process.ts', import.meta.url)), {
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
      for (const { reject } of this.#asked.values()) reject(new Error('the crowd is gone'));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async join(name: string, url: string, isSpeaking: boolean, picture: Picture): Promise<void> {
    await this.#ask({ act: 'join', name, url, isSpeaking, picture });
  }

  async received(): Promise<Received> {
    return (await this.#ask({ act: 'received' })) as Received;
  }

  async leave(): Promise<void> {
    await this.#ask({ act: 'leave' });
  }

  async quit(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }

  #ask(asked: Omit<AskedOfCrowd, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#ids;
      this.#asked.set(id, { resolve, reject });
      this.#child.send({ id, ...asked }, (error) => error && reject(error));
    });
  }
}
