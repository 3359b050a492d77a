// Whatever is said on a socket costs at most that socket. First the known ways to break such a server, one by one, against a running one
// with somebody at work in it; then a hundred thousand garbage messages through the same entrance. SEED repeats a run.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Callers } from '../../server/http/callers.ts';
import { takeUpgrades } from '../../server/http/upgrades.ts';
import { CheckDesk } from '../../server/sockets/check-desk.ts';
import { openGateway } from '../../server/sockets/gateway.ts';
import type { Reception } from '../../server/sockets/reception.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { Garbage, seedOf } from '../support/broken-input.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startApp } from '../support/test-app.ts';
import { done, signIn, type TestPerson } from '../support/test-person.ts';

const address = (url: string) => `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;

/** Opens a socket and greets; resolves when the server has said something after the greeting. */
async function open(url: string, greeting: string | null, cookie = ''): Promise<WebSocket> {
  const socket = new WebSocket(address(url), { headers: { cookie } });
  socket.on('error', () => undefined);
  await once(socket, 'message');
  if (greeting === null) return socket;
  const heard = once(socket, 'message');
  socket.send(greeting);
  await Promise.race([heard, once(socket, 'close')]);
  return socket;
}

const gone = (socket: WebSocket) => (socket.readyState === socket.CLOSED ? undefined : once(socket, 'close'));

const wellFormed = 'x'.repeat(64);
const frames: readonly (string | Buffer)[] = [
  ...[
    '42',
    '42[]',
    '42[null]',
    '42[{}]',
    '42[[]]',
    '42[1]',
    '42[true]',
    '42[""]',
    '42["__proto__"]',
    '42["constructor"]',
    '42["toString"]',
  ],
  ...[
    '42["error"]',
    '42["error",{}]',
    '42["connect"]',
    '42["disconnect"]',
    '42["disconnecting"]',
    '42["newListener"]',
    '42["then"]',
  ],
  ...[
    '420',
    '420[]',
    '42999999999999999999[]',
    '421e9["perform"]',
    '42NaN["perform"]',
    '42 ["perform"]',
    '42-1["perform"]',
    '421["perform"]',
  ],
  ...[
    '42["perform"]',
    '421["perform",null]',
    '421["perform",{"id":{}}]',
    '421["mediaDoor",{}]',
    '421["mediaDoor",null,null]',
    '421["whisper",[]]',
  ],
  ...[
    '451-["perform",{"_placeholder":true,"num":0}]',
    '451-',
    '4510-["x"]',
    '45',
    '450-[]',
    '461-1[]',
    '46',
    '43',
    '430[]',
    '4399["x"]',
    '43[null]',
  ],
  ...[
    '40',
    '40{}',
    '40{',
    '40/check,',
    '40/check,{"seat":null}',
    '40/check,{"seat":{}}',
    '40/nowhere,{}',
    '40/__proto__,{}',
    '41',
    '41/check,',
    '44',
    '44{}',
  ],
  ...[
    '4',
    '40[]',
    '4x',
    '49',
    '5',
    '6',
    '1',
    '2',
    '2probe',
    '3',
    '3probe',
    '0',
    '0{"sid":"x"}',
    'b',
    'bAAAA',
    'bnot base64',
    '',
    '\0',
    '\u2028',
    '🪑',
  ],
  ...[
    Buffer.alloc(0),
    Buffer.from('42'),
    Buffer.from([0, 1, 2, 255]),
    `42["${wellFormed}"]`,
    `42["perform",${'['.repeat(4_000)}`,
    `42["perform",${'{"a":'.repeat(1_500)}`,
  ],
  '42["perform",{"__proto__":{"isOurs":true}}]',
];

test('each known way to break a server ends at most that one connection, and whoever is at work there is answered', async () => {
  const app = await startApp({ media: false });
  let ann: TestPerson | undefined;
  try {
    ann = await signIn(app, 'Ann');
    await done(ann.enter());
    const { pid } = app;
    const others = [];
    for (const name of ['Ben', 'Cid', 'Dee', 'Eva', 'Finn', 'Gita']) others.push(await signIn(app, name));
    for (const [at, frame] of frames.entries()) {
      const { cookie, ref } = others[at % others.length] as TestPerson;
      const greeting = `40${JSON.stringify({ protocol: protocolVersion, seat: ref, device: `device-${at}` })}`;
      for (const first of at % 2 === 0 ? [greeting] : [greeting, null, '40/check,{"seat":null}']) {
        const socket = await open(app.url, first, cookie);
        socket.send(frame);
        socket.send(frame);
        socket.close();
        await gone(socket);
      }
      expect(await ann.perform({ type: 'resume' }), `after ${JSON.stringify(String(frame).slice(0, 60))}`).toEqual({
        ok: false,
        refusal: 'already-so',
      });
    }
    const hal = await signIn(app, 'Hal');
    const greeting = `40${JSON.stringify({ protocol: protocolVersion, seat: hal.ref, device: 'device' })}`;
    const nameless = await open(app.url, greeting, hal.cookie);
    const before = app.said.length;
    nameless.send('42');
    await gone(nameless);
    const lines = () =>
      app.said
        .slice(before)
        .split('\n')
        .filter((line) => line.includes('a connection was cut'));
    await expect.poll(lines).toHaveLength(1);
    expect(lines()[0], 'it names nobody').not.toMatch(new RegExp(`Hal|${hal.ref}|device"`));
    expect(app.pid).toBe(pid);
    expect(app.said).not.toContain('uncaught');
    expect(app.said.match(/a connection was cut/g)?.length).toBeGreaterThan(20);
  } finally {
    ann?.drop();
    await app.stop();
  }
});

/** The entrance itself in this process, without limits on anybody: an exception that gets past it fails the run. */
let http: Server;
let url = '';
let closes: () => Promise<void>;
let acts = 0;
let people = 0;

beforeAll(async () => {
  http = createServer();
  takeUpgrades(http, (_request, socket) => socket.destroy());
  const admission = {
    countedFor: () => 'ref',
    admit: async () => ({
      room: 'room',
      personId: `person-${++people}`,
      ref: 'ref',
      device: 'device',
      isSignedIn: async () => true,
    }),
  };
  const reception = {
    connectionOpened: () => undefined,
    connectionClosed: () => undefined,
    perform: async () => ({ ok: true, version: ++acts }),
    note: async () => ({ ok: true, version: ++acts }),
    soundFrom: async () => ({ ok: true, version: ++acts }),
    mediaDoor: async () => null,
  } as unknown as Reception;
  const callers = { of: () => `seat ${Math.random()}` } as unknown as Callers;
  const accounts = { isGenuine: () => false, genuineAccount: () => null, membership: async () => null } as never;
  const gateway = openGateway(http, {
    admission,
    reception,
    checkDesk: new CheckDesk({ accounts, clock: new FakeClock(), reach: null }),
    callers,
    log: { warn: () => undefined },
    isOurs: () => true,
    failed: (_room, _what, cause) => expect.fail(String(cause)),
  });
  closes = gateway.close;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await closes();
  http.closeAllConnections();
  http.close();
});

test('a hundred thousand garbage messages: the entrance holds, and an honest neighbour is answered throughout', async () => {
  const garbage = new Garbage(seedOf('garbage on sockets'));
  const whole = 100_000;
  const neighbour = await open(url, `40${JSON.stringify({ protocol: protocolVersion, seat: 'neighbour', device: 'd' })}`);
  let answered = 0;
  neighbour.on('message', (text) => {
    if (String(text) === '2') neighbour.send('3');
    if (String(text).startsWith('43')) answered += 1;
  });
  let asked = 0;
  const anAct = () => {
    asked += 1;
    neighbour.send(`42${asked}["perform",{"id":"a${asked}","command":{"type":"pause"}}]`);
  };
  /** In our form with garbage as content; sometimes in no form at all. */
  const frame = (): string | Buffer => {
    if (garbage.random() < 0.004)
      return garbage.one<() => string | Buffer>([
        () => `4${garbage.text()}`,
        () => garbage.bytes(),
        () => garbage.text(),
        () => garbage.one(frames),
      ])();
    const name = garbage.one([
      'perform',
      'whisper',
      'soundFrom',
      'mediaDoor',
      'error',
      'toString',
      'then',
      'constructor',
      'time',
      'reach',
      'answer',
    ]);
    const content = Array.from({ length: garbage.upTo(3) }, () => garbage.value());
    return `42${garbage.one(['', '0', '7', String(garbage.upTo(999_999_999))])}${JSON.stringify([name, ...content])}`;
  };
  let sent = 0;
  for (let at = 0; sent < whole; at++) {
    const seat = `seat${garbage.upTo(1_000_000)}`;
    const greeting = garbage.one([
      `40${JSON.stringify({ protocol: protocolVersion, seat, device: 'd' })}`,
      '40/check,{"seat":null}',
    ]);
    const socket = await open(url, greeting);
    // Fewer than are cut off as a flood; the first one that is not in our form ends the connection.
    for (let count = 0; count < 900 && socket.readyState === socket.OPEN; count++) {
      const next = frame();
      socket.send(greeting.startsWith('40/') && typeof next === 'string' ? next.replace(/^42/, '42/check,') : next);
      sent += 1;
    }
    socket.close();
    await gone(socket);
    if (at % 8 === 0) anAct();
  }
  console.log(`${sent} messages, ${asked} acts of the neighbour, ${acts} taken`);
  await expect.poll(() => answered).toBe(asked);
  expect(asked).toBeGreaterThan(10);
  neighbour.terminate();
});
