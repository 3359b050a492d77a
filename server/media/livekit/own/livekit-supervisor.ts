// A tiny process between us and LiveKit: it lives while our pipe to it is open and LiveKit runs. When we die, however that happens,
// the pipe closes and LiveKit is killed. Arguments: a file for both pids, the binary, its arguments.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [pidFile = '', binary = '', ...args] = process.argv.slice(2);
const child = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'] });
writeFileSync(pidFile, `${process.pid} ${child.pid ?? ''}`, { mode: 0o600 });

// LiveKit has nothing to save, and a graceful shutdown would wait for everyone to leave.
const end = () => child.kill('SIGKILL');
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
child.on('error', () => process.exit(127));
child.on('exit', (code) => process.exit(code ?? 1));
