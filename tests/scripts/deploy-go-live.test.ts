// `npm run go-live` as somebody runs it: wrong options are explained, secrets are made once and never again, and nobody else may read them.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wishesIn } from '../../scripts/deploy/options.mjs';
import { checkout } from '../../scripts/setup/places.mjs';
import { readConfig } from '../../server/process/config.ts';
import { weakSecrets } from '../../server/process/weak-secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balint-go-live-'));
  // By itself, without packages or anything else from the checkout.
  cpSync(join(checkout, 'scripts'), join(folder, 'scripts'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function goLive(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(folder, 'scripts/go-live.mjs'), ...args], { cwd: tmpdir() }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const envFile = () => join(folder, '.env');
const settings = () =>
  Object.fromEntries(
    readFileSync(envFile(), 'utf8')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  ) as Record<string, string>;

const right = ['--domain', 'balint.hospital.test', '--ip', '203.0.113.7'];

test('one command makes every setting, tells the next steps, and repeats no secret', async () => {
  const { code, out } = await goLive(...right);
  expect(code).toBe(0);
  const made = settings();
  expect(made).toMatchObject({ DOMAIN: 'balint.hospital.test', TURN_DOMAIN: 'turn.balint.hospital.test', MEDIA_IP: '203.0.113.7' });
  const passwords = {
    DATABASE_URL: `postgresql://b:${made.POSTGRES_PASSWORD}@h/d`,
    REDIS_URL: `redis://:${made.REDIS_PASSWORD}@h`,
  };
  expect(weakSecrets({ ...made, ...passwords })).toEqual([]);
  const secrets = ['SECRET', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD'].map(
    (name) => made[name] ?? '',
  );
  expect(new Set(secrets).size).toBe(5);
  for (const secret of secrets) {
    // Fits unescaped into an address, a YAML line and a shell command.
    expect(secret).toMatch(/^[a-z0-9]{20,}$/);
    expect(out).not.toContain(secret);
  }
  expect(statSync(envFile()).mode & 0o777).toBe(0o600);
  expect(out).toContain('docker compose up -d --build --wait');
  for (const port of ['443/tcp', '7882/udp', '3478/udp', '7881/tcp']) expect(out).toContain(port);
  expect(readdirSync(folder).sort()).toEqual(['.env', 'scripts']);
});

test('again: addresses follow, secrets and one’s own settings stay', async () => {
  await goLive(...right);
  const first = settings();
  writeFileSync(envFile(), `${readFileSync(envFile(), 'utf8').replace(/^REDIS_PASSWORD=.*\n/m, '')}LOG_LEVEL=info\n# a note`, {
    mode: 0o644,
  });
  const { out } = await goLive('--domain', 'balint.hospital.test', '--ip', '203.0.113.8', '--turn', 'relay.hospital.test');
  const { REDIS_PASSWORD, ...second } = settings();
  const { REDIS_PASSWORD: old, ...rest } = first;
  expect(second).toEqual({ ...rest, MEDIA_IP: '203.0.113.8', TURN_DOMAIN: 'relay.hospital.test', LOG_LEVEL: 'info' });
  expect(REDIS_PASSWORD).not.toBe(old);
  expect(readFileSync(envFile(), 'utf8')).toContain('\n# a note\n');
  expect(statSync(envFile()).mode & 0o777).toBe(0o600);
  expect(out).toMatch(/Left as they were: DOMAIN, SECRET, LIVEKIT_API_KEY/);
});

test('the secret of a trial is taken over', async () => {
  writeFileSync(envFile(), `SECRET=${'0a1b2c3d'.repeat(8)}\nLIVEKIT_API_SECRET=\n`);
  await goLive(...right);
  expect(settings().SECRET).toBe('0a1b2c3d'.repeat(8));
  expect(settings().LIVEKIT_API_SECRET).toMatch(/^[0-9a-f]{64}$/);
});

test('a private address comes with what it needs', async () => {
  const { out } = await goLive('--domain', 'balint.hospital.test', '--ip', '10.20.3.4');
  expect(out).toContain('10.20.3.4 is an address of your own network');
  expect(out).toContain('TLS=given');
});

test.each([
  [[], /Say which name and which address/],
  [['--domain', 'balint.hospital.test'], /Say which name and which address/],
  [['--domain', 'https://balint.hospital.test', '--ip', '203.0.113.7'], /--domain should be a name/],
  [['--domain', 'localhost', '--ip', '203.0.113.7'], /--domain should be a name/],
  [['--domain', '203.0.113.7', '--ip', '203.0.113.7'], /--domain should be a name/],
  [['--domain', 'a.test', '--ip', '127.0.0.1'], /--ip should be the IPv4 address/],
  [['--domain', 'a.test', '--ip', '2001:db8::1'], /--ip should be the IPv4 address/],
  [[...right, '--turn', 'balint.hospital.test'], /--turn must be another name/],
  [[...right, '--turn', 'x y'], /--turn should be a name/],
  [[...right, '--force'], /Unknown option '--force'.*npm run go-live --/],
  [[...right, 'more'], /npm run go-live --/],
])('%j is answered with a sentence and writes nothing', async (args, sentence) => {
  const { code, err } = await goLive(...args);
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at /);
  expect(readdirSync(folder)).toEqual(['scripts']);
});

test('the server and go-live refuse the same addresses, loopback apart, where a trial has its sound', () => {
  const taken = ['10.20.3.4', '100.64.0.1', '192.168.1.4', '203.0.113.7', '220.1.2.3', '223.255.255.254'];
  const refused = [
    '0.0.0.0',
    '0.1.2.3',
    '169.254.7.7',
    '224.0.0.1',
    '230.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
  ];
  const isTaken = (take: () => unknown) => {
    try {
      return Boolean(take());
    } catch {
      return false;
    }
  };
  const here = (MEDIA_IP: string) => isTaken(() => readConfig({ LIVEKIT_BIN: '/livekit', MEDIA_IP }));
  const there = (ip: string) => isTaken(() => wishesIn(['--domain', 'balint.hospital.test', '--ip', ip]));
  for (const ip of taken) expect([ip, here(ip), there(ip)]).toEqual([ip, true, true]);
  for (const ip of refused) expect([ip, here(ip), there(ip)]).toEqual([ip, false, false]);
  expect([here('127.0.0.1'), there('127.0.0.1')]).toEqual([true, false]);
});

test('settings that cannot be read are left as they are, and so is a secret that is written in another way', async () => {
  const bytes = Buffer.from([0x53, 0x45, 0xff, 0xfe, 0x00]);
  writeFileSync(envFile(), bytes);
  const { code, err } = await goLive(...right);
  expect(code).toBe(1);
  expect(err).toMatch(/\.env is there and cannot be read as settings .*nothing was changed/);
  expect(readFileSync(envFile())).toEqual(bytes);
  rmSync(envFile());
  const elsewhere = join(folder, 'kept-elsewhere');
  writeFileSync(elsewhere, 'export SECRET = first\n  SECRET=of-an-older-installation\n');
  symlinkSync(elsewhere, envFile());
  expect((await goLive(...right)).code).toBe(0);
  const kept = readFileSync(elsewhere, 'utf8');
  expect(kept.match(/SECRET ?=.*/g)?.slice(0, 2)).toEqual(['SECRET = first', 'SECRET=of-an-older-installation']);
  expect(kept.match(/^SECRET=/gm)).toBeNull();
  expect(statSync(elsewhere).mode & 0o777).toBe(0o600);
});
