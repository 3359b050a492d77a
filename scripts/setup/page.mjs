// Prepares the built pages for delivery: weighs what a browser has to load before each can be used, and puts compressed versions beside each file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { filesUnder } from './files-under.mjs';

/** What a browser has to load before each page can be used, in bytes, gzipped. */
const PAGES = /** @type {const} */ ([
  { file: 'index.html', with: 'still.html', called: 'the doorstep', heaviest: 90_000 },
  { file: 'program.html', called: 'the first of the pages around the room', heaviest: 85_000 },
  { file: 'aside.html', called: 'the page that asks the server for nothing', heaviest: 75_000 },
]);
/** Fonts and pictures are compressed already. */
const COMPRESSIBLE = /\.(html|js|css|svg)$/;

/**
 * The page and everything it names: the scripts and styles without which there is no doorstep. Fonts load after the text; the room
 * and LiveKit load while a person checks their devices.
 * @param {string} folder the built page
 * @param {string} [file]
 * @param {string} [within] what the server writes into that page
 */
export function weightOf(folder, file = 'index.html', within) {
  const page = readFileSync(join(folder, file), 'utf8');
  const named = [...new Set([...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? ''))];
  if (named.length === 0) throw new Error(`${join(folder, file)} names no script: the page was not built.`);
  // Styles stand within the page that the server fills in.
  const parts = within === undefined ? [[file], ...named.map((path) => [path])] : filledIn(file, within, named);
  const weighs = (/** @type {string[]} */ paths) =>
    gzipSync(Buffer.concat(paths.map((path) => readFileSync(join(folder, path)))), { level: 9 }).length;
  return parts.map(weighs).reduce((a, b) => a + b);
}

/** @param {string} file @param {string} within @param {string[]} named */
function filledIn(file, within, named) {
  const [styles, scripts] = [named.filter((path) => path.endsWith('.css')), named.filter((path) => path.endsWith('.js'))];
  return [[file, ...styles, within], ...scripts.map((path) => [path])];
}

/** Throws when one is too heavy. @param {string} folder the built pages */
export function weigh(folder) {
  for (const { file, called, heaviest, ...more } of PAGES) {
    const weight = weightOf(folder, file, 'with' in more ? more.with : undefined);
    if (weight <= heaviest) continue;
    throw new Error(
      `What ${called} needs weighs ${Math.ceil(weight / 1000)} kB gzipped; at most ${heaviest / 1000} kB are allowed. ` +
        `Load what ${called} does not need later, with import().`,
    );
  }
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
