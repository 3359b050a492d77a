// Whether this browser lets a page be known again.

/** Tried, since a browser that blocks them may say that it does not. */
export function keepsCookies(): boolean {
  // biome-ignore lint/suspicious/noDocumentCookie: the newer way is missing where the question matters
  document.cookie = 'kept=yes; Path=/; SameSite=Lax';
  const isKept = document.cookie.includes('kept=yes');
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = 'kept=; Path=/; SameSite=Lax; Max-Age=0';
  return isKept;
}
