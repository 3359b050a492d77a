// The first script of the room, its links and the check, deliberately small: it fetches the page's own. Many browsers take a file that once did not come
// for missing as long as the page stands: then the page is loaded again, as soon as that can be had.
const lookAgainAfterMs = 2000;

function lookAgain(): void {
  setTimeout(() => fetch(location.href).then(({ ok }) => (ok ? location.reload() : lookAgain()), lookAgain), lookAgainAfterMs);
}

import('./main.tsx').catch(lookAgain);
