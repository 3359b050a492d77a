// Finds out a copied tab: its memory was copied too, and with it the name that tells tabs apart (R6.5).
import { placeOf } from './seat-memory.ts';

/** A page that neither answers nor lets go within this is there, and stuck. */
const silentForMs = 10_000;

/**
 * Takes a tab's name for as long as this page lives; resolves to true if another page has it and keeps it. A living page says so; the one before a reload
 * says nothing and lets go, which may take a busy machine a while.
 */
export function isTakenElsewhere(device: string): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return Promise.resolve(false);
  const name = placeOf(device);
  return new Promise((resolve) => {
    const waiting = new AbortController();
    // Chromium loses the word to stop waiting when it comes too soon: we go on without it.
    const giveUp = () => {
      waiting.abort();
      resolve(true);
    };
    const hold = async () => {
      const pages = new BroadcastChannel(name);
      let isHeld = false;
      pages.onmessage = ({ data: isTaken }) => {
        if (!isHeld && isTaken) giveUp();
        if (isHeld && !isTaken) pages.postMessage(true);
      };
      pages.postMessage(false);
      setTimeout(giveUp, silentForMs);
      await locks
        .request(name, { signal: waiting.signal }, () => {
          if (waiting.signal.aborted) return null;
          isHeld = true;
          resolve(false);
          return new Promise<never>(() => {});
        })
        .finally(() => pages.close());
    };
    // Where storage is blocked, so are locks: nobody can be asked.
    hold().catch((error: unknown) => resolve(!(error instanceof DOMException && error.name === 'SecurityError')));
  });
}
