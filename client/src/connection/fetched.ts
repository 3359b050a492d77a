// A part of the page that comes with a file of its own. Many browsers take a file that once did not come for missing as long as the page stands, and an
// update of the server may have taken it away: then the page is loaded again, once the server answers.
import { pause } from '../model/pause.ts';
import { obstacleNow } from './who-answers.ts';

const lookEveryMs = 3000;

/** Never rejects. */
export const fetched = <T>(fetch: () => Promise<T>): Promise<T> =>
  fetch().catch(async () => {
    do await pause(lookEveryMs);
    while ((await obstacleNow()) !== null);
    location.reload();
    return new Promise<T>(() => {});
  });
