// The test sound is heard on the speaker that was chosen, however this browser lets a page choose.
import { afterEach, expect, test, vi } from 'vitest';
import { playTestSound } from '../../client/src/session/test-sound.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser; `chooses`: what may choose a speaker in it. Answers where the notes went. */
function browser(chooses: readonly ('context' | 'element')[]) {
  const chosen: Record<string, string> = {};
  const reached: unknown[] = [];
  const choose = (of: string) => ({ setSinkId: async (id: string) => void Object.assign(chosen, { [of]: id }) });
  class FakeContext {
    currentTime = 0;
    destination = 'the context’s own';
    createMediaStreamDestination = () => ({ stream: 'what it makes' });
    createGain = () => ({
      gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
      connect: (output: unknown) => reached.push(output),
    });
    createOscillator = () => ({
      frequency: {},
      connect: (next: unknown) => next,
      start() {},
      stop() {},
      addEventListener: (_: string, ended: () => void) => ended(),
    });
    close = async () => {};
  }
  if (chooses.includes('context')) Object.assign(FakeContext.prototype, choose('context'));
  const element = {
    play: vi.fn(async () => {}),
    pause: vi.fn(),
    srcObject: null,
    ...(chooses.includes('element') && choose('element')),
  };
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('Audio', function FakeAudio() {
    return element;
  });
  return { chosen, reached, element };
}

test('where an AudioContext can choose the speaker, it does', async () => {
  const { chosen, reached, element } = browser(['context', 'element']);
  await playTestSound('headphones');
  expect(chosen).toEqual({ context: 'headphones' });
  expect(reached).toEqual(Array(2).fill('the context’s own'));
  expect(element.play).not.toHaveBeenCalled();
});

test('where only an element can, it plays the sound', async () => {
  const { chosen, reached, element } = browser(['element']);
  await playTestSound('headphones');
  expect(chosen).toEqual({ element: 'headphones' });
  expect(element).toMatchObject({ srcObject: 'what it makes' });
  expect(element.play).toHaveBeenCalledOnce();
  expect(element.pause, 'and is silent afterwards').toHaveBeenCalledOnce();
  expect(reached).toEqual(Array(2).fill({ stream: 'what it makes' }));
});

test('without a choice the system’s own speaker plays', async () => {
  const { chosen, reached, element } = browser(['element']);
  await playTestSound(null);
  expect([chosen, element.play.mock.calls]).toEqual([{}, []]);
  expect(reached).toEqual(Array(2).fill('the context’s own'));
});
