// Loaded before a server: at each SIGWINCH its machine seems to have slept for ten seconds, so that a meeting of ten minutes need not take ten.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const step = 10_000;
const Real = Date;
const realUptime = os.uptime;
let slept = 0;

globalThis.Date = new Proxy(Real, {
  apply: () => new Date().toString(),
  construct: (_, args, called) =>
    args.length === 0 ? Reflect.construct(Real, [Real.now() + slept], called) : Reflect.construct(Real, args, called),
  get: (target, name) => (name === 'now' ? () => Real.now() + slept : Reflect.get(target, name)),
});
os.uptime = () => realUptime() + slept / 1000;
syncBuiltinESMExports();

process.on('SIGWINCH', () => {
  slept += step;
  process.stdout.write(`slept ${slept}\n`);
});
