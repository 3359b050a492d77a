// What somebody has changed in a form: only that is sent, so that a page that was opened long ago undoes nothing of what others did since.
export function changedIn<T extends object>(seen: T, draft: T): Partial<T> {
  return Object.fromEntries(Object.entries(draft).filter(([key, value]) => value !== seen[key as keyof T])) as Partial<T>;
}
