// The count of a whole run cannot look right by saying nothing.
import { expect, test } from 'vitest';
import { inWords, sumOf, tallyOf } from '../../scripts/suites/tally.mjs';

const vitest = (passed: number, failed: number, files: { status: string; assertionResults: { status: string }[] }[] = []) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 0, testResults: files });

test('passed, failed and skipped are the runner’s', () => {
  expect(tallyOf('vitest', vitest(7, 2), 1)).toEqual({ passed: 7, failed: 2, skipped: 1 });
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(tallyOf('playwright', JSON.stringify({ stats }), 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a file that cannot be loaded is a failure though no test of it failed', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  expect(tallyOf('vitest', vitest(7, 1, [broken, failed]), 1).failed).toBe(2);
});

test('a test that never got its turn is a failure; one that is skipped on purpose is not', () => {
  const ofSeries = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'skipped' }] };
  const elsewhere = { status: 'passed', assertionResults: [{ status: 'skipped' }] };
  const tests = (status: string) => [{ tests: [{ status, expectedStatus: 'passed' }] }];
  expect(tallyOf('vitest', vitest(7, 1, [ofSeries, elsewhere]), 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });

  const leftOut = { tests: [{ status: 'skipped', expectedStatus: 'skipped' }] };
  const suites = [{ specs: tests('unexpected'), suites: [{ specs: [...tests('skipped'), leftOut] }] }];
  const stats = { expected: 3, unexpected: 1, flaky: 0, skipped: 2 };
  expect(tallyOf('playwright', JSON.stringify({ stats, suites }), 1)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test.each([
  ['no report', null, 1],
  ['no test ran', vitest(0, 0), 0],
  ['all passed, yet the runner ended badly', vitest(7, 0), 1],
])('%s: one failure', (_, report, code) => {
  expect(tallyOf('vitest', report, code).failed).toBe(1);
});

test('the last line names the skipped only when there are any', () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  expect(inWords(sumOf([one, one]))).toBe('2 passed, 0 failed');
  expect(inWords(sumOf([one, { passed: 4, failed: 1, skipped: 2 }]))).toBe('5 passed, 1 failed, 2 skipped');
});
