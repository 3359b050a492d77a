// `npm run cluster`: the whole product as it runs on several machines, on this one. Two servers behind a balancer, two media nodes,
// PostgreSQL and Redis, in the foreground; Ctrl-C ends them all.
import { join } from 'node:path';
import { Cluster } from './cluster/cluster.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { obtainLiveKit } from './setup/livekit.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout } from './setup/places.mjs';
import { provideTools } from './suites/machine-tools.mjs';

requireNode();
if (process.env.npm_lifecycle_event) await import('./setup/end-with-parent.mjs');

const cluster = await endInWords(prepare);
let isEnding = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);

await endInWords(() =>
  cluster.start().catch(async (error) => {
    if (isEnding) await new Promise(() => {}); // an end that was asked for interrupts the start; that is not a failure
    await cluster.stop();
    throw error;
  }),
);
const links = cluster.links();
const width = Math.max(...links.map(({ name, role }) => `${name}, ${role}`.length));
console.log(
  [
    `ready ${cluster.url}`,
    '',
    `Servers, each alone: ${cluster.names
      .filter((name) => name.startsWith('app'))
      .map((name) => `${name} ${cluster.urlOf(name)}`)
      .join(' · ')}`,
    `Processes, to be killed one by one: ${cluster.names.map((name) => `${name} ${cluster.pid(name)}`).join(' · ')}`,
    '',
    "Personal links (each opens one person's seat):",
    ...links.map(({ name, role, url }) => `  ${`${name}, ${role}`.padEnd(width + 2)}${url}`),
    '',
    'Ctrl-C stops all.',
  ].join('\n'),
);

async function prepare() {
  await installDependencies(checkout, console.log);
  await provideTools(['postgres', 'redis'], console.log);
  const { LIVEKIT_URL: _, ...env } = process.env;
  const livekit = await obtainLiveKit({ env, say: console.log });
  if (!('program' in livekit)) throw new Error('missing' in livekit ? livekit.missing : 'The cluster needs LiveKit as a program.');
  await buildOutputs(checkout, console.log);
  const { livekitConfig } = await import(join(checkout, 'dist/server/media/livekit/own/livekit-config.js'));
  return new Cluster({
    folder: process.env.DATA_DIR || join(checkout, 'data', 'cluster'),
    apps: 2,
    nodes: 2,
    programs: { postgres: process.env.POSTGRES_BIN ?? '', redis: process.env.REDIS_BIN ?? '', livekit: livekit.program },
    livekitConfig,
    port: Number(process.env.PORT) || 3000,
    isDurable: true,
    say: console.log,
  });
}

async function end() {
  if (isEnding) return;
  isEnding = true;
  console.log('\nClosing…');
  await cluster.stop();
  process.exit();
}
