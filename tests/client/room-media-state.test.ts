// How sound and picture stand, in the screens' words.
import { expect, test } from 'vitest';
import { nothingIntended } from '../../client/src/media/intents.ts';
import { connectionState, deviceState, isSameMedia } from '../../client/src/media/room-media-state.ts';
import type { DeviceTrouble } from '../../client/src/model/own-device.ts';
import { noMediaYet } from '../../client/src/model/room-media.ts';
import { roomView } from './support/views.ts';

const wished = { ...nothingIntended, microphone: true };
const devices = (isThere: boolean, trouble: DeviceTrouble = 'none', isMuted = false) => ({
  isMuted: () => isMuted,
  track: () => (isThere ? ({ readyState: 'live' } as MediaStreamTrack) : null),
  trouble: () => trouble,
});
const seen = { mayHear: true, mayBeHeard: false, mayBeSeen: true };

test.each([
  ['open: wished and there', roomView(1), wished, devices(true), 'open'],
  ['closed: there, not wished', roomView(1), nothingIntended, devices(true), 'closed'],
  ['closed: never asked for', roomView(1), wished, devices(false), 'closed'],
  ['missing: refused by the browser', roomView(1), wished, devices(false, 'denied'), 'missing'],
  ['muted: open, but the system holds it silent', roomView(1), wished, devices(true, 'none', true), 'muted'],
  ['closed: muted by the system too', roomView(1), nothingIntended, devices(true, 'none', true), 'closed'],
  ['withheld: stepped back', roomView(1, { me: { case: 'steppedBack', rights: seen } }), wished, devices(true), 'withheld'],
  ['withheld: invited back, not yet come in', roomView(1, { me: { case: 'invitedBack' } }), wished, devices(true), 'withheld'],
  ['withheld at the doorstep', null, wished, devices(true), 'withheld'],
] as const)('a microphone is %s', (_title, view, intents, own, state) => {
  expect(deviceState('microphone', view, intents, own)).toBe(state);
});

test.each([
  ['none', 'disconnected', true, 'none'],
  ['up', 'connected', true, 'open'],
  ['up', 'connecting', false, 'connecting'],
  ['up', 'reconnecting', true, 'reconnecting'],
  ['down', 'reconnecting', true, 'lost'],
  [null, 'disconnected', false, 'connecting'],
] as const)('media server %s and a connection that is %s', (media, room, wasOpen, connection) => {
  expect(connectionState(media, room, { wasOpen, awaySince: performance.now() })).toBe(connection);
});

test('a connection without signalling counts as open for as long as it carries sound', () => {
  const away = { wasOpen: true, awaySince: performance.now() - 60_000 };
  expect(connectionState('down', 'signalReconnecting', { ...away, isFlowing: true })).toBe('open');
  expect(connectionState('down', 'signalReconnecting', { ...away, isFlowing: false })).toBe('lost');
  expect(connectionState('up', 'disconnected', { ...away, isFlowing: true })).toBe('lost');
});

test('a connection long away is lost', () => {
  expect(connectionState('up', 'reconnecting', { wasOpen: true, awaySince: performance.now() - 60_000 })).toBe('lost');
});

test('the same pictures in another map are the same', () => {
  const picture = { attach: () => () => {}, isMoving: true };
  const media = { ...noMediaYet, pictures: new Map([['ben', picture]]) };
  expect(isSameMedia(media, { ...media, pictures: new Map([['ben', picture]]) })).toBe(true);
  expect(isSameMedia(media, { ...media, pictures: new Map([['ben', { ...picture }]]) })).toBe(false);
  expect(isSameMedia(media, { ...media, pictures: new Map() })).toBe(false);
});
