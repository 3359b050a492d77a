// Where somebody may be sent on to after signing in: a page of ours, and nothing that a browser could read as another server's address.

const longest = 200;
const homePath = '/home';

/** The path itself if it certainly leads to this server; else the home page. */
export function ownPath(asked: string | null | undefined): string {
  if (!asked || asked.length > longest || !/^\/(?:[A-Za-z0-9][!-[\]-~]*)?$/.test(asked)) return homePath;
  const here = 'http://here.invalid';
  if (!URL.canParse(asked, here)) return homePath;
  const { origin, pathname, search, hash } = new URL(asked, here);
  // Dots may have led elsewhere.
  return origin === here && /^\/(?:[A-Za-z0-9]|$)/.test(pathname) ? `${pathname}${search}${hash}` : homePath;
}
