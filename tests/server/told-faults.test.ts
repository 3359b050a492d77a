// A fault on the way to an answer gets the sender an honest "not available" and is logged each time, whatever the message was; and
// the log tells no more about what people do inside than the metrics do.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Callers } from '../../server/http/callers.ts';
import { Fault } from '../../server/ports/fault.ts';
import { kindOfCommand, kindOfRefusal, toldInLog } from '../../server/ports/told-apart.ts';
import type { CheckDesk } from '../../server/sockets/check-desk.ts';
import { type Gateway, openGateway } from '../../server/sockets/gateway.ts';
import type { Reception } from '../../server/sockets/reception.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';

const fails = async () => Promise.reject(new Fault('records-unavailable', 'gone'));
let http: Server;
let gateway: Gateway;
let isAway = false;
const told: string[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  http = createServer();
  const arrival = { room: 'room', personId: 'cid', ref: 'ref', device: 'device', isSignedIn: async () => true };
  gateway = openGateway(http, {
    admission: { countedFor: () => 'ref', admit: async () => (isAway ? fails() : arrival) },
    reception: {
      connectionOpened: () => undefined,
      connectionClosed: () => undefined,
      ...{ perform: fails, note: fails, soundFrom: fails, mediaDoor: fails },
    } as unknown as Reception,
    checkDesk: { now: () => 0, visitor: () => ({ reach: fails, gone: () => undefined }) } as unknown as CheckDesk,
    callers: { of: () => 'address' } as unknown as Callers,
    log: { warn: () => undefined },
    isOurs: () => true,
    failed: (_room, what, cause) => void told.push(`${what}: ${(cause as Error).message}`),
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await gateway.close();
  http.close();
});

function connect(namespace = ''): Socket {
  const auth = namespace ? { seat: null } : { protocol: protocolVersion, seat: 'seat', device: 'device' };
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}${namespace}`;
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, auth });
  sockets.push(socket);
  return socket;
}

test.each([
  ['perform', { id: 'a', command: { type: 'signalLeaders' } }, { ok: false, trouble: 'unavailable' }],
  ['whisper', { to: 'leaders', text: 'a note' }, { ok: false, trouble: 'unavailable' }],
  ['soundFrom', { personId: 'ben' }, { ok: false, trouble: 'unavailable' }],
  ['mediaDoor', undefined, null],
])('%s', async (name, message, answer) => {
  const content = message === undefined ? [] : [message];
  expect(await connect().emitWithAck(name, ...content)).toEqual(answer);
  expect(told.splice(0)).toEqual([`${name}: gone`]);
});

test('a greeting', async () => {
  isAway = true;
  const [error] = (await new Promise((refused) => connect().on('connect_error', (...args) => refused(args)))) as [Error];
  isAway = false;
  expect(error.message).toBe('unavailable');
  expect(told.splice(0)).toEqual(['handshake: gone']);
});

test('a check', async () => {
  expect(await connect('/check').emitWithAck('reach', { way: 'udp' })).toEqual({ ok: false, why: 'unavailable' });
  expect(told.splice(0)).toEqual(['check: gone']);
});

test('[R7.5] neither the log nor the metrics tell a signal from an offer, a note or a step', () => {
  const inside = [
    'signalLeaders',
    'withdrawSignal',
    'acknowledgeSignal',
    'offerCase',
    'chooseCase',
    'advance',
    'confirmSilence',
  ] as const;
  expect(new Set(inside.map(kindOfCommand))).toEqual(new Set(['inside']));
  expect(new Set([...inside, 'whisper', 'soundFrom', 'perform', 'closeMeeting'].map(toldInLog))).toEqual(new Set(['inside']));
  expect([kindOfCommand('enter'), toldInLog('enter'), toldInLog('handshake')]).toEqual(['door', 'enter', 'handshake']);
  expect([kindOfRefusal('no-offer'), kindOfRefusal('already-so'), kindOfRefusal('door-closed')]).toEqual([
    ...['rule', 'rule', 'door-closed'],
  ]);
});
