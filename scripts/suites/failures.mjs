// Tells what failed, from the runners' own JSON: whoever reads a long run begins at its end.
import { stripVTControlCharacters } from 'node:util';
import { neverRan, wasNotRun } from './tally.mjs';

/**
 * What failed, one text for each: file, test, and the first lines of the reason.
 * @param {'vitest' | 'playwright'} runner
 * @param {string | null} report its JSON, null when it left none
 * @returns {string[]}
 */
export function failuresIn(runner, report) {
  if (report === null) return [];
  return runner === 'vitest' ? vitestFailures(JSON.parse(report)) : playwrightFailures(JSON.parse(report));
}

/**
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: { status: string, fullName: string,
 * failureMessages?: string[] | null }[] }[] }} report
 */
function vitestFailures({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const notRun = assertionResults.filter(wasNotRun).map(({ fullName }) => failure(name, fullName, 'was not run'));
      if (failed.length === 0) return [failure(name, 'the file itself', message), ...notRun];
      return [...failed.map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages?.join('\n'))), ...notRun];
    });
}

/**
 * @typedef {{ file: string, title: string, ok: boolean, tests: (import('./tally.mjs').PlaywrightTest & { results: { errors?: { message?: string
 * }[] }[] })[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** @param {PlaywrightSuite & { errors?: { message?: string }[] }} report @returns {string[]} */
function playwrightFailures({ specs = [], suites = [], errors = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...errors.map(({ message }) => failure('', 'the run itself', message)),
    ...failed.map(({ file, title, tests }) => {
      const whys = tests.flatMap(({ results }) => results.flatMap((result) => result.errors ?? []));
      return failure(file, title, whys.map(({ message }) => message).join('\n'));
    }),
    ...specs.filter(({ tests }) => tests.some(neverRan)).map(({ file, title }) => failure(file, title, 'was not run')),
    ...suites.flatMap(playwrightFailures),
  ];
}

/** @param {string} file @param {string} test @param {string | undefined} why */
function failure(file, test, why) {
  const lines = stripVTControlCharacters(why || 'it says no more').split('\n');
  const told = lines.filter((line) => line.trim() !== '').slice(0, 12);
  return [[file, test].filter(Boolean).join(' › '), ...told.map((line) => `    ${line}`)].join('\n');
}
