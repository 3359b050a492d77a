// The level of one's own microphone is a comfort: where a browser cannot measure it, the microphone is there all the same.
import { expect, test } from 'vitest';
import { meterLevel } from '../../client/src/media/level-meter.ts';

test('a browser without sound processing has no level, and says nothing of it', () => {
  expect(typeof AudioContext).toBe('undefined');
  expect(() => meterLevel({} as MediaStreamTrack, () => undefined)()).not.toThrow();
});
