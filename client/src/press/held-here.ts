// Which two keys are held with a letter on this device, and how a page says so to programs and to people.
import { heldOn } from './chord.ts';

export const held = heldOn(typeof navigator === 'undefined' ? '' : navigator.platform);

/** "Alt+Shift+N", as `aria-keyshortcuts` and people read it. */
export function chordName(letter: string): string {
  return `${held}+${letter.toUpperCase()}`;
}
