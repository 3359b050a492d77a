// The table of the listener gate: what is played of whom, and that doubt plays nothing.
import { expect, test } from 'vitest';
import { mayBePlayed } from '../../client/src/media/listener-gate.ts';
import { chair, roomView } from './support/views.ts';

const ben = (kind: string, source: string, personId = 'ben') => ({ personId, kind, source });
const room = (may: { mayBeHeard: boolean; mayBeSeen: boolean }) =>
  roomView(5, { chairs: [chair('ann'), chair('ben', may), chair('dee')] });

const yes = { mayBeHeard: true, mayBeSeen: true };
const seenOnly = { mayBeHeard: false, mayBeSeen: true };
const neither = { mayBeHeard: false, mayBeSeen: false };

test.each([
  ['a member’s voice', ben('audio', 'microphone'), yes, true],
  ['a member’s picture', ben('video', 'camera'), yes, true],
  ['[R3.2] the voice of one who stepped back', ben('audio', 'microphone'), seenOnly, false],
  ['[R3.1] the picture of one who stepped back at the edge', ben('video', 'camera'), seenOnly, true],
  ['[R3.1] the picture of one who stepped back unseen', ben('video', 'camera'), neither, false],
  ['[F7] a voice under the camera’s label', ben('audio', 'camera'), yes, false],
  ['[F7] the same from one who may be seen only', ben('audio', 'camera'), seenOnly, false],
  ['a picture under the microphone’s label', ben('video', 'microphone'), yes, false],
  ['a shared screen', ben('video', 'screen_share'), yes, false],
  ['the sound of a shared screen', ben('audio', 'screen_share_audio'), yes, false],
  ['sound without a source', ben('audio', 'unknown'), yes, false],
  ['[F6] a shadow of a member', ben('audio', 'microphone', 'ben#x'), yes, false],
  ['a stranger', ben('audio', 'microphone', 'zoe'), yes, false],
  ['oneself', ben('audio', 'microphone', 'dee'), yes, false],
])('%s', (_title, track, may, isPlayed) => {
  expect(mayBePlayed(track, { view: room(may), isFresh: true })).toBe(isPlayed);
  expect(mayBePlayed(track, { view: room(may), isFresh: false })).toBe(false);
});

test('pictures outlast a short absence of the connection, voices do not; who may not be seen is not shown even then', () => {
  const away = { view: room(yes), isFresh: false, isRecent: true };
  expect(mayBePlayed(ben('audio', 'microphone'), away)).toBe(false);
  expect(mayBePlayed(ben('video', 'camera'), away)).toBe(true);
  expect(mayBePlayed(ben('video', 'camera'), { ...away, view: room(neither) })).toBe(false);
  expect(mayBePlayed(ben('video', 'camera'), { ...away, isRecent: false })).toBe(false);
});

test('nobody is played at the doorstep, after the end, before the first view, or without the right to hear', () => {
  const track = ben('audio', 'microphone');
  const deaf = { mayHear: false, mayBeHeard: false, mayBeSeen: false };
  const views = [
    null,
    { kind: 'doorstep', version: 1, door: 'outside' } as const,
    { kind: 'over', version: 1, serverNow: 0 } as const,
    roomView(5, { me: { rights: deaf } }),
  ];
  for (const view of views) expect(mayBePlayed(track, { view, isFresh: true })).toBe(false);
});
