// What one person likes on this device, kept in this browser alone (R4.4). Knows nothing of any meeting.
import { fromBrowser, keptByBrowser, objectIn } from './kept.ts';

export interface Preferences {
  readonly hidesSelf: boolean;
  readonly theme: 'system' | 'dusk' | 'light';
  /** Single keys act on the room; some people need them off. */
  readonly usesKeys: boolean;
}

const place = 'balint-room.preferences';

const kept = () => objectIn(fromBrowser(place));

export function keptTheme(): Preferences['theme'] {
  const { theme } = kept();
  return theme === 'dusk' || theme === 'light' ? theme : 'system';
}

export function readPreferences(): Preferences {
  const { hidesSelf, usesKeys } = kept();
  return { hidesSelf: hidesSelf === true, theme: keptTheme(), usesKeys: usesKeys !== false };
}

export function keepPreferences(preferences: Preferences): void {
  keptByBrowser.setItem(place, JSON.stringify(preferences));
}
