// The Dockerfile as steps, each an instruction and its arguments.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../scripts/setup/places.mjs';

export interface Step {
  readonly word: string;
  readonly rest: string;
}

export function dockerfileSteps(): readonly Step[] {
  return readFileSync(join(checkout, 'Dockerfile'), 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1).trim() }));
}
