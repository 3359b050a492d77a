// Starts, signals and ends members by name, through the warden, and keeps what each has printed. Knows how to wait, not what for.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {import('./members.mjs').Member} Member
 * @typedef {{ pid: number, lines: string[], gone: string | null }} Running
 */

/** A member that cannot start says so and ends; one on a busy machine only takes its time. */
const PATIENCE = 180_000;
const LOOK_AGAIN = 30;

export class Crew {
  #warden;
  /** @type {Map<string, Running>} */ #running = new Map();
  /** @type {Set<() => void>} */ #watching = new Set();

  /** @param {{ sharesSession: boolean }} how */
  constructor({ sharesSession }) {
    // A session of its own: Ctrl-C in a terminal is for us to handle, in our order.
    this.#warden = fork(new URL('./warden.mjs', import.meta.url), { detached: !sharesSession, execArgv: [], stdio: 'ignore' });
    this.#warden.on('message', (news) => this.#hear(/** @type {import('./warden.mjs').News} */ (news)));
  }

  /** Resolves when it is ready. @param {string} name @param {Member} member */
  async start(name, member) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const why = await this.#try(name, member, deadline);
      if (why === null) return;
      // The children of a killed PostgreSQL hold its shared memory for a moment longer; a server that on a busy machine gives up Redis too
      // early is started again, as by any supervisor.
      if (!/shared memory block|no answer within/.test(why) || Date.now() > deadline)
        throw new Error(`${name} did not start.\n${why}`);
      await pause(100);
    }
  }

  /** Resolves when it is gone. @param {string} name @param {NodeJS.Signals} signal */
  async end(name, signal) {
    const running = this.#running.get(name);
    if (!running || running.gone !== null) return;
    this.signal(name, signal);
    await this.#until(() => running.gone !== null, `${name} is gone`, Date.now() + PATIENCE);
  }

  /** @param {string} name @param {NodeJS.Signals} signal */
  signal(name, signal) {
    this.#warden.send({ do: 'signal', name, signal });
  }

  /** 0 if it is not running. @param {string} name */
  pid(name) {
    const running = this.#running.get(name);
    return running && running.gone === null ? running.pid : 0;
  }

  /** All it has printed since its last start. @param {string} name @returns {readonly string[]} */
  said(name) {
    return this.#running.get(name)?.lines ?? [];
  }

  /** Ends whoever is left. */
  async dismiss() {
    if (this.#warden.exitCode !== null || this.#warden.signalCode !== null) return;
    const gone = once(this.#warden, 'exit');
    if (this.#warden.connected) this.#warden.disconnect();
    await gone;
  }

  /** @param {string} name @param {Member} member @param {number} deadline @returns {Promise<string | null>} what it said instead of becoming ready */
  async #try(name, member, deadline) {
    const program = await member.program();
    /** @type {Running} */
    const running = { pid: 0, lines: [], gone: null };
    this.#running.set(name, running);
    this.#warden.send({ do: 'start', name, program });
    if (member.answers) {
      while (running.gone === null && !(await member.answers())) {
        if (Date.now() > deadline) throw new Error(`${name} does not answer.`);
        await pause(LOOK_AGAIN);
      }
    } else {
      await this.#until(
        () => running.gone !== null || running.lines.some((line) => member.isReady(line)),
        `${name} is ready`,
        deadline,
        () => `\nIt said:\n${running.lines.slice(-20).join('\n')}`,
      );
    }
    return running.gone === null ? null : [...running.lines.slice(-20), running.gone].join('\n');
  }

  /** @param {import('./warden.mjs').News} news */
  #hear(news) {
    const running = this.#running.get(news.name);
    if (!running) return;
    if ('pid' in news) running.pid = news.pid;
    else if ('line' in news) running.lines.push(news.line);
    else running.gone = news.gone;
    for (const look of [...this.#watching]) look();
  }

  /** @param {() => boolean} isSo @param {string} what @param {number} deadline @param {() => string} [more] @returns {Promise<void>} */
  #until(isSo, what, deadline, more = () => '') {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isSo()) return;
        clearTimeout(late);
        this.#watching.delete(look);
        resolve();
      };
      const late = setTimeout(() => {
        this.#watching.delete(look);
        reject(new Error(`Waited in vain until ${what}.${more()}`));
      }, deadline - Date.now());
      this.#watching.add(look);
      look();
    });
  }
}
