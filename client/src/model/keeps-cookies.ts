// Whether this browser keeps cookies, so that a page can be recognised.

/** By trying: a browser that blocks them may claim that it does not. */
export function keepsCookies(): boolean {
  // biome-ignore lint/suspicious/noDocumentCookie: the newer way is missing where the question matters
  document.cookie = 'kept=yes; Path=/; SameSite=Lax';
  const isKept = document.cookie.includes('kept=yes');
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = 'kept=; Path=/; SameSite=Lax; Max-Age=0';
  return isKept;
}
