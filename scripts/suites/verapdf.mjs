// Brings veraPDF for the test of certificates: nine megabytes from Maven's registry, once, each archive held to the sum that we have noted. Debian is given
// what it takes; where a JDK, Maven or the connection is missing all the same, that one verdict is left out, and said so.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, checkout, makeCacheFolder } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';
import { provideTools } from './machine-tools.mjs';

const home = join(checkout, 'tests/contracts/verapdf');

/**
 * Sets `VERAPDF` to the folder of its archives, and `JAVA` to the program that runs them. Throws when what Maven brings is not what we have noted.
 * @param {(line: string) => void} say
 * @param {string} sums one archive a line, as sha256sum writes it
 */
export async function provideVeraPdf(say, sums = readFileSync(join(home, 'archives.sha256'), 'utf8')) {
  const folder = join(cacheFolder(process.env), `verapdf-${sumOf(sums).slice(0, 16)}`);
  try {
    await provideTools(['jdk'], say);
    if (!isWhole(folder, sums)) {
      await provideTools(['maven'], say);
      if (!(await fetched(folder, say))) return say('veraPDF could not be fetched: nothing is judged by it.');
    }
  } catch (cause) {
    return say(`Nothing is judged by veraPDF. ${cause instanceof Error ? cause.message : cause}`);
  }
  if (!isWhole(folder, sums)) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(
      'What Maven brought is not the veraPDF that tests/contracts/verapdf/archives.sha256 names. Nothing of it was run.',
    );
  }
  process.env.VERAPDF = folder;
}

/** Those archives, and no other. @param {string} folder @param {string} sums */
function isWhole(folder, sums) {
  if (!existsSync(folder)) return false;
  const there = readdirSync(folder).sort();
  return there.map((name) => `${sumOf(readFileSync(join(folder, name)))}  ${name}\n`).join('') === sums;
}

/** @param {string | Buffer} bytes */
function sumOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whole or not at all. @param {string} folder @param {(line: string) => void} say */
async function fetched(folder, say) {
  say('Fetching veraPDF (about a minute, once)…');
  await makeCacheFolder(process.env);
  const draft = `${folder}.${process.pid}`;
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  const { code } = await run(process.env.MAVEN ?? 'mvn', ['-q', '-B', '-f', join(home, 'pom.xml'), ...goal], { quiet: true });
  if (code === 0) {
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder).catch(() => undefined); // another run was quicker
  }
  await rm(draft, { recursive: true, force: true });
  return code === 0 && existsSync(folder);
}
