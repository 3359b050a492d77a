// R1.8: an act is what stood on the button when the press began; a double press, a held key and a typed sentence never run a second or a later act.
import { describe, expect, test } from 'vitest';
import { PressGuard, settlesInMs, Typing } from '../../client/src/press/press-guard.ts';

const here = { x: 100, y: 100 };

describe('[R1.8] a press', () => {
  test('does what the button says, once it has said so for long enough to be read', () => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'step back', at: 5_000, where: here }, { means: 'step back', since: 0 })).toBe(true);
  });

  test('does nothing when the words changed between its beginning and its end', () => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'step back', at: 5_000, where: here }, { means: 'invite back', since: 5_040 })).toBe(false);
  });

  test.each([1, 40, 250, 500, settlesInMs - 1])('does nothing %i ms after the words have changed', (ms) => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'close', at: 5_000 + ms, where: here }, { means: 'close', since: 5_000 })).toBe(false);
  });

  test('that began before the words changed and was handled after, on a busy page, does nothing', () => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'close', at: 4_990, where: here }, { means: 'close', since: 5_000 })).toBe(false);
  });

  test('counts once, however quickly a second one follows and wherever it lands', () => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'ask Ben', at: 5_000, where: here }, { means: 'ask Ben', since: 0 })).toBe(true);
    expect(guard.accepts({ means: 'ask Ben', at: 5_150, where: here }, { means: 'ask Ben', since: 0 })).toBe(false);
    expect(guard.accepts({ means: 'leave', at: 5_300, where: { x: 104, y: 97 } }, { means: 'leave', since: 0 })).toBe(false);
    expect(guard.accepts({ means: 'leave', at: 5_300, where: { x: 400, y: 100 } }, { means: 'leave', since: 0 })).toBe(true);
  });

  test('of the keys that follows the opening of a card chooses nothing in it', () => {
    const guard = new PressGuard();
    guard.note({ at: 5_000, where: 'keys' });
    expect(guard.accepts({ means: 'close', at: 5_200, where: 'keys' }, { means: 'close', since: 0 })).toBe(false);
    expect(guard.accepts({ means: 'close', at: 5_000 + settlesInMs, where: 'keys' }, { means: 'close', since: 0 })).toBe(true);
  });

  test('that was ignored does not hold back the next one', () => {
    const guard = new PressGuard();
    expect(guard.accepts({ means: 'close', at: 5_500, where: here }, { means: 'close', since: 5_000 })).toBe(false);
    expect(guard.accepts({ means: 'close', at: 5_750, where: here }, { means: 'close', since: 5_000 })).toBe(true);
  });
});

describe('[R1.8] a sentence typed at a button', () => {
  /** Which of the keys would have pressed it. */
  function pressedBy(text: string, { between = 120, from = 0, typing = new Typing() } = {}): string[] {
    return [...text].filter((letter, i) => {
      const key = letter === '⏎' ? 'Enter' : letter;
      const may = typing.mayPress({ key, at: from + i * between, isComposing: false });
      return may && (key === 'Enter' || key === ' ');
    });
  }

  test.each(['no problem⏎', 'thank you, now we go on⏎', 'я согласен⏎', '問題ない、続けましょう ⏎'])(
    '%s presses nothing',
    (text) => {
      expect(pressedBy(text)).toEqual([]);
      expect(pressedBy(text, { between: 3_000 }), 'by a slow hand').toEqual([]);
    },
  );

  test('presses nothing while an input method composes, nor after a dead key', () => {
    const typing = new Typing();
    expect(typing.mayPress({ key: 'Process', at: 0, isComposing: true })).toBe(false);
    expect(typing.mayPress({ key: ' ', at: 200, isComposing: false })).toBe(false);
    typing.end();
    typing.mayPress({ key: 'Dead', at: 400, isComposing: false });
    expect(typing.mayPress({ key: ' ', at: 500, isComposing: false })).toBe(false);
  });

  test('space and Enter by themselves press, also one after the other, and again after a rest or elsewhere', () => {
    expect(pressedBy('  ⏎', { between: 800 })).toEqual([' ', ' ', '⏎']);
    const typing = new Typing();
    pressedBy('no', { typing });
    typing.end();
    expect(pressedBy(' ', { typing, from: 400 })).toEqual([' ']);
    pressedBy('no', { typing, from: 1_000 });
    expect(pressedBy('⏎', { typing, from: 7_000 })).toEqual(['⏎']);
  });
});
