// Whatever arrives over HTTP, or as an upgrade from it, costs at most that connection: a hundred thousand requests of garbage to a running server
// while somebody is at work in it, and a hundred thousand upgrades. SEED repeats a run.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { socketAddress } from '../../server/http/upgrades.ts';
import { MediaTickets } from '../../server/media/signalling/media-ticket.ts';
import { OpenMediaConnections } from '../../server/media/signalling/open-media-connections.ts';
import { SignallingProxy, type SignallingProxyPorts } from '../../server/media/signalling/signalling-proxy.ts';
import { openSocketDoor } from '../../server/sockets/socket-door.ts';
import { Garbage, seedOf } from '../support/broken-input.ts';
import { room } from '../support/given.ts';
import { startApp } from '../support/test-app.ts';
import { done, signIn } from '../support/test-person.ts';

const whole = 100_000;

const paths = [
  ...[
    '/',
    '/livez',
    '/readyz',
    '/in/',
    '/in/x',
    '/seat/',
    '/check',
    '/api/seats/',
    '/media/',
    '/socket.io/',
    '/internal/livekit-webhook',
    '//',
    '/%',
  ],
  ...[
    '/api/seats/000000000000000000/doorstep',
    '/api/seats/000000000000000000/contract',
    '/api/seats/000000000000000000/links',
    '/%zz',
    '/%c0%ae',
    '/..%2f',
  ],
  ...[
    '/socket.io/?EIO=4&transport=polling',
    '/socket.io/?EIO=4&transport=websocket&sid=x',
    '*',
    'http://[',
    'http://x/socket.io/',
    '/assets/%00',
    '/\\..\\',
  ],
];
const methods = ['GET', 'GET', 'GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'];
const names = [
  'cookie',
  'origin',
  'host',
  'content-type',
  'accept-encoding',
  'if-none-match',
  'range',
  'x-forwarded-for',
  'x-forwarded-host',
  'authorization',
  'expect',
];

function request(garbage: Garbage): string {
  // A line end would begin another request; characters above one byte would change on the way.
  const line = (text: string) => text.replace(/[\r\n]/g, '');
  const path =
    garbage.random() < 0.4
      ? garbage.one(paths)
      : `${garbage.one(paths)}${encodeURI(line(garbage.text()).replace(/[\ud800-\udfff]/g, ''))}`;
  const broken = garbage.random() < 0.3 ? line(garbage.text()).replace(/[\p{Cc} ]/gu, '') : '';
  const headers = Array.from(
    { length: garbage.upTo(3) },
    () => `${garbage.one(names)}: ${line(garbage.text(60)).replace(/\p{Cc}/gu, '')}`,
  );
  const body = garbage.random() < 0.3 ? JSON.stringify(garbage.value()) : '';
  const all = [
    'host: localhost',
    ...headers,
    ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : []),
  ];
  return `${garbage.one(methods)} ${path}${broken} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`;
}

test('a hundred thousand garbage requests: whoever is at work in the room is answered throughout', async () => {
  const garbage = new Garbage(seedOf('garbage over HTTP'));
  const app = await startApp({ media: false, env: { LOG_LEVEL: 'warn' } });
  const ann = await signIn(app, 'Ann');
  try {
    await done(ann.enter());
    const { hostname, port } = new URL(app.url);
    let sent = 0;
    while (sent < whole) {
      // One after the other on a few connections, as many as each takes before it is closed.
      const some = Array.from({ length: 20 }, async () => {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined).resume();
        const closed = once(socket, 'close');
        const many = Array.from({ length: 50 }, () => request(garbage));
        sent += many.length;
        socket.end(many.join(''), 'latin1');
        await closed;
      });
      await Promise.all(some);
      expect(await ann.perform({ type: 'resume' })).toEqual({ ok: false, refusal: 'already-so' });
    }
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
    expect(app.said.split('request failed').length - 1, 'requests that broke something').toBe(0);
  } finally {
    ann.drop();
    await app.stop();
  }
});

/** The other end of a connection that does not exist. */
class NoConnection extends Duplex {
  override _read(): void {}
  override _write(_data: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

test('a hundred thousand garbage upgrades: each is answered or closed', async () => {
  const garbage = new Garbage(seedOf('upgrades of garbage'));
  const server = createServer();
  const tickets = new MediaTickets('secret');
  const { state } = room().in('clarifying').tell();
  const nobody = async () => Promise.reject(new Error('there is no media server'));
  const proxy = new SignallingProxy({
    gateway: { openRoom: nobody, isUp: async () => true },
    nodes: { follow: () => () => undefined, dial: nobody, doubt: () => undefined },
    tickets,
    connections: new OpenMediaConnections({ opened: () => undefined, closed: () => undefined }),
    keeper: { settle: nobody, lied: () => undefined },
    roomState: async (asked: string) => (asked === 'room' ? { version: 1, state } : null),
    clock: { now: () => 0, after: () => () => undefined },
    log: { info: () => undefined, warn: () => undefined },
  } as unknown as SignallingProxyPorts);
  proxy.attach(server);
  const engine = openSocketDoor(server, {
    isOurs: () => true,
    callerOf: () => `address ${garbage.random()}`,
    isSeat: () => false,
    cut: () => undefined,
  });
  const people = Object.entries(state.people).flatMap(([personId, { device }]) =>
    device ? [{ room: 'room', personId, device }] : [],
  );
  let closed = 0;
  for (let sent = 0; sent < whole; sent++) {
    const ticket = garbage.random() < 0.5 ? tickets.make(garbage.one(people), 0) : garbage.text(80);
    const door = garbage.one([`/media/${ticket}/rtc`, `/media/${ticket}/rtc/v1`, '/socket.io/', '/']);
    const query = garbage.one([
      '',
      `?${garbage.text(80)}`,
      `?join_request=${garbage.bytes(80).toString('base64url')}`,
      '?reconnect=1&sid=x',
    ]);
    const headers = {
      host: garbage.text(),
      upgrade: garbage.one(['websocket', garbage.text()]),
      origin: garbage.one([undefined, garbage.text()]),
      cookie: garbage.text(),
    };
    const key = garbage.one(['c2l4dGVlbiBieXRlcyBvaw==', garbage.text()]);
    const asked = {
      method: 'GET',
      url: garbage.random() < 0.2 ? socketAddress : door + query,
      headers: {
        ...headers,
        'sec-websocket-key': key,
        'sec-websocket-version': garbage.one(['13', '8', garbage.text()]),
        connection: 'Upgrade',
      },
      socket: { remoteAddress: '127.0.0.1' },
    } as unknown as IncomingMessage;
    const line = new NoConnection();
    line.once('close', () => closed++);
    server.emit('upgrade', asked, line, garbage.bytes(20));
    if (garbage.random() < 0.1) line.destroy(new Error('reset'));
    // Some are let in and say something; then all go.
    if (sent % 50 === 0) await new Promise((later) => setImmediate(later));
    line.push(garbage.bytes(40));
    line.push(null);
    setImmediate(() => line.destroy());
  }
  await expect.poll(() => closed).toBe(whole);
  engine.close();
  proxy.close();
});
