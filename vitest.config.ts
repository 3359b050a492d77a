// The three suites Vitest runs: quick ones without a process of their own, the ports' contracts, and the attacks on a running house.
import { configDefaults, defineConfig } from 'vitest/config';

const exclude = configDefaults.exclude;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{rules,server,client,scripts}/**/*.test.{ts,tsx}'],
          exclude,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'contracts',
          environment: 'node',
          include: ['tests/contracts/**/*.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'attacks',
          environment: 'node',
          include: ['tests/attacks/**/*.test.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 90_000,
          // Each has a house of its own, on ports of its own. More than two at once would be late for their own silences.
          maxWorkers: 2,
        },
      },
    ],
  },
});
