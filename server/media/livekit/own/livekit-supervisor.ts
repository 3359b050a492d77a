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
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// Where Ctrl-C reaches us too, whoever started us ends us in their own order.
process.on('SIGINT', () => {});
child.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // The program itself was looked for before: what the system does not find is its interpreter or its loader.
  process.stderr.write(
    `${code === 'ENOENT' ? 'what it needs to be started is not there; it may be for another system' : message}\n`,
  );
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
