// LiveKit and Redis as docker-compose.yml starts them, with the real programs and that file's own lines: only paths and ports are this test's.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkout } from '../../scripts/setup/places.mjs';
import { connectRedis } from '../../server/cluster/redis/redis-connection.ts';
import { LiveKitGateway } from '../../server/media/livekit/livekit-gateway.ts';
import { freeTcpPort, freeUdpPort } from '../../server/media/livekit/own/free-ports.ts';
import { livekitConfig } from '../../server/media/livekit/own/livekit-config.ts';
import { composeFile } from '../scripts/support/compose-file.ts';
import { spawnLeashed } from '../support/leashed.ts';
import { livekitBinary } from '../support/livekit.ts';

const compose = composeFile();
const folder = mkdtempSync(join(tmpdir(), 'balint-deploy-'));
const secrets = {
  REDIS_PASSWORD: '5f0c3a9e7d214b68a1c0f2e4d6b8a9c0',
  LIVEKIT_API_KEY: 'room0123456789abcdef',
  LIVEKIT_API_SECRET: '9c1e5a7b3d2f4860a1c0f2e4d6b8a9c0e1f2a3b4',
};
const children: ChildProcess[] = [];
let redisPort: number;

/** A command from the Compose file, `$$` being a dollar sign, with its paths replaced. */
function lineOf(words: readonly string[] | undefined, places: Record<string, string>): string[] {
  return (words ?? []).map((word) =>
    Object.entries(places).reduce((line, [there, here]) => line.replaceAll(there, here), word.replaceAll('$$', '$')),
  );
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function run([program = '', ...args]: readonly string[], env: Record<string, string>): Running {
  const child = spawnLeashed(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
  return { child, said: () => said };
}

/** Asks until the answer is yes, or the program has ended. */
async function until({ child, said }: Running, ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask())) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

const connect = (password: string, troubles: string[]) =>
  connectRedis({ url: `redis://:${password}@127.0.0.1:${redisPort}/0`, onTrouble: (sentence) => troubles.push(sentence) });

beforeAll(async () => {
  redisPort = await freeTcpPort();
  const here = `--port ${redisPort} --bind 127.0.0.1`;
  const line = lineOf(compose.services.redis?.command, { '/etc/redis.conf': `${join(checkout, 'deploy/redis.conf')} ${here}` });
  const redis = run(line, secrets);
  await until(redis, async () => redis.said().includes('Ready to accept connections'));
});
afterAll(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  rmSync(folder, { recursive: true });
});

describe('Redis', () => {
  test('has its password where no other process of the machine reads it', () => {
    const commands = children.map(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    expect(commands[0]).toContain('redis');
    for (const command of commands) expect(command).not.toContain(secrets.REDIS_PASSWORD);
  });

  test('is one that a server accepts without a warning', async () => {
    const troubles: string[] = [];
    const redis = await connect(secrets.REDIS_PASSWORD, troubles);
    const config = await redis.questions.ask((client) => client.configGet('append*'));
    expect(config).toMatchObject({ appendonly: 'yes', appendfsync: 'always' });
    await expect(redis.questions.ask((client) => client.flushAll())).rejects.toThrow();
    await redis.close();
    expect(troubles).toEqual([]);
  });

  test('lets nobody in without the password', async () => {
    await expect(connect('something-else', [])).rejects.toThrow(/refuses the name or the password/);
  });
});

describe('LiveKit', () => {
  const environment = { MEDIA_IP: '203.0.113.7', TURN_DOMAIN: 'turn.balint.hospital.test' };
  let url: string;
  let livekit: Running;

  beforeAll(async () => {
    const [http, tcp, turnTls, metrics] = [await freeTcpPort(), await freeTcpPort(), await freeTcpPort(), await freeTcpPort()];
    url = `http://127.0.0.1:${http}`;
    // One address on the network without a way out, and one on the other.
    const routes = [
      ['Iface', 'Destination', 'Gateway'],
      ['eth9', '00041EAC', '00000000'],
      ['lo', '00000000', '01011EAC'],
      ['eth8', '00011EAC', '00000000'],
    ];
    writeFileSync(join(folder, 'route'), `${routes.map((route) => route.join('\t')).join('\n')}\n`);
    const line = lineOf(compose.services.livekit?.entrypoint, {
      '/proc/net/route': join(folder, 'route'),
      '/etc/livekit.yaml': join(checkout, 'deploy/livekit.yaml'),
      '/tmp/livekit.yaml': join(folder, 'livekit.yaml'),
      // A name, as in the file itself, where it leads to the address on one network only.
      '/livekit-server': `${livekitBinary} --bind localhost`,
    });
    livekit = run(line, {
      ...secrets,
      ...environment,
      LIVEKIT_KEYS: `${secrets.LIVEKIT_API_KEY}: ${secrets.LIVEKIT_API_SECRET}`,
      REDIS_HOST: `127.0.0.1:${redisPort}`,
      UDP_PORT: String(await freeUdpPort()),
      LIVEKIT_PORT: String(http),
      LIVEKIT_RTC_TCP_PORT: String(tcp),
      LIVEKIT_TURN_TLS_PORT: String(turnTls),
      LIVEKIT_TURN_UDP_PORT: String(await freeUdpPort()),
      LIVEKIT_PROMETHEUS_PORT: String(metrics),
      LIVEKIT_LOGGING_LEVEL: 'info',
    });
    await until(livekit, () =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  });

  test('its strict parser accepts the file, and it starts with the names it was given', async () => {
    expect(livekit.said()).toMatch(/starting LiveKit server.*203\.0\.113\.7/);
    expect(livekit.said()).toMatch(/connecting to redis.*"simple":true/);
    expect(livekit.said()).toContain('Starting TURN server');
    const parsed = parse(readFileSync(join(folder, 'livekit.yaml'), 'utf8'));
    expect(parsed).toMatchObject({
      rtc: { node_ip: '203.0.113.7', interfaces: { includes: ['lo'] } },
      turn: { domain: environment.TURN_DOMAIN },
    });
    expect(parsed).toMatchObject({
      webhook: { api_key: secrets.LIVEKIT_API_KEY },
      turn: { allow_restricted_peer_cidrs: ['203.0.113.7/32'] },
    });
    expect(readFileSync(join(folder, 'livekit.yaml'), 'utf8')).not.toContain(secrets.LIVEKIT_API_SECRET);
  });

  test('it accepts our keys and no others, and makes no room by itself', async () => {
    const address = { url, apiKey: secrets.LIVEKIT_API_KEY, apiSecret: secrets.LIVEKIT_API_SECRET };
    const gateway = new LiveKitGateway(address);
    await gateway.openRoom('a-room');
    const rooms = new RoomServiceClient(url, address.apiKey, address.apiSecret);
    expect((await rooms.listRooms()).map(({ name, maxParticipants }) => ({ name, maxParticipants }))).toEqual([
      { name: 'a-room', maxParticipants: 40 },
    ]);
    await expect(new RoomServiceClient(url, address.apiKey, 'another').listRooms()).rejects.toThrow();
    const pass = await gateway.mintPass('no-such-room', 'p1', { mayBeHeard: true, mayBeSeen: true, mayHear: true });
    const join_ = await fetch(`${url}/rtc/validate`, { headers: { authorization: `Bearer ${pass}` } });
    expect([join_.status, await join_.text()]).toEqual([404, expect.stringContaining('does not exist')]);
  });
});

describe('what seals a silence', () => {
  const ours = JSON.parse(
    livekitConfig({
      address: { url: '', apiKey: 'LIVEKIT_API_KEY', apiSecret: '' },
      ports: { http: 7880, udp: 7882 },
      mediaIp: 'MEDIA_IP',
      webhookUrl: '',
      redis: 'redis:6379',
    }),
  ) as Config;
  const theirs = parse(readFileSync(join(checkout, 'deploy/livekit.yaml'), 'utf8')) as Config;
  type Config = Record<string, Record<string, unknown>>;

  test('is the same in deploy/livekit.yaml as in the LiveKit that the server starts itself', () => {
    // Where it listens, what it logs, whom it notifies and how browsers reach it depend on the installation.
    const { bind_addresses: _b, logging: _l, keys: _k, rtc, webhook, turn: _t, redis, ...same } = ours;
    const { stun_servers: _s, enable_loopback_candidate: _e, tcp_port: _p, ...sameRtc } = rtc ?? {};
    expect(theirs).toMatchObject({ ...same, rtc: sameRtc, redis, webhook: { ...webhook, urls: theirs.webhook?.urls } });
    expect(Object.keys(same)).toEqual(expect.arrayContaining(['room', 'enable_data_tracks', 'api', 'psrpc']));
    expect(theirs).toMatchObject({ room: { auto_create: false, enable_remote_unmute: false }, enable_data_tracks: false });
    const own = ['bind_addresses', 'logging', 'turn', 'prometheus'];
    expect(
      Object.keys(theirs)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual([...Object.keys(same), 'rtc', 'webhook', 'redis'].sort());
  });

  test('listens only for the apps', () => {
    const { live, media } = (compose.services.livekit?.networks ?? {}) as Record<string, { aliases: string[] }>;
    expect(theirs.bind_addresses).toEqual(live?.aliases);
    expect(media?.aliases).not.toEqual(live?.aliases);
  });
});
