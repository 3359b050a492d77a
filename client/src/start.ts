// The first script of every page, small on purpose: the browser paints what stands there already while the page's own scripts are on their way.
import './styles/tokens.css';
import './styles/base.css';
// What the doorstep is drawn with before it can act.
import './room/Chair.module.css';
import './screens/Doorstep.module.css';
import './screens/Page.module.css';
import './styles/buttons.module.css';

const tryAgainAfterMs = 2000;

/** A hidden page is never painted. */
function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function begin(): Promise<void> {
  await painted();
  await import('./main.tsx');
}

function beginOrTryAgain(): void {
  begin().catch(() => setTimeout(beginOrTryAgain, tryAgainAfterMs));
}

beginOrTryAgain();
