// HAProxy and Caddy as deploy/ sets them up, on spare ports of this machine, in front of two small apps and a stand-in for TURN. For one test file.
import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { connect, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { checkout } from '../../scripts/setup/places.mjs';
import { freeTcpPort } from '../../server/media/livekit/own/free-ports.ts';
import { spawnLeashed } from './leashed.ts';

export const domain = 'balint.test';
export const turnDomain = 'turn.balint.test';

const caddyProgram = process.env.CADDY ?? '/usr/bin/caddy';
const haproxyProgram = process.env.HAPROXY ?? '/usr/sbin/haproxy';
const lookEveryMs = 50;
const patienceMs = 60_000;

interface App {
  /** Like a server that is about to end: it answers, and says that it is not ready. */
  retire(): void;
  serve(): void;
  readonly server: Server;
  readonly port: number;
}

export interface Door {
  readonly port: number;
  readonly apps: readonly App[];
  /** Caddy before 2.7 cannot be told whose connection was passed to it. */
  readonly tellsAddresses: boolean;
  turnConnections(): number;
  /** Caddy's own reading of its file with these settings. */
  adapted(env: Record<string, string>): string;
  /** Everything that both programs have printed. */
  said(): string;
  until(ask: () => Promise<boolean>): Promise<void>;
  renewCertificates(): Promise<void>;
  close(): Promise<void>;
}

export async function openDoor(): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'balint-front-'));
  const ports = { door: await freeTcpPort(), caddy: await freeTcpPort(), http: await freeTcpPort(), tls: await freeTcpPort() };
  const apps = [await openApp('app1'), await openApp('app2')];
  let connections = 0;
  const turn = createTcp((socket) => {
    connections += 1;
    socket.on('data', (text) => socket.write(`turn heard: ${text}`)).on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(turn, 'listening');
  const turnPort = (turn.address() as { port: number }).port;

  const [, major, minor] = (/v?(\d+)\.(\d+)/.exec(execFileSync(caddyProgram, ['version'], { encoding: 'utf8' })) ?? []).map(Number);
  const tellsAddresses = (major ?? 0) > 2 || (minor ?? 0) >= 7;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('Caddyfile', caddyfile(ports, apps, tellsAddresses));
  cpSync(join(checkout, 'deploy/front'), join(folder, 'front'), { recursive: true });
  write('front/haproxy.cfg', haproxyFile(ports, turnPort, tellsAddresses));

  let said = '';
  const run = (program: string, args: readonly string[], env: Record<string, string>): ChildProcess => {
    const PATH = [dirname(haproxyProgram), process.env.PATH].join(delimiter);
    const child = spawnLeashed(program, args, {
      cwd: folder,
      env: { PATH, HOME: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
    return child;
  };
  const until = async (ask: () => Promise<boolean>) => {
    const deadline = Date.now() + patienceMs;
    while (!(await ask())) {
      if (Date.now() > deadline) throw new Error(`not within ${patienceMs / 1000} s:\n${said}`);
      await pause(lookEveryMs);
    }
  };
  const certificate = join(folder, 'data/caddy/certificates/local', turnDomain);
  const startCaddy = async () => {
    const names = {
      DOMAIN: domain,
      TURN_DOMAIN: turnDomain,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    };
    const child = run(caddyProgram, ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')], names);
    await until(async () => existsSync(join(certificate, `${turnDomain}.key`)));
    return child;
  };
  let caddy = await startCaddy();
  const front = run('/bin/sh', [join(folder, 'front/start.sh')], {
    TURN_DOMAIN: turnDomain,
    CADDY_DATA: join(folder, 'data/caddy'),
    CERTIFICATES: join(folder, 'run/certificates'),
    LOOK_EVERY: '0.2',
  });
  await until(async () => answers(ports.door));

  return {
    port: ports.door,
    apps,
    tellsAddresses,
    turnConnections: () => connections,
    adapted: (env) =>
      execFileSync(caddyProgram, ['adapt', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')], {
        env: { DOMAIN: domain, TURN_DOMAIN: turnDomain, ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    said: () => said,
    until,
    async renewCertificates() {
      await end(caddy);
      rmSync(certificate, { recursive: true });
      caddy = await startCaddy();
    },
    async close() {
      await Promise.all([end(front), end(caddy)]);
      turn.close();
      for (const { server } of apps) server.close().closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Ports {
  readonly door: number;
  readonly caddy: number;
  readonly http: number;
  readonly tls: number;
}

/** Every replacement must find what it replaces. */
function exchanged(path: string, exchanges: readonly (readonly [string | RegExp, string])[]): string {
  return exchanges.reduce(
    (text, [there, here]) => {
      const next = text.replace(there, here);
      if (next === text) throw new Error(`${path} has no ${there}`);
      return next;
    },
    readFileSync(join(checkout, path), 'utf8'),
  );
}

function caddyfile(ports: Ports, apps: readonly App[], tellsAddresses: boolean): string {
  const here = `admin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port ${ports.http}\n\thttps_port ${ports.caddy}`;
  return exchanged('deploy/Caddyfile', [
    ['admin off', here],
    ...(tellsAddresses
      ? ([
          ['allow 10.0.0.0/8', 'allow 127.0.0.0/8 10.0.0.0/8'],
          ['servers :443', `servers :${ports.caddy}`],
        ] as const)
      : ([[/\n\tservers :443 \{\n[\s\S]*?\n\t\}/, '']] as const)),
    ...apps.map(({ port }, index) => [`app${index + 1}:3000`, `127.0.0.1:${port}`] as const),
  ]);
}

function haproxyFile(ports: Ports, turnPort: number, tellsAddresses: boolean): string {
  return exchanged('deploy/front/haproxy.cfg', [
    ['bind :443', `bind 127.0.0.1:${ports.door}`],
    ['server self 127.0.0.1:5349', `server self 127.0.0.1:${ports.tls}`],
    ['bind 127.0.0.1:5349', `bind 127.0.0.1:${ports.tls}`],
    ['server livekit turn:5349', `server livekit 127.0.0.1:${turnPort}`],
    ['caddy:443 send-proxy-v2', `127.0.0.1:${ports.caddy}${tellsAddresses ? ' send-proxy-v2' : ''}`],
  ]);
}

async function openApp(name: string): Promise<App> {
  let isReady = true;
  const server = createHttp(({ url, headers }, reply) => {
    const status = url === '/readyz' && !isReady ? 503 : 200;
    if (url?.startsWith('/break/')) {
      reply.writeHead(200, { 'content-length': 1_000 }).write('half an answ');
      setTimeout(() => reply.destroy(), 20);
      return;
    }
    const told = { from: headers['x-forwarded-for'], proto: headers['x-forwarded-proto'], host: headers.host };
    reply.writeHead(status, { 'x-app': name }).end(JSON.stringify(told));
  });
  new WebSocketServer({ server }).on('connection', (socket) => socket.on('message', (text) => socket.send(String(text))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    server,
    port,
    retire: () => {
      isReady = false;
    },
    serve: () => {
      isReady = true;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(socket.destroy() !== null));
    socket.on('error', () => done(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
