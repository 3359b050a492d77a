// Whatever a browser says to the media server, or the media server to us, ends at most that one connection: a hundred thousand frames of garbage
// each way, besides joins and notices. An exception that gets past an entrance fails the run. SEED repeats a run.
import { EventEmitter } from 'node:events';
import {
  AddTrackRequest,
  JoinRequest,
  JoinResponse,
  SessionDescription,
  SignalRequest,
  SignalResponse,
  SyncState,
  TrackSource,
  TrackType,
  TrickleRequest,
  WrappedJoinRequest,
} from '@livekit/protocol';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { noticeReceiver } from '../../server/media/livekit/livekit-gateway.ts';
import { livekitWebhook } from '../../server/media/livekit/webhook.ts';
import { readJoinQuery } from '../../server/media/signalling/join-query.ts';
import { type ReachPorts, ReachRooms } from '../../server/media/signalling/reach-room.ts';
import { relay } from '../../server/media/signalling/signal-relay.ts';
import { TrackKinds } from '../../server/media/signalling/track-kinds.ts';
import { Garbage, seedOf } from '../support/broken-input.ts';

const whole = 100_000;

/** One end of a connection, without the connection. */
class End extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly bufferedAmount = 0;
  sent = 0;
  send(): void {
    this.sent += 1;
  }
  close(): void {
    this.readyState = 3;
  }
  terminate(): void {
    this.readyState = 3;
  }
}
const asSocket = (end: End) => end as unknown as WebSocket;

const honest = [
  new SignalRequest({
    message: {
      case: 'addTrack',
      value: new AddTrackRequest({ cid: 'voice', type: TrackType.AUDIO, source: TrackSource.MICROPHONE }),
    },
  }),
  new SignalRequest({
    message: {
      case: 'offer',
      value: new SessionDescription({
        type: 'offer',
        sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=msid:- voice\r\n',
      }),
    },
  }),
  new SignalRequest({
    message: {
      case: 'trickle',
      value: new TrickleRequest({ candidateInit: '{"candidate":"candidate:1 1 udp 1 127.0.0.1 9 typ host","sdpMid":"0"}' }),
    },
  }),
  new SignalRequest({ message: { case: 'syncState', value: new SyncState({ trackSidsDisabled: ['TR_1'] }) } }),
  new SignalRequest({ message: { case: 'ping', value: 1n } }),
].map((request) => request.toBinary());
const answers = [
  new SignalResponse({ message: { case: 'join', value: new JoinResponse({ iceServers: [{ urls: ['stun:127.0.0.1'] }] }) } }),
  new SignalResponse({ message: { case: 'offer', value: new SessionDescription({ type: 'offer', sdp: 'v=0\r\n', id: 1 }) } }),
  new SignalResponse({ message: { case: 'trickle', value: new TrickleRequest({ candidateInit: '{}' }) } }),
  new SignalResponse({ message: { case: 'refreshToken', value: 'a pass' } }),
].map((response) => response.toBinary());

const some = (garbage: Garbage, whole: readonly Uint8Array[]) =>
  garbage.random() < 0.6
    ? garbage.spoilt(garbage.one(whole))
    : garbage.random() < 0.5
      ? Buffer.from(garbage.one(whole))
      : garbage.bytes(80);

test('both ways through a connection', () => {
  const garbage = new Garbage(seedOf('signals'));
  let lies = 0;
  let inward = 0;
  for (let sent = 0; sent < whole; ) {
    const [browser, media] = [new End(), new End()];
    let isOver = false;
    relay({
      browser: asSocket(browser),
      upstream: { socket: asSocket(media), early: [{ data: some(garbage, answers), isBinary: true }] },
      kinds: new TrackKinds(),
      ending: new AbortController().signal,
      onInnerEnd: () => undefined,
      onEnd: () => {
        isOver = true;
      },
      onLie: () => lies++,
      mayCome: () => true,
    });
    for (let count = 0; count < 50 && !isOver; count++, sent++) {
      browser.emit('message', some(garbage, honest), garbage.random() < 0.98);
      media.emit('message', some(garbage, answers), garbage.random() < 0.98);
      if (garbage.random() < 0.01) media.emit('message', [garbage.bytes(), garbage.bytes()], true);
    }
    browser.emit('error', new Error('reset'));
    media.emit('close');
    inward += media.sent;
  }
  expect(lies).toBeGreaterThan(1_000);
  expect(inward).toBeGreaterThan(1_000);
});

test('from the media server to somebody who tests a route', async () => {
  const garbage = new Garbage(seedOf('tries'));
  for (let sent = 0; sent < whole; ) {
    const media = new End();
    const rooms = new ReachRooms({
      gateway: { openRoom: async () => undefined, closeRoom: async () => undefined },
      nodes: {
        dial: async () => ({ upstream: { socket: media, early: [{ data: some(garbage, answers), isBinary: true }] }, name: '' }),
      },
      clock: { now: () => 0, after: () => () => undefined },
      log: { info: () => undefined },
    } as unknown as ReachPorts);
    const begun = rooms.begin(() => undefined);
    await new Promise((later) => setImmediate(later));
    for (let count = 0; count < 100; count++, sent++) {
      media.emit('message', some(garbage, answers), true);
      if (count === 50) media.emit('message', answers[1], true);
    }
    const tried = await begun;
    for (let count = 0; count < 20; count++) {
      tried?.answer(garbage.text(200));
      tried?.candidate(garbage.random() < 0.5 ? garbage.text() : JSON.stringify(garbage.value()));
    }
    media.emit('error', new Error('reset'));
    rooms.stop();
  }
});

test('in the address of a join', () => {
  const garbage = new Garbage(seedOf('joins'));
  const requests = [new JoinRequest({ participantSid: 'PA_1', metadata: 'x' }), new JoinRequest({ reconnect: true })].map(
    (request) => new WrappedJoinRequest({ joinRequest: request.toBinary() }).toBinary(),
  );
  let read = 0;
  for (let sent = 0; sent < whole; sent++) {
    const text = garbage.random() < 0.2 ? garbage.text() : some(garbage, requests).toString('base64url');
    const query = new URLSearchParams({
      join_request: text,
      sid: garbage.text(),
      protocol: garbage.text(),
      reconnect: garbage.one(['1', '', 'x']),
    });
    if (readJoinQuery(garbage.one(['v0', 'v1']), query, garbage.one([undefined, new TrackKinds()])) !== null) read += 1;
  }
  expect(read).toBeGreaterThan(1_000);
});

test('as a notice of the media server', async () => {
  const garbage = new Garbage(seedOf('notices'));
  const app = Fastify();
  const receive = noticeReceiver({ url: 'http://127.0.0.1:9', apiKey: 'key', apiSecret: 'a secret of thirty-two characters' });
  const passes = ['e30.e30.', 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJrZXkifQ.AAAA', 'eyJhbGciOiJub25lIn0.e30.', `${'a'.repeat(500)}.b.c`];
  const kicked: string[] = [];
  app.register(livekitWebhook, { receive, kick: (room) => kicked.push(room) });
  await app.ready();
  const notice = () => ({
    authorization: garbage.random() < 0.5 ? garbage.text().replace(/[^\x20-\x7e]/g, '') : garbage.one(passes),
    body: garbage.random() < 0.5 ? garbage.text() : JSON.stringify(garbage.value()),
  });
  let refused = 0;
  for (let sent = 0; sent < whole; sent++) {
    const { authorization, body } = notice();
    await receive(body, authorization).catch(() => refused++);
  }
  expect(refused).toBe(whole);
  // Whatever refuses it comes after this entrance.
  const statuses = new Set<number>();
  for (let sent = 0; sent < whole / 100; sent++) {
    const { authorization, body } = notice();
    const headers = { 'content-type': 'application/webhook+json', authorization };
    const { statusCode } = await app.inject({ method: 'POST', url: '/internal/livekit-webhook', headers, payload: body });
    statuses.add(statusCode);
  }
  expect([...statuses]).toEqual([401]);
  expect(kicked).toEqual([]);
  await app.close();
});
