// Lists files, sorted, as paths with forward slashes relative to the folder asked about.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @param {readonly string[]} names files and folders inside it; those that do not exist are left out
 * @returns {string[]}
 */
export function filesUnder(folder, names) {
  return names.flatMap((name) => {
    const entry = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!entry) return [];
    if (!entry.isDirectory()) return [name];
    const inside = readdirSync(join(folder, name))
      .filter((each) => each !== 'node_modules')
      .sort();
    return filesUnder(
      folder,
      inside.map((each) => `${name}/${each}`),
    );
  });
}
