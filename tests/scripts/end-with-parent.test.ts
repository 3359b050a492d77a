// Nothing is left over when the process that started us is killed, with or without a shell between us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

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
