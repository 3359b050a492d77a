// `npm run coordinator -- --program NAME --mail ADDRESS`: sets up what that needs, then hands over to the server's own command.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout, dataFolder } from './setup/places.mjs';

requireNode();
process.env.DATA_DIR = dataFolder(process.env);
// Standard output is for the link alone.
await endInWords(async () => {
  await installDependencies(checkout, console.error);
  await buildOutputs(checkout, console.error);
});
await import(pathToFileURL(join(checkout, 'dist/server/backup/coordinator-cli.js')).href);
