// `npm run go-live -- --domain NAME --ip ADDRESS`: makes the settings and secrets of an installation and says what to do next.
// Starts nothing, installs nothing, asks nobody.
import { join } from 'node:path';
import { writeEnvFile } from './deploy/env-file.mjs';
import { nextSteps } from './deploy/next-steps.mjs';
import { wishesIn } from './deploy/options.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { checkout } from './setup/places.mjs';

await endInWords(async () => {
  const wishes = wishesIn(process.argv.slice(2));
  const done = writeEnvFile(join(checkout, '.env'), wishes);
  console.log(nextSteps(wishes, done));
});
