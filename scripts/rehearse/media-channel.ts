// The parent's end of the media process: starts it, speaks to it, and ends it. It knows members by name only.
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FromMedia, ToMedia } from './media-messages.ts';

const typescript = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export class MediaChannel {
  private readonly child: ChildProcess;
  private readonly hearers = new Map<string, (message: FromMedia) => void>();
  private readonly ended: Promise<void>;

  constructor() {
    this.child = fork(fileURLToPath(new URL('./media-child.ts', import.meta.url)), {
      execArgv: ['--import', typescript],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    this.child.on('message', (message: FromMedia) => this.hearers.get(message.name)?.(message));
    this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
    void this.ended.then(() => {
      for (const [name, hear] of this.hearers) hear({ type: 'left', name });
    });
  }

  hear(name: string, call: (message: FromMedia) => void): void {
    this.hearers.set(name, call);
  }

  say(message: ToMedia): void {
    if (this.child.connected) this.child.send(message);
  }

  async stop(): Promise<void> {
    this.hearers.clear();
    this.say({ type: 'quit' });
    const hurry = setTimeout(() => this.child.kill('SIGKILL'), 3000);
    await this.ended;
    clearTimeout(hurry);
  }
}
