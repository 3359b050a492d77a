// Counts what ran, from the runners' own JSON. A run without a report or without tests is a failure, and so is a test that never got its turn.

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sumOf(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const each of tallies) {
    sum.passed += each.passed;
    sum.failed += each.failed;
    sum.skipped += each.skipped;
  }
  return sum;
}

/** @param {Tally} tally */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {'vitest' | 'playwright'} runner
 * @param {string | null} report its JSON, null when it left none
 * @param {number} code its exit code
 * @returns {Tally}
 */
export function tallyOf(runner, report, code) {
  const tally =
    report === null
      ? { passed: 0, failed: 0, skipped: 0 }
      : runner === 'vitest'
        ? ofVitest(JSON.parse(report))
        : ofPlaywright(JSON.parse(report));
  const ranNothing = tally.passed + tally.failed === 0;
  // A crash between tests, or a report that ends early, leaves no failed test behind.
  if (tally.failed === 0 && (ranNothing || code !== 0)) tally.failed = 1;
  return tally;
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Tally}
 */
function ofVitest(report) {
  const failedFiles = report.testResults.filter(({ status }) => status === 'failed');
  const brokenFiles = failedFiles.filter((file) => file.assertionResults.every(({ status }) => status !== 'failed'));
  const notRun = failedFiles.flatMap((file) => file.assertionResults).filter(wasNotRun).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length + notRun,
    skipped: report.numPendingTests + report.numTodoTests - notRun,
  };
}

/**
 * Vitest reports a test whose set-up failed like one that was skipped on purpose; the file's status tells them apart. @param {{ status: string }}
 * test
 */
export function wasNotRun({ status }) {
  return status === 'skipped' || status === 'pending';
}

/**
 * @typedef {{ status: string, expectedStatus: string }} PlaywrightTest
 * @typedef {{ specs?: { title: string, file: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** @param {PlaywrightSuite & { stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report @returns {Tally} */
function ofPlaywright({ stats, suites = [] }) {
  const notRun = testsOf(suites).filter(neverRan).length;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + notRun,
    skipped: stats.skipped - notRun,
  };
}

/** A test in a series whose earlier test failed, or one that the end of the run cut off. @param {PlaywrightTest} test */
export function neverRan({ status, expectedStatus }) {
  return status === 'skipped' && expectedStatus !== 'skipped';
}

/** @param {PlaywrightSuite[]} suites @returns {PlaywrightTest[]} */
function testsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs.flatMap(({ tests }) => tests), ...testsOf(inner)]);
}
