// Nothing is left running when the process that started us is killed, with or without a shell in between.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { setpriv } from '../support/leashed.ts';

const leash = new URL('../../scripts/setup/end-with-parent.mjs', import.meta.url).href;
const script = `node --import ${leash} -e 'console.log("up", process.pid); setInterval(() => {}, 1000)'`;

/** Something like npm: starts a shell that runs the script, and waits. */
const npm = (inShell: string) => `
  const env = { ...process.env, npm_lifecycle_script: ${JSON.stringify(script)} };
  require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(inShell)}], { stdio: 'inherit', env });`;

test.each([
  ['a shell that stays between', `${script}`],
  ['a shell that makes way', `exec ${script}`],
])('killed without a word, with %s', async (_, inShell) => {
  const parent = spawn(process.execPath, ['-e', npm(inShell)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  expect(String(line)).toMatch(/^up \d+/);
  parent.kill('SIGKILL');
  // The pipe closes only when the last process that holds it has ended.
  await once(parent.stdout, 'close');
});

const leashed = new URL('../support/leashed.ts', import.meta.url).href;
const sleeper = "'-c', 'echo up $$; exec sleep 600'";

test.runIf(setpriv).each([
  ['an external program', `spawnLeashed('/bin/sh', [${sleeper}], { stdio: ['ignore', 'inherit', 'inherit'] })`],
  ['one that is asked to end', `spawnLeashed('/bin/sh', [${sleeper}], { stdio: ['ignore', 'inherit', 'inherit'] }, 'SIGTERM')`],
  [
    'one that is started by its path alone',
    `spawn(leashedPath('/bin/sh'), [${sleeper}], { stdio: ['ignore', 'inherit', 'inherit'] })`,
  ],
])('%s, killed without a word', async (_, start) => {
  const source = `import { spawn } from 'node:child_process'; import { leashedPath, spawnLeashed } from '${leashed}'; ${start}; setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  expect(String(line)).toMatch(/^up \d+/);
  parent.kill('SIGKILL');
  await once(parent.stdout, 'close');
});
