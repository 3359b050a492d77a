// Runs one suite with its own runner, streams its output, counts the results, and tells what failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../setup/places.mjs';
import { runNode } from '../setup/run.mjs';
import { failuresIn } from './failures.mjs';
import { tallyOf } from './tally.mjs';

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {readonly string[]} wanted parts of file names; none means all
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, failures: string[] }>}
 */
export async function runSuite(suite, wanted) {
  const filters = wanted.flatMap((word) => [word, ...(suite.together?.[word] ?? [])]);
  const folder = mkdtempSync(join(tmpdir(), 'balint-room-'));
  const report = join(folder, 'report.json');
  try {
    const { code, timedOut } =
      suite.runner === 'vitest'
        ? await runNode(
            tool('vitest/vitest.mjs'),
            ['run', '--project', suite.name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
            { limit: suite.limit },
          )
        : await runNode(tool('@playwright/test/cli.js'), ['test', '--project', suite.name, '--reporter=list,json', ...filters], {
            limit: suite.limit,
            env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
          });
    if (timedOut) console.log(`${suite.name} was ended after ${suite.limit / 60_000} minutes.`);
    const told = readIfThere(report);
    return { tally: tallyOf(suite.runner, told, code), failures: failuresIn(suite.runner, told) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
