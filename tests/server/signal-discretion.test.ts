// What a browser hears about others from the media server: what they send, when that has changed, and nothing else (R7.5).
import {
  ConnectionQuality,
  JoinResponse,
  ParticipantInfo,
  ParticipantInfo_State,
  ParticipantPermission,
  SignalResponse,
  TrackInfo,
  TrackSource,
} from '@livekit/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { Discretion } from '../../server/media/signalling/signal-discretion.ts';

const { ACTIVE, DISCONNECTED } = ParticipantInfo_State;
const voice = new TrackInfo({ sid: 'TR_voice', source: TrackSource.MICROPHONE });
const muted = new TrackInfo({ sid: 'TR_voice', source: TrackSource.MICROPHONE, muted: true });

let discretion: Discretion;
let version = 0;

function somebody(identity: string, tracks: TrackInfo[], more: Partial<ParticipantInfo> = {}): ParticipantInfo {
  return new ParticipantInfo({
    identity,
    sid: `PA_${identity}`,
    state: ACTIVE,
    tracks,
    version: ++version,
    metadata: 'words',
    attributes: { words: 'more' },
    joinedAt: 1n,
    permission: new ParticipantPermission({ canSubscribe: true, canPublish: tracks.length > 0 }),
    ...more,
  } as Partial<ParticipantInfo>);
}

function hears(message: SignalResponse['message']): SignalResponse['message'] | null {
  const frames = hearsAll(message);
  expect(frames.length).toBeLessThanOrEqual(1);
  return frames[0] ?? null;
}

function hearsAll(message: SignalResponse['message']): SignalResponse['message'][] {
  return messagesIn(discretion.outward(new SignalResponse({ message }).toBinary()));
}

function messagesIn(frames: readonly Uint8Array[]): SignalResponse['message'][] {
  return frames.map((frame) => SignalResponse.fromBinary(frame).message);
}

const update = (...participants: ParticipantInfo[]) => hears({ case: 'update', value: { participants } as never });
const told = (message: SignalResponse['message'] | null) =>
  message?.case === 'update'
    ? message.value.participants.map(({ identity, state, tracks }) => [identity, state, tracks.length])
    : message;

beforeEach(() => {
  discretion = new Discretion();
  hears({
    case: 'join',
    value: new JoinResponse({
      participant: somebody('cid', []),
      otherParticipants: [somebody('ann', [voice]), somebody('ben', [])],
    }),
  });
});

describe('on joining', () => {
  test('those who send something are reported, without their permissions; how many people there are is not', () => {
    const joined = hears({
      case: 'join',
      value: new JoinResponse({
        room: { sid: 'RM', numParticipants: 3, numPublishers: 1, metadata: 'words' } as never,
        participant: somebody('cid', []),
        otherParticipants: [somebody('ann', [voice]), somebody('ben', [])],
      }),
    });
    if (joined?.case !== 'join') throw new Error('no join');
    const { room, participant, otherParticipants } = joined.value;
    expect(room?.toJson()).toEqual({ sid: 'RM' });
    expect(participant?.permission).toBeDefined();
    expect(otherParticipants.map((info) => info.toJson())).toEqual([
      expect.not.objectContaining({ permission: expect.anything(), metadata: expect.anything(), joinedAt: expect.anything() }),
    ]);
  });
});

describe('afterwards', () => {
  test.each([
    ['a permission', () => update(somebody('ann', [voice], { permission: new ParticipantPermission({ canPublish: false }) }))],
    ['words', () => update(somebody('ann', [voice], { metadata: 'other words', name: 'new' }))],
    ['coming without a track', () => update(somebody('hal', []))],
    ['a right of somebody who sends nothing', () => update(somebody('ben', [], { permission: new ParticipantPermission() }))],
    ['the going of somebody who sends nothing', () => update(somebody('ben', [], { state: DISCONNECTED }))],
    ['how many there are', () => hears({ case: 'roomUpdate', value: { room: { numParticipants: 4 } } as never })],
    ['a pass', () => hears({ case: 'refreshToken', value: 'pass' })],
    [
      'the connection quality of somebody who sends nothing',
      () =>
        hears({
          case: 'connectionQuality',
          value: { updates: [{ participantSid: 'PA_ben', quality: ConnectionQuality.LOST }] } as never,
        }),
    ],
    ['what is no signal', () => discretion.outward(new Uint8Array([1, 2, 3]))[0] ?? null],
  ])('%s brings nothing', (_what, say) => expect(say()).toBeNull());

  test('one’s own rights are reported in full', () => {
    const heard = update(somebody('cid', []), somebody('ben', []));
    expect(told(heard)).toEqual([['cid', ACTIVE, 0]]);
    if (heard?.case === 'update') expect(heard.value.participants[0]?.permission).toBeDefined();
  });

  test('a track that comes, changes and goes is reported, and its end looks as if the person had gone', () => {
    expect(told(update(somebody('hal', [voice])))).toEqual([['hal', ACTIVE, 1]]);
    expect(told(update(somebody('hal', [muted])))).toEqual([['hal', ACTIVE, 1]]);
    const hushed = update(somebody('hal', []));
    expect(told(hushed)).toEqual([['hal', DISCONNECTED, 0]]);
    update(somebody('hal', [voice]));
    const gone = update(somebody('hal', [voice], { state: DISCONNECTED, disconnectReason: 4 }));
    expect(told(gone)).toEqual(told(hushed));
    expect(update(somebody('hal', [], { state: DISCONNECTED }))).toBeNull();
  });

  test('numbers grow for each listener separately', () => {
    const numbers = [update(somebody('hal', [voice])), update(somebody('ann', [muted])), update(somebody('hal', []))].flatMap(
      (heard) => (heard?.case === 'update' ? heard.value.participants.map((info) => info.version) : []),
    );
    expect(numbers).toEqual([2, 3, 4]);
  });

  test('the end of an older stay does not end the newer one', () => {
    update(somebody('ann', [voice], { sid: 'PA_newer' }));
    expect(update(somebody('ann', [], { state: DISCONNECTED }))).toBeNull();
    expect(told(update(somebody('ann', [], { sid: 'PA_newer', state: DISCONNECTED })))).toEqual([['ann', DISCONNECTED, 0]]);
  });

  test('on a resumed connection all who send are reported again, since the last messages may have been lost', () => {
    expect(update(somebody('ann', [voice]))).toBeNull();
    expect(hears({ case: 'reconnect', value: {} as never })).toMatchObject({ case: 'reconnect' });
    expect(told(update(somebody('ann', [voice]), somebody('ben', [])))).toEqual([['ann', ACTIVE, 1]]);
    expect(update(somebody('ann', [voice]))).toBeNull();
  });
});

describe('a description that offers the sound of somebody of whom the browser has not heard', () => {
  const describing = (id: number, kind: 'offer' | 'answer', ...sids: string[]) =>
    ({
      case: kind,
      value: { type: kind, id, sdp: ['v=0', ...sids.map((sid) => `a=msid:${sid}|TR_voice TR_voice`), ''].join('\r\n') },
    }) as never;
  const news = (participants: ParticipantInfo[]) => ({ case: 'update', value: { participants } }) as never;
  const kinds = (messages: SignalResponse['message'][]) =>
    messages.map((message) =>
      message.case === 'offer' || message.case === 'answer' ? `${message.case} ${message.value.id}` : message.case,
    );

  test.each(['offer', 'answer'] as const)('waits until they are reported (%s)', (kind) => {
    expect(kinds(hearsAll(describing(1, kind, 'PA_ann')))).toEqual([`${kind} 1`]);
    expect(hearsAll(describing(2, kind, 'PA_ann', 'PA_ben'))).toEqual([]);
    expect(hearsAll(describing(3, kind, 'PA_ann'))).toEqual([]);
    expect(kinds(hearsAll({ case: 'trackSubscribed', value: {} as never }))).toEqual(['trackSubscribed']);
    expect(hearsAll(news([somebody('ben', [])]))).toEqual([]);
    expect(kinds(hearsAll(news([somebody('hal', [voice])])))).toEqual(['update']);
    expect(discretion.isWaiting).toBe(true);
    expect(kinds(hearsAll(news([somebody('ben', [voice])])))).toEqual(['update', `${kind} 2`, `${kind} 3`]);
    expect(discretion.isWaiting).toBe(false);
  });

  test('does not hold back a description of the other direction', () => {
    expect(hearsAll(describing(1, 'offer', 'PA_ben'))).toEqual([]);
    expect(kinds(hearsAll(describing(2, 'answer')))).toEqual(['answer 2']);
  });

  test('comes all the same when nobody says who they are, once', () => {
    expect(hearsAll(describing(1, 'answer', 'PA_nobody'))).toEqual([]);
    expect(kinds(messagesIn(discretion.giveUp()))).toEqual(['answer 1']);
    expect(kinds(hearsAll(describing(2, 'answer', 'PA_nobody')))).toEqual(['answer 2']);
  });

  test('does not wait for somebody who was reported and sends nothing now, nor for what is one’s own', () => {
    hearsAll(news([somebody('ann', [])]));
    expect(kinds(hearsAll(describing(1, 'answer', 'PA_ann', 'PA_cid')))).toEqual(['answer 1']);
  });

  test('is forgotten on a resumed connection, on which the media server describes everything again', () => {
    expect(hearsAll(describing(1, 'answer', 'PA_ben'))).toEqual([]);
    expect(kinds(hearsAll({ case: 'reconnect', value: {} as never }))).toEqual(['reconnect']);
    expect(kinds(hearsAll(news([somebody('ben', [voice])])))).toEqual(['update']);
  });
});

test('what an earlier stay of one’s own could do is not reported', () => {
  expect(update(somebody('cid', [], { sid: 'PA_earlier', state: DISCONNECTED }))).toBeNull();
});
