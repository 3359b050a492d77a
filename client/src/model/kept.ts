// What this browser keeps for its owner. If it lets a page keep nothing, or is full, the page itself remembers until it is closed.
// On somebody else's computer only the tab remembers.
import { keptCookie } from '../../../shared/protocol/kept-cookie.ts';

export type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const unkept = new Map<string, string>();
let isOthersComputer = false;
/** As long as a browser allows. */
const keptSeconds = 400 * 86_400;

/** In some browsers merely touching the storage throws. */
function whereAllowed<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

export function fromTab(key: string): string | null {
  return unkept.get(key) ?? whereAllowed(() => sessionStorage.getItem(key)) ?? null;
}

export function fromBrowser(key: string): string | null {
  return fromTab(key) ?? whereAllowed(() => localStorage.getItem(key)) ?? null;
}

/** What was kept as JSON; nothing of it, when somebody has meddled with it. */
export function objectIn(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(kept ?? '{}');
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

/** Until the tab is closed. */
export const keptByTab: Kept = {
  getItem: fromTab,
  setItem: (key, value) => keep(() => sessionStorage, key, value),
};

/** For all of this browser's pages, until they sign out. */
export const keptByBrowser: Kept = {
  getItem: fromBrowser,
  setItem: (key, value) => keep(() => (isOthersComputer ? sessionStorage : localStorage), key, value),
};

function keep(storage: () => Storage, key: string, value: string): void {
  const isKept = whereAllowed(() => {
    storage().setItem(key, value);
    return true;
  });
  if (isKept) unkept.delete(key);
  else unkept.set(key, value);
  sayIfKept();
}

/** For as long as this browser keeps anything, the server can know that (see `keptCookie`). */
export function sayIfKept(): void {
  whereAllowed(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has another way.
    document.cookie = `${keptCookie}=1; path=/; samesite=lax; max-age=${localStorage.length && keptSeconds}`;
  });
}

/** R6.8: from now on nothing outlasts the tab. */
export function keepForTabOnly(): void {
  if (isOthersComputer) return;
  isOthersComputer = true;
  forgetKept();
}

/** R6.8: whoever signs out leaves nothing here. */
export function forgetAll(): void {
  unkept.clear();
  forgetKept();
  whereAllowed(() => sessionStorage.clear());
}

function forgetKept(): void {
  whereAllowed(() => localStorage.clear());
  sayIfKept();
}
