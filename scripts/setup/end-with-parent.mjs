// Ends this process when the one that started it is gone (npm was killed and could not tell us), so that nothing is left over.
// Importing this file is enough.
import { commandOf, isAlive, parentOf } from './processes.mjs';

const parent = process.ppid;
const npm = npmBehind(parent);

const look = setInterval(() => {
  if (process.ppid === parent && (npm === null || isAlive(npm))) return;
  clearInterval(look);
  process.kill(process.pid, 'SIGTERM');
}, 1000);
look.unref();

/** npm runs scripts through a shell, which outlives it; then npm is the shell's parent. @param {number} shell */
function npmBehind(shell) {
  const script = process.env.npm_lifecycle_script;
  return script && commandOf(shell).includes(` -c ${script}`) ? parentOf(shell) : null;
}
