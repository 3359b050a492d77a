// What one person likes on this device, kept in this browser alone (R4.4). Knows nothing of any meeting.
import { useCallback, useEffect, useState } from 'react';
import { keptByBrowser } from './kept.ts';

export interface Preferences {
  readonly hidesSelf: boolean;
  readonly theme: 'system' | 'dusk' | 'light';
  /** Single keys act on the room; some people need them off. */
  readonly usesKeys: boolean;
}

export const preferencesPlace = 'balint-room.preferences';
const atFirst: Preferences = { hidesSelf: false, theme: 'system', usesKeys: true };

function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(keptByBrowser.getItem(preferencesPlace) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return atFirst;
    const { hidesSelf, theme, usesKeys } = kept as Record<string, unknown>;
    return {
      hidesSelf: hidesSelf === true,
      theme: theme === 'dusk' || theme === 'light' ? theme : 'system',
      usesKeys: usesKeys !== false,
    };
  } catch {
    return atFirst;
  }
}

function keep(preferences: Preferences): void {
  keptByBrowser.setItem(preferencesPlace, JSON.stringify(preferences));
}

/** The preferences of this browser and how to change them; also puts the theme on the page. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(read);
  useEffect(() => {
    if (preferences.theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = preferences.theme;
  }, [preferences.theme]);
  const prefer = useCallback((change: Partial<Preferences>) => {
    setPreferences((before) => {
      const after = { ...before, ...change };
      keep(after);
      return after;
    });
  }, []);
  return [preferences, prefer];
}
