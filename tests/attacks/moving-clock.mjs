// Loaded before a server, whose machine shows a time ten minutes behind that of everybody else. At SIGWINCH it has slept: its clock is right, and the
// time awake has not gone on. At SIGURG its clock is set: ten minutes ahead, then as many behind, then right again.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const minutes = 600_000;
const settings = [minutes, -minutes, 0];
const Real = Date;
const realUptime = os.uptime;
let ahead = -minutes;
let asleep = -minutes;

globalThis.Date = new Proxy(Real, {
  apply: () => new Date().toString(),
  construct: (_, args, called) =>
    args.length === 0 ? Reflect.construct(Real, [Real.now() + ahead], called) : Reflect.construct(Real, args, called),
  get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name)),
});
os.uptime = () => realUptime() + asleep / 1000;
syncBuiltinESMExports();

process.on('SIGWINCH', () => {
  ahead = asleep = 0;
});
process.on('SIGURG', () => {
  ahead = settings.shift() ?? 0;
  settings.push(ahead);
});
