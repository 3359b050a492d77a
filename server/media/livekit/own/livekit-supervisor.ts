// A tiny process of its own between us and LiveKit: it lives as long as the pipe from us is open and LiveKit runs.
// When we die, however we die, the pipe closes and LiveKit is killed. Arguments: a file for both pids, the binary, its arguments.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [pidFile = '', binary = '', ...args] = process.argv.slice(2);
const child = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'] });
writeFileSync(pidFile, `${process.pid} ${child.pid ?? ''}`, { mode: 0o600 });

// LiveKit keeps nothing that a gentle end would save, and a gentle end waits for everyone to leave.
const end = () => child.kill('SIGKILL');
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
child.on('error', () => process.exit(127));
child.on('exit', (code) => process.exit(code ?? 1));
