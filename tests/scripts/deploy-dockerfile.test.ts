// The Dockerfile without Docker: each path it copies exists and is let through, each command it runs exists, and it starts what is built.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from '../../scripts/setup/places.mjs';
import { dockerfileSteps } from '../support/dockerfile.ts';

const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
const pack = JSON.parse(read('package.json')) as { scripts: Record<string, string>; engines: { node: string } };
const steps = dockerfileSteps();

const restsOf = (word: string) => steps.filter((step) => step.word === word).map(({ rest }) => rest);
const copies = restsOf('COPY').filter((rest) => !rest.startsWith('--from='));

test('every path that is copied exists, and .dockerignore lets it through and nothing else', () => {
  const sources = copies.flatMap((rest) => rest.split(/\s+/).slice(0, -1));
  expect(sources.length).toBeGreaterThan(8);
  for (const source of sources) expect(existsSync(join(checkout, source)), source).toBe(true);
  const [all, ...let_] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(all).toBe('*');
  expect(let_.sort()).toEqual([...new Set(sources)].map((source) => `!${source}`).sort());
});

test('a stage takes only what an earlier one has made', () => {
  const stages: string[] = [];
  let folder = '';
  const made = new Set<string>();
  for (const { word, rest } of steps) {
    const [image = '', , name = ''] = rest.split(/\s+/);
    if (word === 'FROM') {
      expect(image).toMatch(/^node:24-/);
      stages.push(name);
    }
    if (word === 'WORKDIR') folder = rest;
    if (word === 'RUN' && /npm ci/.test(rest)) made.add(`${stages.at(-1)}:${folder}/node_modules`);
    if (word === 'RUN' && rest === 'npm run build') made.add(`${stages.at(-1)}:${folder}/dist`);
    const from = /^--from=(\w+) (\S+)/.exec(rest);
    if (word === 'COPY' && from) expect(made).toContain(`${from[1]}:${from[2]}`);
  }
  expect(stages).toHaveLength(3);
});

test('it runs only our scripts, and production gets no development packages', () => {
  const runs = restsOf('RUN');
  for (const [, script = ''] of runs.flatMap((rest) => [...rest.matchAll(/npm run ([\w-]+)/g)]))
    expect(pack.scripts).toHaveProperty(script);
  const installs = runs.filter((rest) => rest.includes('npm ci'));
  expect(installs).toEqual(['npm ci', 'npm ci --omit=dev --ignore-scripts']);
  expect(read('.npmrc')).toContain('ignore-scripts=true');
});

test('it starts the built server as a user without privileges, and its health check asks a path that answers', () => {
  const [command] = restsOf('CMD').map((rest) => JSON.parse(rest) as string[]);
  expect(command).toEqual(['node', 'dist/server/main.js']);
  expect(existsSync(join(checkout, 'server/main.ts'))).toBe(true);
  expect(JSON.parse(read('tsconfig.server.json')).compilerOptions.outDir).toBe('dist');
  expect(restsOf('USER')).toEqual(['node']);
  expect(steps.findIndex(({ word }) => word === 'USER')).toBeGreaterThan(steps.findLastIndex(({ word }) => word === 'RUN'));
  const asked = /127\.0\.0\.1:\$\{process\.env\.PORT\}(\/\w+)/.exec(restsOf('HEALTHCHECK')[0] ?? '')?.[1];
  expect(read('server/http/health.ts')).toContain(`app.get('${asked}'`);
});

test('its Node is one that the product supports', () => {
  const [, major] = /node:(\d+)/.exec(restsOf('FROM')[0] ?? '') ?? [];
  const [, least] = /(\d+)/.exec(pack.engines.node) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(Number(least));
});
