// Runs one suite with its own runner, streams its output, counts the results, and tells what failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../setup/places.mjs';
import { runNode } from '../setup/run.mjs';
import { failuresIn } from './failures.mjs';
import { folderOf } from './suites.mjs';
import { tallyOf } from './tally.mjs';

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {readonly string[]} wanted parts of file names; none means all
 * @param {readonly string[]} without parts of file names, or tags, that are left out
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, failures: string[] }>}
 */
export async function runSuite(suite, wanted, without = []) {
  const filters = wanted.flatMap((word) => [word, ...(suite.together?.[word] ?? [])]);
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-'));
  const report = join(folder, 'report.json');
  try {
    const { code, timedOut } = await (suite.runner === 'vitest'
      ? runNode(tool('vitest/vitest.mjs'), [...vitestArgs(suite, report, without), ...filters], { limit: suite.limit })
      : runNode(tool('@playwright/test/cli.js'), [...playwrightArgs(suite, without), ...filters], {
          limit: suite.limit,
          env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        }));
    if (timedOut) console.log(`${suite.name} was ended after ${suite.limit / 60_000} minutes.`);
    const told = readIfThere(report);
    return { tally: tallyOf(suite.runner, told, code), failures: failuresIn(suite.runner, told) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('./suites.mjs').Suite} suite @param {string} report @param {readonly string[]} without */
function vitestArgs(suite, report, without) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return ['run', '--project', suite.name, ...reporters, ...without.map((word) => `--exclude=${folderOf(suite)}/${word}*`)];
}

/** @param {import('./suites.mjs').Suite} suite @param {readonly string[]} without */
function playwrightArgs({ name }, without) {
  // A test is known by its file and its title, and a title may hold any word.
  const patterns = without.map((word) => (word.startsWith('@') ? word : `\\b${word}[\\w-]*\\.spec`));
  return ['test', '--project', name, '--reporter=list,json', ...(patterns.length > 0 ? ['--grep-invert', patterns.join('|')] : [])];
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
