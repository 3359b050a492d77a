// The one script within the page of a seat: it runs before anything is painted, and fetches nothing.
import { goodForMs, placeOf } from './connection/seat-memory.ts';
import { preferencesPlace } from './model/preferences.ts';

/**
 * Whoever was in the room a moment ago is not shown the doorstep while the room loads, and everybody gets their own colours. What is pressed before the
 * page can act is noted for it (see press/carried-over.ts).
 * Written into the page as it stands here: it knows nothing but its parameters.
 */
function markPage(seats: string, withinMs: number, preferences: string): void {
  const page = document.documentElement.dataset;
  // A browser that keeps nothing remembers nothing either.
  try {
    const { inAt } = JSON.parse(sessionStorage.getItem(seats + location.pathname.split('/').pop()) ?? '{}');
    if (Math.abs(Date.now() - inAt) < withinMs) page.returning = '';
    const { theme } = JSON.parse(sessionStorage.getItem(preferences) ?? localStorage.getItem(preferences) ?? '{}');
    if (theme === 'dusk' || theme === 'light') page.theme = theme;
  } catch {}
  addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('[data-still] button');
    if (button) page.pressed = button.textContent;
  });
}

export const stillScript = `(${markPage})(${JSON.stringify([placeOf(''), goodForMs, preferencesPlace]).slice(1, -1)})`;
