// The one lock of a checkout, for installing and building. It is kept in the user's folder, since both empty the folders they fill.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { withWorkersNoted } from './leftover-workers.mjs';
import { withLock } from './lock.mjs';
import { makeCacheFolder } from './places.mjs';

/**
 * @template T
 * @param {string} folder the checkout
 * @param {string} reason told to whoever has to wait
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 */
export async function withCheckoutLock(folder, reason, say, work) {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const onWait = (/** @type {number} */ pid) => say(`Waiting: ${reason} (process ${pid})…`);
  const lock = join(await makeCacheFolder(process.env), `checkout-${name}.lock`);
  return withLock(lock, { onWait }, () => withWorkersNoted(`${lock}.workers`, work));
}
