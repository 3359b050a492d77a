// Reads the text of a roster: its columns by their names, its rows with their lines, and everything that is wrong with them. Pure.
import { CsvError, parse } from 'csv-parse/sync';
import { columnOf, type RosterColumn } from './roster-words.ts';

const mostRows = 10_000;
const mostColumns = 30;
const longestCell = 200;

export interface RosterFault {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
}

/** What was written, by column; a cell that is empty is not there. */
export interface RosterLine {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<RosterColumn, string>>>;
}

export interface ReadRoster {
  readonly lines: readonly RosterLine[];
  readonly faults: readonly RosterFault[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

export function readRoster(text: string): ReadRoster {
  const broken = unprintable.exec(text);
  if (broken) return only({ line: lineAt(text, broken.index), column: null, code: 'control-character' });
  const [said, separator = null] = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text) ?? [];
  const rest = said === undefined ? text : text.slice(said.length);
  const rows = rowsOf(rest, separator ?? separatorOf(rest), said === undefined ? 0 : 1);
  if (!Array.isArray(rows)) return only(rows);
  const [head, ...body] = rows;
  if (head === undefined || body.length === 0) return only({ line: 1, column: null, code: 'empty' });
  if (head.cells.length > mostColumns) return only({ line: head.line, column: null, code: 'too-many-columns' });
  if (body.length > mostRows) return only({ line: body[mostRows]?.line ?? 0, column: null, code: 'too-many-rows' });
  return readBody(head, body);
}

function readBody(head: Row, body: readonly Row[]): ReadRoster {
  const columns = head.cells.map(columnOf);
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index);
  if (twice) return only({ line: head.line, column: twice, code: 'column-twice' });
  if (!columns.includes('name') && !columns.includes('lastName'))
    return only({ line: head.line, column: null, code: 'column-missing' });
  const faults: RosterFault[] = [];
  const lines = body.map(({ line, cells }) => {
    if (cells.length > head.cells.length) faults.push({ line, column: null, code: 'too-many-columns' });
    const read: Partial<Record<RosterColumn, string>> = {};
    for (const [index, column] of columns.entries()) {
      // Our own lists hold back with an apostrophe what a spreadsheet would reckon.
      const cell = (cells[index] ?? '')
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/^' ?(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/, '');
      if (cell.length > longestCell) faults.push({ line, column: head.cells[index] ?? null, code: 'cell-too-long' });
      else if (column !== null && cell !== '') read[column] = cell;
    }
    return { line, cells: read };
  });
  return { lines, faults };
}

function only(fault: RosterFault): ReadRoster {
  return { lines: [], faults: [fault] };
}

function rowsOf(text: string, delimiter: string, skipped: number): Row[] | RosterFault {
  try {
    const read = parse(text, {
      ...{ delimiter, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 8_192, to: mostRows + 2 },
      ...{ record_delimiter: ['\r\n', '\n', '\r'] },
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return read
      .map(({ record, info }) => ({ line: info.lines + skipped, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 1) + skipped;
    const isLong = error.code === 'CSV_MAX_RECORD_SIZE';
    return { line, column: null, code: isLong ? 'cell-too-long' : 'quote-open' };
  }
}

/** Counted on the first line alone, outside of quotation marks: a list of separators would cut `Szeged; Klinika 2` in two. */
function separatorOf(text: string): string {
  const [head = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const plain = head.replace(/"[^"]*"/g, '');
  const count = (sign: string) => plain.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\r|\n/).length;
}
