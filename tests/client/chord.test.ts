// R10.1, R1.8: every act has a key, on every layout, and none that a sentence could hold.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChordEvent, chordOf, heldOn } from '../../client/src/press/chord.ts';

interface Pressed extends Partial<Omit<ChordEvent, 'getModifierState'>> {
  readonly altGraph?: boolean;
}

function pressed({ altGraph = false, ...event }: Pressed): ChordEvent {
  return {
    key: 'n',
    code: 'KeyN',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    ...event,
    getModifierState: (name) => name === 'AltGraph' && altGraph,
  };
}

const alt = 'Alt+Shift';
const control = 'Control+Shift';

describe('[R10.1] a chord', () => {
  test.each<[string, Pressed, string | null]>([
    ['QWERTY', { key: 'N', code: 'KeyN' }, 'n'],
    ['Dvorak, by the letter on the key', { key: 'N', code: 'KeyL' }, 'n'],
    ['AZERTY, by the letter on the key', { key: 'A', code: 'KeyQ' }, 'a'],
    ['Russian, by the place of the key', { key: 'Т', code: 'KeyN' }, 'n'],
    ['Greek, by the place of the key', { key: 'Ν', code: 'KeyN' }, 'n'],
    ['Hebrew, by the place of the key', { key: 'מ', code: 'KeyN' }, 'n'],
    ['Arabic, by the place of the key', { key: 'ى', code: 'KeyN' }, 'n'],
    ['Arabic, where Shift and the key write a sign', { key: '’', code: 'KeyM' }, 'm'],
    ['Arabic, where they write two letters', { key: 'لأ', code: 'KeyG' }, 'g'],
    ['Arabic, where they write a vowel', { key: '\u064f', code: 'KeyE' }, 'e'],
    ['Thai, where they write a mark', { key: '\u0e4c', code: 'KeyN' }, 'n'],
    ['Hindi, where they write a vowel sign', { key: '\u0903', code: 'KeyD' }, 'd'],
    ['an input method that waits for a word', { key: 'Process', code: 'KeyN' }, 'n'],
    ['a telephone’s keyboard, which names no key', { key: 'Unidentified', code: '' }, null],
    ['German, a letter with a sign', { key: 'Ö', code: 'Semicolon' }, null],
    ['a dead key', { key: 'Dead', code: 'KeyN' }, null],
    ['an input method', { key: 'Process', code: 'KeyN', isComposing: true }, null],
    ['AltGr and Shift write Polish capitals', { key: 'Ń', code: 'KeyN', altGraph: true }, null],
    ['a key that is held', { key: 'N', code: 'KeyN', repeat: true }, null],
    ['with Control, too', { key: 'N', code: 'KeyN', ctrlKey: true }, null],
  ])('on %s', (_layout, event, letter) => {
    expect(chordOf(pressed({ altKey: true, shiftKey: true, ...event }), alt)).toBe(letter);
  });

  test('uses other keys on Apple’s systems, where Option types letters', () => {
    expect(heldOn('MacIntel')).toBe(control);
    expect(heldOn('iPad')).toBe(control);
    expect(heldOn('Linux x86_64')).toBe(alt);
    expect(heldOn('Win32')).toBe(alt);
    expect(chordOf(pressed({ key: 'N', ctrlKey: true, shiftKey: true }), control)).toBe('n');
    expect(chordOf(pressed({ key: 'Ł', code: 'KeyL', altKey: true, shiftKey: true }), control)).toBeNull();
  });

  test('is nothing that anybody types as text, in whatever script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean(), fc.boolean(), (text, shiftKey, altGraph) => {
        for (const key of text)
          for (const held of [alt, control] as const) expect(chordOf(pressed({ key, shiftKey, altGraph }), held)).toBeNull();
      }),
      { verbose: 1 },
    );
  });
});
