// The suites, in the order a whole run takes: what each needs on the machine, and how long it may take before it is ended.

const MINUTE = 60_000;

/**
 * @typedef {'livekit' | 'outputs' | import('./machine-tools.mjs').ToolName} Need
 * @typedef {{ name: string, runner: 'vitest' | 'playwright', needs: readonly Need[], limit: number }} Suite
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: 'unit', runner: 'vitest', needs: [], limit: 10 * MINUTE },
  { name: 'contracts', runner: 'vitest', needs: ['livekit', 'postgres', 'redis', 'caddy', 'haproxy'], limit: 15 * MINUTE },
  { name: 'attacks', runner: 'vitest', needs: ['livekit', 'postgres', 'redis'], limit: 25 * MINUTE },
  { name: 'faults', runner: 'vitest', needs: ['livekit', 'postgres', 'redis'], limit: 12 * MINUTE },
  { name: 'e2e', runner: 'playwright', needs: ['livekit', 'outputs', 'chromium', 'postgres', 'redis'], limit: 40 * MINUTE },
];

/** Drawn on demand; proves nothing, so it is no part of a whole run. @type {Suite} */
export const SCREENSHOTS = {
  name: 'screenshots',
  runner: 'playwright',
  needs: ['livekit', 'outputs', 'chromium'],
  limit: 20 * MINUTE,
};
