// What one person likes on this device, for the screens that follow it.
import { useCallback, useEffect, useState } from 'react';
import { sayIfKept } from './kept.ts';
import { keepPreferences, type Preferences, readPreferences } from './preferences.ts';

/** The preferences of this browser and how to change them; also puts the theme on the page. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(readPreferences);
  useEffect(() => {
    if (preferences.theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = preferences.theme;
    sayIfKept();
  }, [preferences.theme]);
  const prefer = useCallback((change: Partial<Preferences>) => {
    setPreferences((before) => {
      const after = { ...before, ...change };
      keepPreferences(after);
      return after;
    });
  }, []);
  return [preferences, prefer];
}
