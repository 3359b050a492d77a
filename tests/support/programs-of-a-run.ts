// Before a run of Vitest: a folder for the programs that its tests start. After it the folder is gone.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Below the packages, which are found from there. */
const place = fileURLToPath(new URL('../../node_modules/.cache/balint-room', import.meta.url));
const prefix = 'programs-';
const yesOrNo = (does: () => unknown) => {
  try {
    does();
    return true;
  } catch {
    return false;
  }
};

export default function setUp(): () => void {
  for (const name of yesOrNo(() => readdirSync(place)) ? readdirSync(place) : []) {
    const isLeftOver = name.startsWith(prefix) && !yesOrNo(() => process.kill(Number(name.slice(prefix.length)), 0));
    if (isLeftOver) rmSync(join(place, name), { recursive: true, force: true });
  }
  const folder = join(place, `${prefix}${process.pid}`);
  process.env.TEST_PROGRAMS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
