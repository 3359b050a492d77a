// Whether all texts in a message are of the kind that every parser reads alike: short, in printable ASCII.

const longest = 500;
const printable = /^[\x20-\x7e]*$/;

export function hasOnlyPlainText(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longest && printable.test(value);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return true;
  return Object.entries(value).every(([key, part]) => hasOnlyPlainText(key) && hasOnlyPlainText(part));
}
