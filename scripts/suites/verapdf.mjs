// Brings veraPDF for the test of certificates, where Java is: nine megabytes from Maven's registry, once. Without Java and Maven, or without a
// connection, that one verdict is left out, and said so.
import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from '../setup/livekit-version.mjs';
import { cacheFolder, checkout } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';

/** As the pom names it. */
const VERSION = '1.26.1';

/**
 * Sets `VERAPDF` to the folder of its archives, and `JAVA` to the program that runs them.
 * @param {(line: string) => void} say
 */
export async function provideVeraPdf(say) {
  const [java, maven] = ['java', 'mvn'].map((name) => findOnPath(name, process.env));
  const folder = join(cacheFolder(process.env), `verapdf-${VERSION}`);
  if (!java || !findOnPath('javac', process.env)) return say('Without a JDK nothing is judged by veraPDF.');
  if (!existsSync(folder)) {
    if (!maven) return say('Without Maven veraPDF cannot be fetched, and nothing is judged by it.');
    say('Fetching veraPDF (about a minute, once)…');
    if (!(await fetched(maven, folder))) return say('veraPDF could not be fetched: nothing is judged by it.');
  }
  process.env.VERAPDF = folder;
  process.env.JAVA = java;
}

/** Whole or not at all. @param {string} maven @param {string} folder */
async function fetched(maven, folder) {
  const draft = `${folder}.${process.pid}`;
  const pom = join(checkout, 'tests/contracts/verapdf/pom.xml');
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  const { code } = await run(maven, ['-q', '-B', '-f', pom, ...goal], { quiet: true });
  const isWhole = code === 0 && existsSync(draft) && readdirSync(draft).some((name) => name.startsWith('validation-model-'));
  if (isWhole) await rename(draft, folder).catch(() => undefined); // another run was quicker
  await rm(draft, { recursive: true, force: true });
  return existsSync(folder);
}
