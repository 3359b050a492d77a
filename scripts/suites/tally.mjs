// Counts what ran, from the runners' own JSON. A run that tells nothing, or ran nothing, is a failure.

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
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report @returns {Tally} */
function ofPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
