// A lost right closes the wish, and nothing but the person's own touch opens it again.
import { expect, test } from 'vitest';
import { afterComingIn, afterTouch, afterView, type Intents, mayOpen, nothingIntended } from '../../client/src/media/intents.ts';
import type { Rights } from '../../shared/ritual/rights.ts';
import { roomView } from './support/views.ts';

const both: Intents = { ...nothingIntended, microphone: true, camera: true };
const seen: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: true };
const listening: Rights = { mayHear: true, mayBeHeard: false, mayBeSeen: false };
const steppedBack = { case: 'steppedBack' } as const;
const invited = { case: 'invitedBack' } as const;

test('[R3.2] stepping back at the edge turns off the microphone and keeps the camera', () => {
  const intents = afterView(both, roomView(2, { me: { ...steppedBack, rights: seen } }));
  expect(intents).toMatchObject({ microphone: false, camera: true });
});

test('[R3.5] the invitation turns nothing on, though the right is back', () => {
  const outside = afterView(both, roomView(2, { me: { ...steppedBack, rights: seen } }));
  const view = roomView(3, { me: invited });
  expect(afterView(outside, view)).toMatchObject({ microphone: false, camera: true });
  expect(mayOpen(view)).toEqual({ microphone: false, camera: true });
});

test('[R3.5] coming in turns on the microphone, and the camera that was withheld', () => {
  const outside = afterView(both, roomView(2, { pushBack: 'unseen', me: { ...steppedBack, rights: listening } }));
  expect(outside).toMatchObject({ microphone: false, camera: false });
  expect(afterComingIn(outside, 4)).toMatchObject({ microphone: true, camera: true });
});

test('[R4.3] coming in does not turn on a camera the person had turned off themselves', () => {
  const closed = afterTouch(both, 'camera', false);
  const outside = afterView(closed, roomView(2, { pushBack: 'unseen', me: { ...steppedBack, rights: listening } }));
  expect(afterComingIn(outside, 4).camera).toBe(false);
});

test('[R3.5] coming in does not turn on a microphone the person had turned off before they stepped back', () => {
  const closed = afterTouch(both, 'microphone', false);
  const outside = afterView(closed, roomView(2, { me: { ...steppedBack, rights: seen } }));
  expect(afterComingIn(outside, 4)).toMatchObject({ microphone: false, camera: true });
});

test('[R3.5] one silence turns nothing on after the next: what was turned off in between stays off', () => {
  const outside = roomView(2, { me: { ...steppedBack, rights: seen } });
  const inside = afterComingIn(afterView(both, outside), 4);
  const again = afterView(afterTouch(inside, 'microphone', false), { ...outside, version: 6 });
  expect(afterComingIn(again, 8).microphone).toBe(false);
});

test('a view from before coming in does not turn off what coming in turned on', () => {
  const inside = afterComingIn({ ...nothingIntended, microphoneReturns: true }, 5);
  expect(afterView(inside, roomView(4, { me: invited })).microphone).toBe(true);
  expect(afterView(inside, roomView(6, { me: { case: 'presenting' } })).microphone).toBe(true);
});

test('[R3.5] after an absence for the whole silence the microphone is not turned on', () => {
  const away = afterView(both, { kind: 'doorstep', version: 8, door: 'outside' });
  expect(away).toEqual(both);
  expect(afterView(away, roomView(9, { me: invited })).microphone).toBe(false);
});

test('[R4.2] a release after being held leaves the microphone off', () => {
  const held = afterView(both, roomView(2, { me: { held: true, rights: seen } }));
  expect(afterView(held, roomView(3)).microphone).toBe(false);
});

test('[R6.4] stepping out forgets every wish', () => {
  expect(afterView(both, { kind: 'doorstep', version: 3, door: 'steppedOut' })).toEqual(nothingIntended);
});

const over = { kind: 'over', version: 3, serverNow: 0 } as const;

test('[R1.5] [R4.3] an undone end turns nothing on, and offers what was on before it', () => {
  const ended = afterView(both, over);
  expect(ended).toMatchObject({ microphone: false, camera: false, microphoneReturns: true, cameraReturns: true });
  expect(afterView(ended, { ...over, version: 4 })).toBe(ended);
  const undone = afterView(ended, roomView(5));
  expect(undone).toMatchObject({ microphone: false, camera: false, microphoneReturns: true, cameraReturns: true });
  expect(afterTouch(undone, 'microphone', true)).toMatchObject({ microphone: true, microphoneReturns: false, camera: false });
});

test('[R1.5] an undone end offers nothing that the person had turned off before it', () => {
  const closed = afterTouch(both, 'camera', false);
  expect(afterView(closed, over)).toMatchObject({ microphoneReturns: true, cameraReturns: false });
});

test('[R1.5] [R3.5] for whoever was outside when it ended, coming in turns on what stepping back had turned off', () => {
  const outside = roomView(2, { me: { ...steppedBack, rights: seen } });
  const undone = afterView(afterView(afterView(both, outside), over), { ...outside, version: 4 });
  expect(undone).toMatchObject({ microphone: false, microphoneReturns: true });
  expect(afterComingIn(undone, 6)).toMatchObject({ microphone: true, camera: true });
});
