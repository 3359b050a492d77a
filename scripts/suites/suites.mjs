// The suites, in the order of a whole run: what each needs on the machine, and how long it may take before it is ended.

const MINUTE = 60_000;

/**
 * @typedef {'livekit' | 'outputs' | 'verapdf' | import('./machine-tools.mjs').ToolName} Need
 * @typedef {object} Suite
 * @property {string} name
 * @property {'vitest' | 'playwright'} runner
 * @property {readonly Need[]} needs
 * @property {number} limit in milliseconds
 * @property {Readonly<Record<string, readonly string[]>>} [together] which files one word names, besides those whose names hold it
 * @property {readonly string[]} [shortened] what the runner is told in a whole run, which leaves out what `leftOut` says
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: 'unit', runner: 'vitest', needs: [], limit: 10 * MINUTE },
  {
    name: 'contracts',
    runner: 'vitest',
    needs: ['livekit', 'postgres', 'redis', 'caddy', 'haproxy', 'icalendar', 'poppler', 'dovecot', 'verapdf'],
    limit: 15 * MINUTE,
  },
  { name: 'attacks', runner: 'vitest', needs: ['livekit', 'postgres', 'redis'], limit: 25 * MINUTE },
  { name: 'faults', runner: 'vitest', needs: ['livekit', 'postgres', 'redis'], limit: 6 * MINUTE },
  {
    name: 'e2e',
    runner: 'playwright',
    needs: ['livekit', 'outputs', 'chromium', 'firefox', 'postgres', 'redis'],
    limit: 40 * MINUTE,
    // A whole run has these anyway; the picture that stands still is in Firefox's.
    together: { scenarios: ['a-whole-ritual.spec', '/rehearsal.spec', '/firefox.spec'] },
    shortened: ['--grep-invert', '@cluster|networks|scenarios'],
  },
];

/** Run only by name, because they prove nothing. @type {readonly Suite[]} */
export const ON_DEMAND = [
  { name: 'screenshots', runner: 'playwright', needs: ['livekit', 'outputs', 'chromium'], limit: 20 * MINUTE },
];

/** Nothing is left out silently. */
export const LEFT_OUT =
  'Left to runs of their own: all but the daily faults of npm run faults, npm run e2e -- cluster, -- networks and -- scenarios, and of npm run attacks 170 of the 200 rejoins and half of the minute for which notices fail.';
