// Rosters in the forms that spreadsheets write, and hostile ones: each is read rightly, or its fault is named with its line.
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../server/programs/csv-text.ts';
import { decodeRoster } from '../../server/programs/decode-roster.ts';
import { readRoster } from '../../server/programs/read-roster.ts';

const utf16 = (text: string, isBig: boolean) => {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? little.swap16() : little;
};
const szoke = 'Szőke Dávid';

describe('the bytes of a roster', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(szoke), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${szoke}`), 'utf-8'],
    ['UTF-16 as Excel writes it', utf16(szoke, false), 'utf-16le'],
    ['UTF-16, the other way round', utf16(szoke, true), 'utf-16be'],
  ])('%s are told by themselves', (_, bytes, encoding) => {
    expect(decodeRoster(bytes, null, 'en')).toEqual({ encoding, text: szoke });
  });

  test('of a Windows code page are guessed by the program’s language, and chosen by whoever sees the names', () => {
    const bytes = Uint8Array.from([0x53, 0x7a, 0xf5, 0x6b, 0x65]); // Szőke in windows-1250
    expect(decodeRoster(bytes, null, 'hu')).toEqual({ encoding: 'windows-1250', text: 'Szőke' });
    expect(decodeRoster(bytes, null, 'en')).toEqual({ encoding: 'windows-1252', text: 'Szõke' });
    expect(decodeRoster(bytes, 'windows-1250', 'en')).toEqual({ encoding: 'windows-1250', text: 'Szőke' });
    expect(decodeRoster(bytes, 'utf-8', 'en')).toEqual({ encoding: 'utf-8', fault: 'encoding-wrong' });
  });

  test('of a workbook, or of nothing, are said to be that', () => {
    expect(decodeRoster(Buffer.from('PK\u0003\u0004…'), null, 'en')).toMatchObject({ fault: 'workbook' });
    expect(decodeRoster(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]), null, 'en')).toMatchObject({ fault: 'workbook' });
    expect(decodeRoster(Buffer.from(' \r\n'), null, 'en')).toMatchObject({ fault: 'empty' });
  });
});

describe('the text of a roster', () => {
  const ann = { name: 'Ann Larsen', address: 'ann@example.org' };
  test.each([
    'Name,E-Mail\nAnn Larsen,ann@example.org\n',
    'name;email\r\nAnn Larsen;ann@example.org\r\n',
    'Full name\tMail\rAnn Larsen\tann@example.org\r',
    'sep=;\r\nName;E-Mail-Adresse;Bemerkung\r\nAnn Larsen;ann@example.org;"a;b"\r\n',
    'sep=|\nName|E-Mail\nAnn Larsen|ann@example.org',
    '"Name";"E-Mail (privat)"\n"Ann  Larsen";" ann@example.org "\n;;\n',
    'Comment, with commas;NAME;Email address*\nx;Ann Larsen;ann@example.org',
  ])('%j has its columns by their names', (text) => {
    expect(readRoster(text)).toEqual({ lines: [{ line: expect.any(Number), cells: ann }], faults: [] });
  });

  test('speaks German', () => {
    const { lines } = readRoster(
      'Vorname;Nachname;Gruppe;Rolle;Zeitzone;Klinik;Sprache\nAnn;Larsen;Dienstag;Leitung;Europe/Berlin;"Szeged; Klinika 2";de',
    );
    expect(lines[0]?.cells).toEqual({
      ...{ firstName: 'Ann', lastName: 'Larsen', group: 'Dienstag', role: 'Leitung' },
      ...{ zone: 'Europe/Berlin', workplace: 'Szeged; Klinika 2', language: 'de' },
    });
  });

  test('keeps the line of each row, empty ones and the separator’s counted', () => {
    const { lines } = readRoster('sep=,\nName\n\nAnn\n\n\nBen\n');
    expect(lines.map(({ line }) => line)).toEqual([4, 7]);
  });

  test.each([
    ['Name,Mail\nAnn,"ann', 2, null, 'quote-open'],
    ['Name,Mail\nAnn,"ann"x\n', 2, null, 'quote-open'],
    ['Name\nAnn\nBen\u0000', 3, null, 'control-character'],
    ['Name\nAnn\u001b[31m', 2, null, 'control-character'],
    ['Mail\nann@example.org', 1, null, 'column-missing'],
    ['Name,Mail,E-Mail\nAnn,a@example.org,', 1, 'address', 'column-twice'],
    ['Name\n', 1, null, 'empty'],
    ['Name,Mail\nAnn,a@example.org,x', 2, null, 'too-many-columns'],
    [`${Array.from({ length: 31 }, (_, index) => `c${index}`).join()}\nAnn`, 1, null, 'too-many-columns'],
    [`Name\n${'A'.repeat(201)}`, 2, 'Name', 'cell-too-long'],
    [`Name\n${'A'.repeat(9_000)}`, 2, null, 'cell-too-long'],
    [`Name\n${'Ann\n'.repeat(10_001)}`, 10_002, null, 'too-many-rows'],
  ])('%# has a fault with its line', (text, line, column, code) => {
    expect(readRoster(text).faults).toEqual([{ line, column, code }]);
  });

  test('of ten thousand rows is read, and a megabyte of quotation marks ends', () => {
    expect(readRoster(`Name\n${'Ann\n'.repeat(10_000)}`).lines).toHaveLength(10_000);
    expect(readRoster('"'.repeat(1_000_000)).faults).toHaveLength(1);
    expect(readRoster(`Name\n${'"'.repeat(999_999)}`).faults).toHaveLength(1);
    expect(readRoster(','.repeat(1_000_000)).faults).toHaveLength(1);
  });
});

test('what is written for a spreadsheet holds nothing that it would reckon, and is read again as it was', () => {
  const rows = [
    ['name', 'workplace'],
    ['=1+1', '+49 30'],
    ['-x', '@home'],
    ['\t=1', ' =1'],
    ['＝1', 'Ann "the best", Larsen'],
    ["O'Neill", ''],
  ];
  const text = csvOf(rows);
  expect(text.startsWith('\ufeffname,workplace\r\n')).toBe(true);
  const { lines } = readRoster(text.slice(1));
  for (const cell of text.slice(1).split(/,|\r\n/)) expect(cell).not.toMatch(/^"?\s*[=+\-@＝]/);
  expect(lines.slice(0, 4).map(({ cells }) => cells)).toEqual([
    { name: '=1+1', workplace: '+49 30' },
    { name: '-x', workplace: '@home' },
    { name: '=1', workplace: '=1' },
    { name: '＝1', workplace: 'Ann "the best", Larsen' },
  ]);
  expect(lines.at(-2)?.cells.workplace).toBe('Ann "the best", Larsen');
  expect(lines.at(-1)?.cells).toEqual({ name: "O'Neill" });
});
