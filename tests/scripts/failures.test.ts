// The end of a whole run says what failed in it, and why.
import { expect, test } from 'vitest';
import { failuresIn } from '../../scripts/suites/failures.mjs';

test('each failure is told with its file, its test and the reason, and nothing else', () => {
  const report = {
    testResults: [
      { name: 'good.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'is well' }] },
      { name: 'broken.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      {
        name: 'bad.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'is well' },
          {
            status: 'failed',
            fullName: 'is ill',
            failureMessages: [`\u001b[31mexpected 1\u001b[39m\n\n${'at here\n'.repeat(99)}`],
          },
        ],
      },
    ],
  };
  const [broken, bad, ...more] = failuresIn('vitest', JSON.stringify(report));
  expect(broken).toBe('broken.test.ts › the file itself\n    Cannot find module');
  expect(bad).toMatch(/^bad\.test\.ts › is ill\n {4}expected 1\n {4}at here\n/);
  expect(bad?.split('\n')).toHaveLength(13);
  expect(more).toEqual([]);
  expect(failuresIn('vitest', null)).toEqual([]);
});

test('a browser test that failed is found however deep it lies', () => {
  const spec = (ok: boolean, message?: string) => ({
    file: 'a.spec.ts',
    title: 'sees',
    ok,
    tests: [{ results: [{ errors: [{ message }] }] }],
  });
  const report = {
    errors: [{ message: 'no browser' }],
    suites: [{ specs: [spec(true)], suites: [{ specs: [spec(false, 'not seen')] }] }],
  };
  expect(failuresIn('playwright', JSON.stringify(report))).toEqual([
    'the run itself\n    no browser',
    'a.spec.ts › sees\n    not seen',
  ]);
});
