// The keys that act on the room (R10.1): a letter with two others held, so that no sentence typed at the page acts (R1.8). Pure.

export interface ChordEvent {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  getModifierState(key: string): boolean;
}

/**
 * Alt and Shift write nothing on Windows and Linux and belong to no menu. On Apple's systems Option and Shift write letters, and VoiceOver
 * listens to Control and Option: there it is Control and Shift.
 */
export type Held = 'Alt+Shift' | 'Control+Shift';

export function heldOn(platform: string): Held {
  return /mac|iphone|ipad|ipod/i.test(platform) ? 'Control+Shift' : 'Alt+Shift';
}

/** What a browser says of a key that an input method has taken. */
const keptToItself = /^(Process|Unidentified)$/;

/** The letter of a chord, `a` to `z`, or null when this is none. */
export function chordOf(event: ChordEvent, held: Held): string | null {
  if (event.repeat || event.isComposing || event.metaKey || !event.shiftKey) return null;
  // AltGr writes signs, and some systems call it Control and Alt.
  if (event.getModifierState('AltGraph')) return null;
  const isApple = held === 'Control+Shift';
  if (event.ctrlKey !== isApple || event.altKey === isApple) return null;
  const letter = event.key.toLowerCase();
  if (/^[a-z]$/.test(letter)) return letter;
  // Where a layout has Latin letters, the one that stands on the key counts. Elsewhere its place does: Arabic, Thai or Hindi keys write vowel marks and
  // signs with Shift held, and an input method may keep the letter to itself.
  const isOfPlace = keptToItself.test(event.key) || !/\p{Script=Latin}/u.test(event.key);
  return isOfPlace ? (/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? null) : null;
}
