// Makes an external program end with the process that started it, however that one ends: where the system allows it (Linux), a killed test run
// leaves nothing running.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync);

/** As `spawn`. `end` is how the program is ended then. */
export function spawnLeashed(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  end: NodeJS.Signals = 'SIGKILL',
): ChildProcess {
  if (setpriv === undefined) return spawn(program, args, options);
  return spawn(setpriv, ['--pdeathsig', end.replace(/^SIG/, ''), program, ...args], options);
}

/** For callers that start a program by its path alone: a path that leads to it. */
export function leashedPath(program: string): string {
  if (setpriv === undefined) return program;
  const path = join(mkdtempSync(join(tmpdir(), 'balint-leash-')), 'program');
  writeFileSync(path, `#!/bin/sh\nexec ${setpriv} --pdeathsig KILL '${program}' "$@"\n`, { mode: 0o755 });
  return path;
}
