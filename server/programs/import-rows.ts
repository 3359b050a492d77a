// What each line of a roster would do to a program: checked cell by cell, and matched with the cards and groups that are there. Pure.
import { readPastedPeople } from '../../shared/protocol/program/pasted-people.ts';
import type { ImportRow } from '../../shared/protocol/program/people.ts';
import { isOfTheCircle, type Role } from '../../shared/ritual/roles.ts';
import { shortNameOf } from './cards.ts';
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
  readonly seats: readonly { readonly personId: string; readonly role: Role }[];
}

export interface Around {
  readonly people: readonly KnownPerson[];
  readonly groups: readonly KnownGroup[];
  readonly readZone: (name: string) => string | null;
}

/** A row of the preview, with whom it was matched and where it would seat them. */
export interface PlannedRow extends ImportRow {
  readonly personId: string | null;
  readonly shortName: string;
  readonly groupId: string | null;
  readonly takesSeat: boolean;
}

const seatsInCircle = 12;
const longestWorkplace = 120;

export function planRows(lines: readonly RosterLine[], { people, groups, readZone }: Around) {
  const faults: RosterFault[] = [];
  const byAddress = new Map(people.flatMap((person) => (person.address === null ? [] : [[person.address, person] as const])));
  const byName = namesOf(people);
  const groupOfName = new Map(groups.map((group) => [group.name.toLowerCase(), group]));
  const sitting = new Map(groups.map(({ id, seats }) => [id, seats.filter(({ role }) => isOfTheCircle(role)).length]));
  const seen = new Set<string>();
  const rows = lines.flatMap(({ line, cells }): PlannedRow[] => {
    const wrong = (column: string, code: string) => void faults.push({ line, column, code });
    const before = faults.length;
    const said = cells.name ?? [cells.firstName, cells.lastName].filter(Boolean).join(' ');
    const read = readPastedPeople(`${said.replace(/[<>@]/g, '\u0000')} <${cells.address ?? 'nobody@example.org'}>`);
    const code = read.faults[0]?.code;
    if (said === '') wrong('name', 'name-missing');
    else if (code !== undefined) wrong(code === 'address-wrong' ? 'address' : 'name', code);
    const address = cells.address === undefined ? null : (read.people[0]?.address ?? null);
    if (address !== null && seen.has(address)) wrong('address', 'address-twice');
    if (address !== null) seen.add(address);
    const language = cells.language === undefined ? null : languageOf(cells.language);
    if (cells.language !== undefined && language === null) wrong('language', 'language-unknown');
    const zone = cells.zone === undefined ? null : readZone(cells.zone);
    if (cells.zone !== undefined && zone === null) wrong('zone', 'zone-unknown');
    const role = cells.role === undefined ? 'member' : roleOf(cells.role);
    if (role === null) wrong('role', 'role-unknown');
    const workplace = cells.workplace ?? null;
    if ((workplace?.length ?? 0) > longestWorkplace) wrong('workplace', 'cell-too-long');
    const group = cells.group === undefined ? null : groupOfName.get(cells.group.toLowerCase());
    if (group === undefined) wrong('group', 'group-unknown');
    if (faults.length > before || role === null || !read.people[0]) return [];
    const person = (address === null ? byName.get(said.toLowerCase()) : byAddress.get(address)) ?? null;
    const takesSeat = group != null && !group.seats.some(({ personId }) => personId === person?.id);
    if (takesSeat && isOfTheCircle(role)) {
      const count = (sitting.get(group.id) ?? 0) + 1;
      sitting.set(group.id, count);
      if (count > seatsInCircle) wrong('group', 'group-full');
    }
    const name = read.people[0].name;
    const row = { line, name, address, language, zone, workplace, group: group?.name ?? null, role };
    const isAsBefore = person !== null && !takesSeat && !differs(row, person);
    return [
      {
        ...row,
        does: person === null ? 'adds' : isAsBefore ? 'nothing' : 'changes',
        personId: person?.id ?? null,
        shortName: (cells.shortName ?? shortNameOf(name)).slice(0, 40),
        groupId: group?.id ?? null,
        takesSeat,
      },
    ];
  });
  return { rows, faults };
}

/** An empty cell changes nothing. */
function differs(row: Pick<ImportRow, 'name' | 'language' | 'zone' | 'workplace'>, person: KnownPerson): boolean {
  return (['name', 'language', 'zone', 'workplace'] as const).some((key) => row[key] !== null && row[key] !== person[key]);
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
