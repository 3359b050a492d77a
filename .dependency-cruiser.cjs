// The walls of the house: who may import whom. A rule speaks of folders and of vendors, never of a single feature.
// `npm run check` also counts the modules seen, so that these rules can't pass on nothing.

/** One vendor, one place. @param {string} name @param {string} packages @param {string[]} places */
const onlyIn = (name, packages, places) => ({
  name: `one-place-for-${name}`,
  comment: `Only ${places.join(' and ')} (and tests) import ${name}.`,
  severity: 'error',
  from: { path: '^(shared|server|client)/', pathNot: places },
  to: { path: `^node_modules/(@types/)?(${packages})/` },
});

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
    { name: 'client-without-server', severity: 'error', from: { path: '^client/' }, to: { path: '^(server|tests|scripts)/' } },
    {
      name: 'page-runs-in-a-browser',
      severity: 'error',
      from: { path: '^client/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('the-media-server', 'livekit-server-sdk', ['^server/media/livekit-gateway\\.ts$']),
    onlyIn('the-media-client', 'livekit-client', ['^client/src/media/']),
    onlyIn('socket.io', 'socket\\.io', ['^server/sockets/gateway\\.ts$']),
    onlyIn('socket.io-client', 'socket\\.io-client', ['^client/src/connection/room-connection\\.ts$']),
    onlyIn('the-database-driver', '@electric-sql/pglite|pg', ['^server/database/']),
    onlyIn('the-query-builder', 'kysely', ['^server/(database|accounts|programs)/']),
    onlyIn('redis', 'redis|ioredis|@redis', ['^server/roomlogs/redis-']),
    onlyIn('the-mailer', 'nodemailer', ['^server/accounts/mailer\\.ts$']),
    {
      name: 'main-chooses-adapters',
      comment:
        'Adapters are imported by main.ts (for the media, by its part start-media.ts) and by one another; everyone else knows ports.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: [
          '^server/(main|media/start-media)\\.ts$',
          '^server/[^/]+/(sql|file|redis|livekit|demo)-[^/]+\\.ts$',
          '^server/database/',
        ],
      },
      to: {
        path: '^server/(roomlogs/(file|redis)-|media/livekit-(gateway|process)|(accounts|programs)/sql-|database/database)',
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
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
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
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
