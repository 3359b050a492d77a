// Starts the members of a rehearsal beside a running server and ends them with us. Does not know what they do.
import { join } from 'node:path';
import { runInForeground } from './foreground.mjs';
import { checkout } from './places.mjs';

/**
 * @param {string} url of the running server
 * @param {string} dataFolder of that server
 * @returns {Promise<number>} the exit code, once they have left
 */
export function rehearse(url, dataFolder) {
  return runInForeground(['--import', 'tsx', join(checkout, 'scripts/rehearse/main.ts')], {
    REHEARSE_URL: url,
    REHEARSE_DATA: dataFolder,
  });
}
