// `npm start`: sets up everything that a fresh clone needs, then runs the server in this very process.
// --watch serves the sources as they are edited; --rehearse fills the other chairs.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDependencies } from './setup/dependencies.mjs';
import { develop } from './setup/development.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { obtainLiveKit } from './setup/livekit.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout, dataFolder } from './setup/places.mjs';
import { rehearse } from './setup/rehearsal.mjs';
import { addressHere, answersAt, runningServer, serverReady } from './setup/running-server.mjs';

requireNode();
if (process.env.npm_lifecycle_event) await import('./setup/end-with-parent.mjs');

const watches = process.argv.includes('--watch');
const rehearses = process.argv.includes('--rehearse');
const data = dataFolder(process.env);
process.env.DATA_DIR = data;

const exitCode = await endInWords(prepare);
if (exitCode !== null) process.exit(exitCode);
if (rehearses) void serverReady(data, process.pid).then(({ url }) => rehearse(url, data));
await import(pathToFileURL(join(checkout, 'dist/server/main.js')).href);

/** @returns {Promise<number | null>} an exit code when everything is over, null when the server still has to start here */
async function prepare() {
  await installDependencies(checkout, console.log);
  const running = rehearses ? runningServer(data) : null;
  if (running) {
    console.log(`Joining the server that runs at ${running.url}.`);
    return rehearse(running.url, data);
  }
  if (rehearses) await mustBeAlone();
  await chooseLiveKit();
  if (watches) return develop();
  await buildOutputs(checkout, console.log);
  return null;
}

async function chooseLiveKit() {
  const livekit = await obtainLiveKit({ env: process.env, say: console.log });
  if ('program' in livekit) process.env.LIVEKIT_BIN = livekit.program;
  if ('missing' in livekit) {
    console.log(`${livekit.missing} The room opens without sound and pictures.`);
    process.env.LIVEKIT_MISSING = livekit.missing;
  }
}

/** Perhaps a server is already running on another folder, and its chairs are the ones to fill. */
async function mustBeAlone() {
  const port = process.env.PORT || '3000';
  const isTaken = port !== '0' && (await answersAt(addressHere(process.env.HOST, port)));
  if (isTaken)
    throw new Error(
      `A server answers on port ${port}, but it does not run on ${data}. Give the rehearsal the DATA_DIR of that server; or say PORT=0 to start another one here.`,
    );
  console.log(`No server runs on ${data}: one is started here, and its other chairs are filled.`);
}
