// The suites Vitest runs: quick ones without a process of their own, the ports' contracts, attacks on a running app, and faults of a cluster.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { quickStart } from './tests/support/programs.ts';

const exclude = configDefaults.exclude;
/** Begun first, they are over when the others are. */
const slowest = [
  ...['app.test', 'rolling.test', 'rehearse-chairs.test', 'guests.test', 'start.test'],
  ...['mail-killed.contract', 'deploy-image.contract', 'many-servers.contract', 'media-nodes.contract'],
  ...['f20-many-servers.attack', 'rejoins.attack', 'unseen.attack', 'shown-out.attack'],
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => slowest.some((name) => moduleId.includes(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

/** Each file has servers of its own, on ports of its own, and waits for them most of its time. With more at once they would be late. */
const several = { maxWorkers: 3 };
/** Programs that tests start are made once for a run. */
const globalSetup = ['tests/support/programs-of-a-run.ts'];
/** A process for many files: each leaves what it found. */
const shared = { isolate: false };
/** A database that lives for seconds is not worth compiling twice. */
const execArgv = [quickStart];
/** What is waited for is a condition, not a speed: a busy machine may take its time. */
const expectIt = { poll: { timeout: 60_000 } };

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    // `npm run unit -- --coverage`: a table by folder, and pages under coverage/.
    coverage: {
      provider: 'v8',
      include: ['{shared,server,client/src}/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: 'coverage',
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{rules,server,client,scripts}/**/*.test.{ts,tsx}'],
          exclude,
          globalSetup,
          expect: expectIt,
          execArgv,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...shared,
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'contracts',
          environment: 'node',
          include: ['tests/contracts/**/*.test.ts'],
          exclude,
          globalSetup,
          expect: expectIt,
          execArgv,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          ...several,
        },
      },
      {
        test: {
          name: 'attacks',
          environment: 'node',
          include: ['tests/attacks/**/*.test.ts'],
          exclude,
          globalSetup,
          expect: expectIt,
          execArgv,
          testTimeout: 400_000,
          hookTimeout: 300_000,
          ...shared,
          ...several,
        },
      },
      {
        test: {
          name: 'faults',
          environment: 'node',
          include: ['tests/faults/**/*.test.ts'],
          exclude,
          globalSetup,
          expect: expectIt,
          execArgv,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Times are measured.
          fileParallelism: false,
        },
      },
    ],
  },
});
