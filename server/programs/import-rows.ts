// What each line of a roster would do to a program: checked cell by cell, and matched with the cards and groups that are there. Whoever sits in
// several groups stands in one line that names them all, or in a line for each. Pure.
import { readPastedPeople } from '../../shared/protocol/program/pasted-people.ts';
import type { ImportRow } from '../../shared/protocol/program/people.ts';
import { isOfTheCircle, type Role } from '../../shared/ritual/roles.ts';
import { shortNameOf } from './cards.ts';
import { groupsIn } from './groups-in-cell.ts';
import type { RosterFault, RosterLine } from './read-roster.ts';
import { languageOf, roleOf } from './roster-words.ts';

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly language: string | null;
  readonly zone: string | null;
  readonly workplace: string | null;
}

export interface KnownGroup {
  readonly id: string;
  readonly name: string;
  /** How many may sit in its circle (R1.7). */
  readonly room: number;
  readonly seats: readonly { readonly personId: string; readonly role: Role }[];
}

export interface Around {
  readonly people: readonly KnownPerson[];
  readonly groups: readonly KnownGroup[];
  readonly readZone: (name: string) => string | null;
}

interface PlannedSeat {
  readonly groupId: string;
  readonly group: string;
  readonly role: Role;
  /** False: they sit there already. */
  readonly isNew: boolean;
}

/** A row of the preview, with whom it was matched and where it would seat them. */
export interface PlannedRow extends ImportRow {
  readonly seats: readonly PlannedSeat[];
  readonly personId: string | null;
  readonly shortName: string;
}

const longestWorkplace = 120;
const facts = ['language', 'zone', 'workplace'] as const;

type Told = (column: string, code: string) => void;

export function planRows(lines: readonly RosterLine[], { people, groups, readZone }: Around) {
  const faults: RosterFault[] = [];
  const byAddress = new Map(people.flatMap((person) => (person.address === null ? [] : [[person.address, person] as const])));
  const byName = namesOf(people);
  const groupOfName = new Map(groups.map((group) => [group.name.toLowerCase(), group]));
  const room = new Map(groups.map((group) => [group.id, group.room]));
  const sitting = new Map(groups.map(({ id, seats }) => [id, seats.filter(({ role }) => isOfTheCircle(role)).length]));
  /** The first line of each person, by their address; without one by their name. */
  const seen = new Map<string, PlannedRow>();
  const rows: PlannedRow[] = [];

  const plan = ({ line, cells }: RosterLine, wrong: Told): PlannedRow | null => {
    const said = cells.name ?? [cells.firstName, cells.lastName].filter(Boolean).join(' ');
    const read = readPastedPeople(`${said.replace(/[<>@]/g, '\u0000')} <${cells.address ?? 'nobody@example.org'}>`);
    const code = read.faults[0]?.code;
    if (said === '') wrong('name', 'name-missing');
    else if (code !== undefined) wrong(code === 'address-wrong' ? 'address' : 'name', code);
    const address = cells.address === undefined ? null : (read.people[0]?.address ?? null);
    const language = cells.language === undefined ? null : languageOf(cells.language);
    if (cells.language !== undefined && language === null) wrong('language', 'language-unknown');
    const zone = cells.zone === undefined ? null : readZone(cells.zone);
    if (cells.zone !== undefined && zone === null) wrong('zone', 'zone-unknown');
    const role = cells.role === undefined ? 'member' : roleOf(cells.role);
    if (role === null) wrong('role', 'role-unknown');
    const workplace = cells.workplace ?? null;
    if ((workplace?.length ?? 0) > longestWorkplace) wrong('workplace', 'cell-too-long');
    const named = cells.group === undefined ? [] : groupsIn(cells.group, groupOfName);
    if (named === null) wrong('group', 'group-unknown');
    if (role === null || named === null || !read.people[0]) return null;
    const { name } = read.people[0];
    const person = (address === null ? byName.get(said.toLowerCase()) : byAddress.get(address)) ?? null;
    const seats = named.map(({ group, role: own }) => ({
      ...{ groupId: group.id, group: group.name, role: own ?? role },
      isNew: !group.seats.some(({ personId }) => personId === person?.id),
    }));
    if (new Set(seats.map(({ groupId }) => groupId)).size < seats.length) wrong('group', 'group-twice');
    const row = { line, name, address, language, zone, workplace, seats, sameAs: null, personId: person?.id ?? null };
    const isAsBefore = person !== null && !seats.some(({ isNew }) => isNew) && !differs(row, person);
    return {
      ...row,
      does: person === null ? 'adds' : isAsBefore ? 'nothing' : 'changes',
      shortName: (cells.shortName ?? shortNameOf(name)).slice(0, 40),
    };
  };

  for (const one of lines) {
    const before = faults.length;
    const wrong: Told = (column, code) => void faults.push({ line: one.line, column, code });
    const row = plan(one, wrong);
    if (row === null) continue;
    const key = row.address ?? `name ${row.name.toLowerCase()}`;
    const first = seen.get(key);
    const twin = first ? faultOfTwin(row, first) : null;
    if (twin) wrong(...twin);
    if (!first) seen.set(key, row);
    if (faults.length > before) continue;
    for (const { groupId, role, isNew } of row.seats) {
      if (!isNew || !isOfTheCircle(role)) continue;
      const count = (sitting.get(groupId) ?? 0) + 1;
      sitting.set(groupId, count);
      if (count > (room.get(groupId) ?? 0)) wrong('group', 'group-full');
    }
    if (first) seen.set(key, { ...first, seats: [...first.seats, ...row.seats] });
    rows.push(first ? { ...row, does: row.seats.some(({ isNew }) => isNew) ? 'seats' : 'nothing', sameAs: first.line } : row);
  }
  return { rows, faults };
}

/** Another line of the same person gives them another group; it says nothing else of them than the first. */
function faultOfTwin(row: PlannedRow, first: PlannedRow): readonly [column: string, code: string] | null {
  if (row.address === null) return ['name', 'name-twice'];
  if (row.seats.length === 0) return ['address', 'address-twice'];
  if (row.name !== first.name) return ['name', 'other-above'];
  const other = facts.find((fact) => row[fact] !== null && row[fact] !== first[fact]);
  if (other) return [other, 'other-above'];
  const isTwice = row.seats.some(({ groupId }) => first.seats.some((seat) => seat.groupId === groupId));
  return isTwice ? ['group', 'group-twice'] : null;
}

/** An empty cell changes nothing. */
function differs(row: Pick<ImportRow, 'name' | 'language' | 'zone' | 'workplace'>, person: KnownPerson): boolean {
  return (['name', ...facts] as const).some((key) => row[key] !== null && row[key] !== person[key]);
}

/** Without an address somebody is known by their name, if it is only theirs. */
function namesOf(people: readonly KnownPerson[]): ReadonlyMap<string, KnownPerson> {
  const names = new Map<string, KnownPerson | null>();
  for (const person of people) {
    const key = person.name.toLowerCase();
    names.set(key, names.has(key) ? null : person);
  }
  return new Map([...names].flatMap(([name, person]) => (person === null ? [] : [[name, person] as const])));
}
