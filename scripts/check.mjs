// `npm run check`: types, lint and format, the walls between folders, unused code, and the size of files. All of them run, whatever fails.
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { requireNode } from './setup/node-version.mjs';
import { checkout } from './setup/places.mjs';
import { CHECKS } from './suites/checks.mjs';

requireNode();
await endInWords(() => installDependencies(checkout, console.log));

const findings = await Promise.all(
  CHECKS.map(async ({ title, look }) => {
    const found = await look();
    console.log(found === null ? `ok      ${title}` : `FAILED  ${title}\n${found}\n`);
    return found;
  }),
);
process.exitCode = findings.every((found) => found === null) ? 0 : 1;
