// The walls: who may import whom. A rule speaks of folders and of vendors, never of a single feature.
// `npm run check` also counts the modules seen, so that these rules can't pass on nothing.

/** Each vendor's packages, the only place (beside tests) that may import them, and the file there that must. */
const vendors = [
  {
    packages: 'livekit-server-sdk',
    place: '^server/media/livekit/livekit-gateway\\.ts$',
    door: '^server/media/livekit/livekit-gateway\\.ts$',
  },
  {
    packages: '@livekit/protocol',
    place: '^server/media/(livekit|signalling)/',
    door: '^server/media/(signalling/signal-filter|livekit/media-permission)\\.ts$',
  },
  { packages: 'livekit-client', place: '^client/src/media/', door: '^client/src/media/media-session\\.ts$' },
  {
    packages: '(socket|engine)\\.io|socket\\.io-parser',
    place: '^server/sockets/((check-)?gateway|take-messages|socket-door|narrow-decoder)\\.ts$',
    door: '^server/sockets/gateway\\.ts$',
  },
  {
    packages: 'socket\\.io-client',
    place: '^client/src/connection/(room-connection|check-channel)\\.ts$',
    door: '^client/src/connection/room-connection\\.ts$',
  },
  { packages: '@electric-sql/pglite|pg', place: '^server/database/', door: '^server/database/(database|pglite-pool)\\.ts$' },
  { packages: 'nodemailer', place: '^server/mail/smtp-', door: '^server/mail/smtp-sender\\.ts$' },
  { packages: 'imapflow', place: '^server/mail/imap-mailbox\\.ts$', door: '^server/mail/imap-mailbox\\.ts$' },
  { packages: 'postal-mime', place: '^server/mail/read-bounce\\.ts$', door: '^server/mail/read-bounce\\.ts$' },
  { packages: 'prom-client', place: '^server/metrics/prometheus-meters\\.ts$', door: '^server/metrics/prometheus-meters\\.ts$' },
  {
    packages: 'redis|@redis/client',
    place: '^server/(cluster/redis/|roomlogs/redis-)',
    door: '^server/cluster/redis/redis-wire\\.ts$',
  },
  { packages: 'csv-parse', place: '^server/programs/read-roster\\.ts$', door: '^server/programs/read-roster\\.ts$' },
  { packages: 'temporal-polyfill', place: '^server/dates/', door: '^server/dates/wall-time\\.ts$' },
  {
    packages: '@myriaddreamin/typst-ts-node-compiler',
    place: '^server/certificates/typst-compiler\\.ts$',
    door: '^server/certificates/typst-compiler\\.ts$',
  },
  { packages: 'ical-generator', place: '^server/calendar/', door: '^server/calendar/event-file\\.ts$' },
  {
    packages: '@simplewebauthn/server',
    place: '^server/accounts/passkey-identity\\.ts$',
    door: '^server/accounts/passkey-identity\\.ts$',
  },
  { packages: 'openid-client', place: '^server/accounts/oidc-identity\\.ts$', door: '^server/accounts/oidc-identity\\.ts$' },
  { packages: '@node-saml/node-saml', place: '^server/accounts/saml-identity\\.ts$', door: '^server/accounts/saml-identity\\.ts$' },
  {
    packages: 'kysely',
    place:
      '^server/(database|backup|accounts|groups|programs|dates|series|mail|calendar|credit|systems|news|webhooks|keeping|after|certificates|credentials|roomlogs/sql-)',
    door: '^server/database/database\\.ts$',
  },
  {
    packages: '@simplewebauthn/browser',
    place: '^client/src/program/parts/passkey\\.ts$',
    door: '^client/src/program/parts/passkey\\.ts$',
  },
  {
    packages: '@fastify/swagger|fastify-type-provider-zod',
    place: '^server/http/v1/',
    door: '^server/http/v1/register-v1\\.ts$',
  },
  { packages: 'wouter', place: '^client/src/(program|gallery)/', door: '^client/src/program/ProgramApp\\.tsx$' },
];

const pathOf = (/** @type {string} */ packages) => `^node_modules/(@types/)?(${packages})/`;

module.exports = {
  forbidden: [
    {
      name: 'ritual-is-pure',
      comment: 'shared/ritual imports nothing outside itself.',
      severity: 'error',
      from: { path: '^shared/ritual/' },
      to: { pathNot: '^shared/ritual/' },
    },
    {
      name: 'shared-stays-below',
      comment: 'shared knows zod and itself.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/zod/'] },
    },
    { name: 'server-without-client', severity: 'error', from: { path: '^server/' }, to: { path: '^(client|tests|scripts)/' } },
    {
      name: 'client-without-server',
      comment: 'The gallery alone, which nobody is served, borrows the faces of the rehearsal.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|tests|scripts)/', pathNot: '^scripts/rehearse/(faces|looks)\\.ts$' },
    },
    {
      name: 'rehearsed-faces-in-the-gallery-alone',
      severity: 'error',
      from: { path: '^client/', pathNot: '^client/src/gallery/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'page-runs-in-a-browser',
      severity: 'error',
      from: { path: '^client/' },
      to: { dependencyTypes: ['core'] },
    },
    ...vendors.map(({ packages, place }) => ({
      name: `one-place-for-${packages}`,
      severity: 'error',
      from: { path: '^(shared|server|client)/', pathNot: place },
      to: { path: pathOf(packages) },
    })),
    {
      name: 'main-chooses-adapters',
      comment:
        'Adapters are imported by main.ts, its parts start-identities.ts, start-media.ts, start-mail.ts, start-systems.ts, start-cluster.ts, start-keeping.ts and start-certificates.ts, and one another; everyone else knows ports.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: [
          '^server/(main|accounts/start-identities|media/start-media|mail/start-mail|systems/start-systems|cluster/start-cluster|after/start-keeping|certificates/start-certificates|backup/(records|coordinator)-cli)\\.ts$',
          '^server/.+/(sql|file|redis|livekit|demo)-[^/]+\\.ts$',
          '^server/database/',
        ],
      },
      to: {
        path: '^server/([^/]+/start-|roomlogs/(file|redis|sql)-|cluster/(local|redis)/|metrics/prometheus-|media/livekit/(livekit-(alone|gateway|nodes|shared)|own/livekit-process)|(accounts|groups|programs|series|mail|calendar|credit|systems|keeping|after|certificates|credentials|webhooks)/sql-|database/database)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'main-is-the-top',
      severity: 'error',
      from: { path: '^(server|shared|client|tests)/' },
      to: { path: '^server/main\\.ts$' },
    },
    {
      name: 'the-room-is-drawn-from-types-and-words',
      comment: 'client/src/room and screens see neither a socket nor the media: only what is handed to them.',
      severity: 'error',
      from: { path: '^client/src/(room|screens)/' },
      to: { path: ['^client/src/(connection|media)/', '^node_modules/(socket\\.io|engine\\.io|livekit)'] },
    },
    {
      name: 'the-pages-around-the-room-know-no-room',
      comment: 'client/src/program is drawn from words, styles, parts and what this browser keeps; it sees neither room nor media.',
      severity: 'error',
      from: { path: '^client/src/program/' },
      to: { path: '^client/src/(connection|media|room|screens|session)/' },
    },
    {
      name: 'practising-reaches-nobody',
      comment: 'What runs while one practises or reads can by no way reach a socket, a medium or the way to the server (R12.1).',
      severity: 'error',
      from: { path: '^client/src/(practice|aside)/' },
      to: {
        path: [
          '^client/src/(connection|media|session|program)/',
          '^node_modules/(socket\\.io|engine\\.io|livekit|@livekit|webrtc)',
        ],
        reachable: true,
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'parts-do-not-know-the-whole',
      comment: 'What puts parts together stands above them, and no part reaches up to it.',
      severity: 'error',
      from: { path: '^(server|server/media|server/cluster|client/src)/[^/]+/', pathNot: '^client/src/gallery/' },
      to: { path: '^$1/[^/]+[.]tsx?$' },
    },
    {
      name: 'no-cycles-of-folders',
      comment: 'What two folders know of each other is one folder, or a third one below both.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(shared|server|client|scripts)' },
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'A file is imported by its own name.',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { path: '/index[.](ts|tsx|mjs)$', pathNot: 'node_modules' },
    },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'production-has-its-packages',
      comment: 'The server runs without the development dependencies.',
      severity: 'error',
      from: { path: '^(server|shared)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  // A vendor that the cruise cannot see would make its wall pass on nothing.
  required: vendors.map(({ packages, door }) => ({
    name: `door-to-${packages}`,
    severity: 'error',
    module: { path: door },
    to: { path: pathOf(packages) },
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
