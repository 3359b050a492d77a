// Addresses of this server that one may be led to, and no other.

/** To come back to this page. */
export function hereAddress(): string {
  return `${location.pathname}${location.search}`;
}

/** Never to another server: `//evil.example` and `/\evil.example` are addresses elsewhere. */
export function ownAddress(to: string | null | undefined): string {
  if (!to?.startsWith('/')) return '/home';
  const { origin, pathname, search, hash } = new URL(to, location.origin);
  return origin === location.origin && !/^\/[/\\]/.test(to) ? `${pathname}${search}${hash}` : '/home';
}
