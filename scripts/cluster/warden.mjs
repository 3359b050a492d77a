// The parent process of all members of a cluster: when whoever started it is gone, however that happened, it ends them all.
// It is told over its IPC channel which programs to start and end, and knows nothing about them.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Program
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} env all of it
 * @property {string} cwd
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals} end how it is asked to end
 *
 * @typedef {{ do: 'start', name: string, program: Program } | { do: 'signal', name: string, signal: NodeJS.Signals }} Order
 * @typedef {{ name: string, pid: number } | { name: string, line: string } | { name: string, gone: string }} News
 */

const PATIENCE = 5_000;

/** @type {Map<string, { child: import('node:child_process').ChildProcess, end: NodeJS.Signals }>} */
const members = new Map();

process.on('message', (/** @type {Order} */ order) => {
  if (order.do === 'start') start(order.name, order.program);
  else members.get(order.name)?.child.kill(order.signal);
});
process.on('disconnect', endAll);
// Whoever started us gets the terminal's signal too, and ends us in its own order.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});

/** @param {string} name @param {Program} program */
function start(name, { command, args, end, ...how }) {
  const child = spawn(command, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
  members.set(name, { child, end });
  child.once('spawn', () => tell({ name, pid: child.pid ?? 0 }));
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => tell({ name, line }));
  const gone = (/** @type {string} */ why) => {
    if (members.get(name)?.child === child) members.delete(name);
    tell({ name, gone: why });
  };
  child.once('error', ({ message }) => gone(message));
  child.once('exit', (code, signal) => gone(signal ?? `code ${code}`));
}

/** @param {News} news */
function tell(news) {
  if (process.connected) process.send?.(news, () => {});
}

function endAll() {
  for (const { child, end } of members.values()) {
    child.kill('SIGCONT');
    child.kill(end);
  }
  setTimeout(() => {
    for (const { child } of members.values()) child.kill('SIGKILL');
  }, PATIENCE).unref();
  const look = setInterval(() => {
    if (members.size > 0) return;
    clearInterval(look);
    process.exit();
  }, 20);
}
