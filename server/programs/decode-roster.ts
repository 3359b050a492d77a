// From the bytes of a file to its text. What no mark and no rule of UTF-8 decides, a person does: only they see that a name is wrong.

export const encodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'gb18030',
  'shift_jis',
  'macintosh',
  'utf-16le',
  'utf-16be',
] as const;
export type Encoding = (typeof encodings)[number];

export type Decoded =
  | { readonly encoding: Encoding; readonly text: string }
  | { readonly encoding: Encoding; readonly fault: 'workbook' | 'encoding-wrong' | 'empty' };

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The packed and the older form of a workbook. */
const workbooks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** What Windows writes where this language is spoken. */
const usual: Readonly<Record<string, Encoding>> = {
  ...Object.fromEntries(['hu', 'pl', 'cs', 'sk', 'ro', 'sl', 'hr'].map((language) => [language, 'windows-1250'])),
  ...Object.fromEntries(['ru', 'uk', 'bg', 'sr', 'mk', 'be'].map((language) => [language, 'windows-1251'])),
  zh: 'gb18030',
  ja: 'shift_jis',
};

export function isEncoding(name: string): name is Encoding {
  return encodings.some((one) => one === name);
}

export function decodeRoster(bytes: Uint8Array, chosen: Encoding | null, language: string): Decoded {
  const begins = (with_: readonly number[]) => with_.every((byte, index) => bytes[index] === byte);
  if (workbooks.some(begins)) return { encoding: 'utf-8', fault: 'workbook' };
  const marked = marks.find(([, mark]) => begins(mark))?.[0] ?? null;
  const encoding = marked ?? chosen ?? (decoded(bytes, 'utf-8') === null ? (usual[language] ?? 'windows-1252') : 'utf-8');
  const text = decoded(bytes, encoding);
  if (text === null) return { encoding, fault: 'encoding-wrong' };
  return text.trim() === '' ? { encoding, fault: 'empty' } : { encoding, text };
}

/** Without its mark; null where the bytes are none of this encoding. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
