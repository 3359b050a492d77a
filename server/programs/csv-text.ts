// Writes a table as a spreadsheet reads it: with the mark that says UTF-8, and nothing in it that one would take for a formula.

/** `isMarked`: with the bytes by which a spreadsheet knows UTF-8; some other programs cannot read them. */
export function csvOf(rows: readonly (readonly (string | null)[])[], { isMarked = true } = {}): string {
  return `${isMarked ? '\ufeff' : ''}${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

/** A leading sign that a spreadsheet would reckon with, also behind spaces, is held back by an apostrophe. */
function cellOf(text: string | null): string {
  const plain = text ?? '';
  const safe = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(plain) ? `'${plain}` : plain;
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
