// `npm run build`: the server to dist/, the page to dist/client.

import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { requireNode } from './setup/node-version.mjs';
import { buildOutputs } from './setup/outputs.mjs';
import { checkout } from './setup/places.mjs';

requireNode();
await endInWords(async () => {
  await installDependencies(checkout, console.log);
  await buildOutputs(checkout, console.log, { evenIfCurrent: true });
});
