// How the build prepares the page for delivery.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { compress, weigh, weightOf } from '../../scripts/setup/page.mjs';
import { tempFolder, writeFiles } from './support/fake-programs.ts';

/** Text that does not compress: it weighs as much as it is long, or a little more. */
const bulk = (kilobytes: number) => randomBytes(kilobytes * 1000).toString('latin1');
const index = `<!doctype html>
<link rel="icon" href="/assets/chair.svg" type="image/svg+xml" />
<script type="module" crossorigin src="/assets/index.js"></script>
<link rel="modulepreload" crossorigin href="/assets/shared.js">
<link rel="stylesheet" crossorigin href="/assets/index.css">`;

let folder: string;

beforeEach(() => {
  folder = tempFolder();
  writeFiles(folder, {
    'index.html': index,
    'program.html': index.replace('index.js', 'program.js'),
    'aside.html': index,
    'still.html': '<h1>{{groupName}}</h1>',
    'assets/index.js': 'export {};',
    'assets/program.js': 'export {};',
    'assets/shared.js': 'export {};',
    'assets/index.css': 'p{}',
    'assets/chair.svg': bulk(200),
    'assets/livekit.js': bulk(200),
  });
});

test('what the doorstep needs is the page with the scripts and styles that it names, and not what is loaded later', () => {
  const light = weightOf(folder);
  expect(light).toBeLessThan(1000);
  expect(() => weigh(folder)).not.toThrow();
  writeFiles(folder, { 'assets/shared.js': bulk(50), 'assets/index.css': bulk(20) });
  expect(weightOf(folder) - light).toBeGreaterThan(70_000);
});

test('above its limit the build ends, and says what to do', () => {
  writeFiles(folder, { 'assets/index.js': bulk(91) });
  expect(() => weigh(folder)).toThrow(/weighs \d+ kB gzipped; at most 90 kB are allowed\. Load what/);
});

test('what the server writes into the page weighs with it', () => {
  writeFiles(folder, { 'assets/index.js': bulk(60) });
  expect(() => weigh(folder)).not.toThrow();
  writeFiles(folder, { 'still.html': bulk(30) });
  expect(() => weigh(folder)).toThrow(/What the doorstep needs weighs \d+ kB gzipped; at most 90 kB/);
});

test('the pages around the room have a limit of their own', () => {
  writeFiles(folder, { 'assets/program.js': bulk(86) });
  expect(() => weigh(folder)).toThrow(/pages around the room needs weighs \d+ kB gzipped; at most 85 kB are allowed\. Load what/);
});

test('a page without scripts was not built, and weighs nothing that could be trusted', () => {
  writeFiles(folder, { 'index.html': '<!doctype html>' });
  expect(() => weigh(folder)).toThrow('names no script');
});

test('each file of words has its compressed forms beside it, where they are smaller', () => {
  const long = 'export const word = 1;\n'.repeat(200);
  writeFiles(folder, { 'assets/index.js': long, 'assets/face.woff2': long });
  compress(folder);
  const read = (name: string) => readFileSync(join(folder, name));
  expect(brotliDecompressSync(read('assets/index.js.br')).toString()).toBe(long);
  expect(gunzipSync(read('assets/index.js.gz')).toString()).toBe(long);
  for (const name of ['assets/shared.js.gz', 'assets/face.woff2.br']) expect(existsSync(join(folder, name)), name).toBe(false);
});
