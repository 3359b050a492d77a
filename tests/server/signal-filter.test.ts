// What a browser may say to the media server: the truth passes, unknown messages are dropped, and every false label is a lie.

import { gzipSync } from 'node:zlib';
import {
  AddTrackRequest,
  JoinRequest,
  SessionDescription,
  SignalRequest,
  SimulateScenario,
  SyncState,
  TrackSource,
  TrackType,
  UpdateParticipantMetadata,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { readJoinQuery } from '../../server/media/signalling/join-query.ts';
import { judgeSignal } from '../../server/media/signalling/signal-filter.ts';
import { TrackKinds } from '../../server/media/signalling/track-kinds.ts';

type Said = SignalRequest['message'];
const { AUDIO, VIDEO, DATA } = TrackType;
const { MICROPHONE, CAMERA, SCREEN_SHARE, SCREEN_SHARE_AUDIO, UNKNOWN } = TrackSource;

let kinds: TrackKinds;
beforeEach(() => {
  kinds = new TrackKinds();
});

const judge = (message: Said) => judgeSignal(new SignalRequest({ message }).toBinary(), true, kinds);
const announce = (track: Partial<AddTrackRequest>) =>
  judge({ case: 'addTrack', value: new AddTrackRequest({ cid: 'x', ...track }) });
const offer = (...lines: string[]) =>
  judge({
    case: 'offer',
    value: new SessionDescription({ type: 'offer', sdp: ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', ...lines, ''].join('\r\n') }),
  });
const sound = (track: string) => [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
  `a=msid:- ${track}`,
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:63 red/48000/2',
];
const picture = (track: string) => [
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  `a=msid:- ${track}`,
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 red/90000',
];

describe('announcing a track', () => {
  test.each([
    [AUDIO, MICROPHONE, 'pass'],
    [VIDEO, CAMERA, 'pass'],
    [AUDIO, CAMERA, 'lie'],
    [AUDIO, UNKNOWN, 'lie'],
    [AUDIO, SCREEN_SHARE_AUDIO, 'lie'],
    [VIDEO, MICROPHONE, 'lie'],
    [VIDEO, SCREEN_SHARE, 'lie'],
    [DATA, CAMERA, 'lie'],
  ])('type %i as source %i: %s', (type, source, outcome) => {
    expect(announce({ type, source }).outcome).toBe(outcome);
  });

  test('again under the same name is honest, under the same name as the other kind is a lie', () => {
    expect(announce({ type: AUDIO, source: MICROPHONE }).outcome).toBe('pass');
    expect(announce({ type: AUDIO, source: MICROPHONE }).outcome).toBe('pass');
    expect(announce({ type: VIDEO, source: CAMERA }).outcome).toBe('lie');
  });

  test('another codec that would rename a published track is dropped, as is a nameless track', () => {
    expect(announce({ type: VIDEO, source: CAMERA, sid: 'TR_1' }).outcome).toBe('drop');
    expect(announce({ type: VIDEO, source: CAMERA, cid: '' }).outcome).toBe('drop');
  });

  test('a codec with its own name belongs to the same kind; a nameless one is removed', () => {
    const codecs = (codec: string, cid: string) => new AddTrackRequest({ simulcastCodecs: [{ codec, cid }] }).simulcastCodecs;
    expect(announce({ type: VIDEO, source: CAMERA, simulcastCodecs: codecs('vp8', 'y') }).outcome).toBe('pass');
    expect(offer(...sound('y')).outcome).toBe('lie');
    expect(announce({ cid: 'z', type: VIDEO, source: CAMERA, simulcastCodecs: codecs('opus', 'w') }).outcome).toBe('lie');
    expect(announce({ cid: 'z', type: AUDIO, source: MICROPHONE, simulcastCodecs: codecs('video/VP8', 'w') }).outcome).toBe('lie');
    const verdict = announce({ cid: 'v', type: VIDEO, source: CAMERA, simulcastCodecs: codecs('vp8', '') });
    if (verdict.outcome !== 'pass') throw new Error(verdict.outcome);
    const { message } = SignalRequest.fromBinary(verdict.frame);
    expect(message.case === 'addTrack' && message.value.simulcastCodecs).toEqual([]);
  });
});

describe('an offer', () => {
  test('of announced sound and picture passes, in any order', () => {
    expect(offer(...sound('a'), ...picture('v')).outcome).toBe('pass');
    expect(announce({ cid: 'a', type: AUDIO, source: MICROPHONE }).outcome).toBe('pass');
    expect(announce({ cid: 'v', type: VIDEO, source: CAMERA }).outcome).toBe('pass');
    expect(offer('m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:0').outcome).toBe('pass');
  });

  test('with sound under the name of a picture is a lie, whichever came first', () => {
    announce({ cid: 'v', type: VIDEO, source: CAMERA });
    expect(offer(...sound('v')).outcome).toBe('lie');
    offer(...sound('b'));
    expect(announce({ cid: 'b', type: VIDEO, source: CAMERA }).outcome).toBe('lie');
  });

  test.each([['a=ssrc:1234 msid:stream v'], ['a=msid:stream v'], ['a=msid:v']])('names sound by %s', (line) => {
    announce({ cid: 'v', type: VIDEO, source: CAMERA });
    expect(offer('m=audio 9 UDP/TLS/RTP/SAVPF 111', line).outcome).toBe('lie');
  });

  test('with the same name for sound and picture is a lie', () => {
    expect(offer(...picture('v'), ...sound('v')).outcome).toBe('lie');
  });

  test('with a picture codec in a section of sound is a lie', () => {
    expect(offer(...sound('a'), 'a=rtpmap:96 VP8/90000').outcome).toBe('lie');
    expect(offer(...picture('v'), 'a=rtpmap:111 OPUS/48000/2').outcome).toBe('lie');
  });
});

test('names are bounded', () => {
  for (let at = 0; at < 2000; at++) announce({ cid: `x${at}`, type: AUDIO, source: MICROPHONE });
  expect(announce({ cid: 'one more', type: AUDIO, source: MICROPHONE }).outcome).toBe('lie');
});

describe('the rest', () => {
  test('what an honest client needs passes', () => {
    expect(judge({ case: 'ping', value: 1n }).outcome).toBe('pass');
    expect(judge({ case: 'syncState', value: new SyncState() }).outcome).toBe('pass');
  });

  test('simulated faults, metadata and unknown messages are dropped', () => {
    expect(judge({ case: 'simulate', value: new SimulateScenario() }).outcome).toBe('drop');
    expect(judge({ case: 'updateMetadata', value: new UpdateParticipantMetadata({ metadata: 'words' }) }).outcome).toBe('drop');
    expect(judge({ case: undefined }).outcome).toBe('drop');
    // Field 99, which no client has today.
    expect(judgeSignal(Uint8Array.of(0x9a, 0x06, 0x01, 0x61), true, kinds).outcome).toBe('drop');
  });

  test('text and garbage are lies', () => {
    expect(judgeSignal(Buffer.from('{"ping":1}'), false, kinds).outcome).toBe('lie');
    expect(judgeSignal(Uint8Array.of(0x0a, 0xff), true, kinds).outcome).toBe('lie');
  });
});

describe('the query of a join', () => {
  test('keeps what a client says about itself, but no token, label, second name or metadata', () => {
    const query = new URLSearchParams(
      'access_token=t&publish=x&attributes=e30&join_request=x&sdk=js&protocol=16&auto_subscribe=1&nonsense=1',
    );
    const read = readJoinQuery('v0', query, undefined);
    expect([...new URLSearchParams(read?.search).keys()].sort()).toEqual(['auto_subscribe', 'protocol', 'sdk']);
    expect(read?.isResume).toBe(false);
  });

  test('a resume keeps the names of the stay it takes up, and needs one', () => {
    expect(readJoinQuery('v0', new URLSearchParams('reconnect=1'), undefined)?.kinds).toBeNull();
    expect(readJoinQuery('v0', new URLSearchParams('reconnect=1&sid=PA_1'), kinds)).toMatchObject({ isResume: true, kinds });
    expect(readJoinQuery('v0', new URLSearchParams(''), kinds)?.kinds).not.toBe(kinds);
  });

  const wrap = (request: Partial<JoinRequest>, isPacked: boolean) => {
    const bytes = new JoinRequest(request).toBinary();
    const joinRequest = isPacked ? gzipSync(bytes) : bytes;
    const { GZIP, NONE } = WrappedJoinRequest_Compression;
    const text = Buffer.from(new WrappedJoinRequest({ joinRequest, compression: isPacked ? GZIP : NONE }).toBinary()).toString(
      'base64url',
    );
    return new URLSearchParams({ join_request: text });
  };

  test.each([true, false])('a join request is rewritten without what it may not say (packed: %s)', (isPacked) => {
    const said = { metadata: 'words', participantAttributes: { a: 'b' }, participantSid: 'PA_1' };
    const read = readJoinQuery('v1', wrap(said, isPacked), undefined);
    const text = new URLSearchParams(read?.search).get('join_request') ?? '';
    const again = JoinRequest.fromBinary(WrappedJoinRequest.fromBinary(Buffer.from(text, 'base64')).joinRequest);
    expect(again).toMatchObject({ metadata: '', participantAttributes: {}, participantSid: 'PA_1' });
  });

  test('a join request that lies, or cannot be read, is refused', () => {
    const lie = new AddTrackRequest({ cid: 'x', type: AUDIO, source: CAMERA });
    expect(readJoinQuery('v1', wrap({ addTrackRequests: [lie] }, true), undefined)).toBeNull();
    expect(readJoinQuery('v1', wrap({ reconnect: true }, true), undefined)).toMatchObject({ search: '', kinds: null });
    expect(readJoinQuery('v1', new URLSearchParams('join_request=%%%'), undefined)).toBeNull();
    expect(readJoinQuery('v1', wrap({ metadata: 'x'.repeat(400_000) }, true), undefined)).toBeNull();
  });
});
