// Reads people who were pasted one a line: `Name <address>`, `name, address`, or names alone, as mail programs and spreadsheets copy them.
import { addressShape, hasLetter, longestAddress, longestName, readable } from './plain-shapes.ts';

export interface PastedPerson {
  /** Of the text, from 1. */
  readonly line: number;
  readonly name: string;
  readonly address: string | null;
}

export interface PasteFault {
  readonly line: number;
  readonly code: 'name-missing' | 'name-too-long' | 'name-unreadable' | 'address-wrong' | 'address-twice' | 'too-many';
}

export interface PastedPeople {
  readonly people: readonly PastedPerson[];
  /** In the order of the lines; a line with a fault is not among the people. */
  readonly faults: readonly PasteFault[];
}

/** More than any group has; a whole program is read from a file. */
export const mostPasted = 200;

/** The recipients of one mail. */
const longestLine = 10_000;

export function readPastedPeople(text: string): PastedPeople {
  const people: PastedPerson[] = [];
  const faults: PasteFault[] = [];
  const known = new Set<string>();
  for (const { line, entry } of entriesOf(text)) {
    const read = entry === null ? 'name-too-long' : readEntry(entry);
    if (typeof read === 'string') faults.push({ line, code: read });
    else if (people.length >= mostPasted) {
      faults.push({ line, code: 'too-many' });
      break;
    } else if (read.address !== null && known.has(read.address)) faults.push({ line, code: 'address-twice' });
    else {
      if (read.address !== null) known.add(read.address);
      people.push({ line, ...read });
    }
  }
  return { people, faults };
}

/** Null: longer than any. */
interface Entry {
  readonly line: number;
  readonly entry: string | null;
}

/** A mail program copies its recipients as one line: several addresses in brackets there are several people. */
function entriesOf(text: string): Entry[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, index): Entry[] => {
    if (raw.length > longestLine) return [{ line: index + 1, entry: null }];
    const whole = raw
      .replace(/^\ufeff/, '')
      .replace(/[^\S\t]+/g, ' ')
      .trim();
    const several = (whole.match(/<[^<>]*>/g)?.length ?? 0) > 1 ? whole.split(/(?<=>)\s*[;,]?\s*/) : [whole];
    return several
      .map((entry) => withoutEnd(entry))
      .filter((entry) => entry !== '')
      .map((entry) => ({ line: index + 1, entry }));
  });
}

function readEntry(entry: string): { name: string; address: string | null } | PasteFault['code'] {
  const [, inFront, inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(entry) ?? [];
  if (inFront !== undefined && inBrackets !== undefined) return checked(inFront, inBrackets);
  if (/[<>]/.test(entry)) return 'address-wrong';
  if (!entry.includes('@')) return checked(entry, null);
  const cells = entry.split(/\s*[\t;,]\s*/).filter((cell) => cell !== '');
  const address = cells.find((cell) => cell.includes('@')) ?? '';
  return checked(cells.filter((cell) => cell !== address).join(' '), address);
}

function checked(saidName: string, saidAddress: string | null): { name: string; address: string | null } | PasteFault['code'] {
  const address =
    saidAddress === null
      ? null
      : saidAddress
          .replace(/^mailto:/i, '')
          .trim()
          .toLowerCase();
  if (address !== null && (address.length > longestAddress || !addressShape.test(address))) return 'address-wrong';
  const name = withoutEnd(saidName.replace(/\s+/g, ' '))
    .replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '')
    .replace(/^\s*(["'])(.*)\1$/, '$2')
    .trim();
  if (name === '') return 'name-missing';
  if (!readable.test(name) || !hasLetter.test(name)) return 'name-unreadable';
  return name.length > longestName ? 'name-too-long' : { name, address };
}

/** A pattern would look again from every sign of a long run. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[;,\s]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
