// Prepares the built page for delivery: weighs what a browser has to load before the doorstep, and puts compressed versions beside each file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { filesUnder } from './files-under.mjs';

/** In bytes, gzipped. */
const HEAVIEST = 90_000;
/** Fonts and pictures are compressed already. */
const COMPRESSIBLE = /\.(html|js|css|svg)$/;

/**
 * The page and everything it names: the scripts and styles without which there is no doorstep. Fonts load after the text; the room
 * and LiveKit load while a person checks their devices.
 * @param {string} folder the built page
 */
export function weightOf(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...new Set([...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? ''))];
  if (named.length === 0) throw new Error(`${join(folder, 'index.html')} names no script: the page was not built.`);
  return ['index.html', ...named]
    .map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length)
    .reduce((a, b) => a + b);
}

/** Throws when it is too heavy. @param {string} folder the built page */
export function weigh(folder) {
  const weight = weightOf(folder);
  if (weight <= HEAVIEST) return;
  throw new Error(
    `What the doorstep needs weighs ${Math.ceil(weight / 1000)} kB gzipped; at most ${HEAVIEST / 1000} kB are allowed. ` +
      'Load what the doorstep does not need later, with import().',
  );
}

/** A compressed version is kept only if it is smaller. @param {string} folder the built page */
export function compress(folder) {
  for (const path of filesUnder(folder, ['.']).filter((name) => COMPRESSIBLE.test(name))) {
    const plain = readFileSync(join(folder, path));
    for (const [ending, small] of /** @type {const} */ ([
      ['br', brotliCompressSync(plain)],
      ['gz', gzipSync(plain, { level: 9 })],
    ])) {
      if (small.length < plain.length) writeFileSync(join(folder, `${path}.${ending}`), small);
    }
  }
}
