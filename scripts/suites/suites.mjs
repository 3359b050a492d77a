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
 * @property {readonly string[]} [byName] words of files' names, or tags, that run by name alone
 * @property {readonly string[]} [inWhole] words of files' names that a whole run has and the daily one has not
 */

/** @param {string[]} lines */
const words = (...lines) => lines.join(' ').split(' ');

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'unit',
    runner: 'vitest',
    needs: [],
    limit: 10 * MINUTE,
    inWhole: words(
      'scripts/deploy-go-live scripts/rehearse-chairs server/guests server/last-resort server/newer-log',
      'server/refused-starts server/rolling server/start',
    ),
  },
  {
    name: 'contracts',
    runner: 'vitest',
    needs: ['livekit', 'postgres', 'redis', 'caddy', 'haproxy', 'icalendar', 'poppler', 'dovecot', 'verapdf'],
    limit: 15 * MINUTE,
    inWhole: words(
      'certificates coordinator-command ctrl-c deploy-image keeping livekit-process local-cluster lost-rooms',
      'mail-killed mailbox-tls many-servers media-nodes records-backup records-command redis-cluster',
      'refused-postgres signal-lies signalling-proxy',
    ),
  },
  {
    name: 'attacks',
    runner: 'vitest',
    needs: ['livekit', 'postgres', 'redis'],
    limit: 25 * MINUTE,
    inWhole: words('a3 a4 a6 a8 f04 f05 f06 f07 f08 f09 f10 f11 f12 f13 f14 f15 f16 f17 f19 f20 shown-out two-circles unseen'),
  },
  { name: 'faults', runner: 'vitest', needs: ['livekit', 'postgres', 'redis'], limit: 6 * MINUTE },
  {
    name: 'e2e',
    runner: 'playwright',
    needs: ['livekit', 'outputs', 'chromium', 'firefox', 'postgres', 'redis'],
    limit: 40 * MINUTE,
    // A whole run has these anyway; the picture that stands still is in Firefox's.
    together: { scenarios: ['a-whole-ritual.spec', '/rehearsal.spec', '/firefox.spec'] },
    byName: ['@cluster', 'networks', 'scenarios'],
    inWhole: words('credit devices dialogs keeping lost-sound notices program- recovery rehearsal reminders sign-in'),
  },
];

/** Run only by name, because they prove nothing. @type {readonly Suite[]} */
export const ON_DEMAND = [
  { name: 'screenshots', runner: 'playwright', needs: ['livekit', 'outputs', 'chromium'], limit: 20 * MINUTE },
];

/** Where its files are, from the checkout. @param {Suite} suite */
export function folderOf({ name }) {
  return name === 'unit' ? 'tests' : `tests/${name}`;
}

/** @param {Suite} suite @param {boolean} isWhole */
export function leftOutOf({ byName = [], inWhole = [] }, isWhole) {
  return isWhole ? byName : [...byName, ...inWhole];
}

/** Nothing is left out silently. @param {boolean} isWhole */
export function leftOut(isWhole) {
  const waiting = SUITES.flatMap(({ name, inWhole = [] }) => (inWhole.length > 0 ? [`of ${name} ${inWhole.join(', ')}`] : []));
  return [
    ...(isWhole ? [] : [`Left to npm test -- whole: ${waiting.join('; ')}.`]),
    `Left to runs of their own: all but the daily faults of npm run faults, npm run e2e -- cluster, -- networks and -- scenarios, and of npm run attacks most of the 200 rejoins and half of the minute for which notices fail.`,
  ].join('\n');
}
