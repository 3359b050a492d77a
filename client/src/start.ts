// The first script of every page, deliberately small: it fetches the page's own, and tries again when the network fails.
const tryAgainAfterMs = 2000;

function begin(): void {
  import('./main.tsx').catch(() => setTimeout(begin, tryAgainAfterMs));
}

begin();
