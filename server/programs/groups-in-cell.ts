// The groups that one cell of a roster names: one, or several with a semicolon, a bar or a comma between them, each with a role behind it if it is
// another than the line's; as our own list of people is written. A name that has such a sign in it is found all the same. Pure.
import type { Role } from '../../shared/ritual/roles.ts';
import { roleOf } from './roster-words.ts';

export interface NamedGroup<G> {
  readonly group: G;
  /** Null: the role of the line. */
  readonly role: Role | null;
}

/** Null when one of them is not known. `known` is by names in lower case. */
export function groupsIn<G>(cell: string, known: ReadonlyMap<string, G>): readonly NamedGroup<G>[] | null {
  const ends = [...[...cell.matchAll(/[;|,]/g)].map(({ index }) => index), cell.length].reverse();
  /** From where the rest of the cell cannot be read: looked at once, however it is cut. */
  const hopeless = new Set<number>();
  const from = (start: number): NamedGroup<G>[] | null => {
    if (hopeless.has(start)) return null;
    for (const end of ends.filter((one) => one > start)) {
      const group = groupIn(cell.slice(start, end).trim(), known);
      const rest = group && (end === cell.length ? [] : from(end + 1));
      if (group && rest) return [group, ...rest];
    }
    hopeless.add(start);
    return null;
  };
  return from(0);
}

function groupIn<G>(name: string, known: ReadonlyMap<string, G>): NamedGroup<G> | null {
  const group = known.get(name.toLowerCase());
  if (group !== undefined) return { group, role: null };
  const [, before = '', inBrackets = ''] = /^(.+?)\s*\(([^()]+)\)$/.exec(name) ?? [];
  const [named, role] = [known.get(before.toLowerCase()), roleOf(inBrackets)];
  return named === undefined || role === null ? null : { group: named, role };
}
