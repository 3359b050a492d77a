// How the register of what is kept about people (kinds.ts) is written: of each table every column, whom a row is about, until when it is kept, and
// what an erasure does with it.
import type { RawBuilder } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * What a column is. The first ones lead to somebody: it holds the id of a card, of an account or of a seat, an address, any of these (`object`), or
 * a text in which any of these or a name may stand (`within`). `byPerson` and `byAccount` name who did it, and an erasure forgets that.
 */
export type Lead = 'person' | 'account' | 'seat' | 'address' | 'object' | 'within' | 'byPerson' | 'byAccount';
/**
 * `says`: told to the person. `hidden`: a secret, or somebody else's. `goes`: told to the person, and blank after an erasure that leaves the row.
 */
type Column = Lead | 'says' | 'hidden' | 'goes';

/**
 * What an erasure does: `row` deletes it, `credit` leaves what lawful credit asks for (R9.6), `blank` leaves the row without the person, and
 * `nothing` is for what cannot be found by a person at all.
 */
type Erasure = 'row' | 'credit' | 'blank' | 'nothing';

export interface Kind {
  readonly columns: Readonly<Record<string, Column>>;
  readonly erased: Erasure;
  /** When a row goes by itself: an expression over the table's row; null for one whose time is not known yet. */
  readonly until: RawBuilder<Date | null> | null;
  /** Looked at every hour instead of every night. */
  readonly isHourly?: true;
  /** Told only to whom this column leads: to others concerned, that there is a row is all that is said. */
  readonly toldTo?: string;
  /** A personal link tells it too, of its own group (R11.1). */
  readonly bySeat?: true;
}

/** With every column of its table, and no other. */
export interface KindOf<T extends keyof Tables> extends Kind {
  readonly columns: Readonly<Record<keyof Tables[T] & string, Column>>;
}

const leads: ReadonlySet<string> = new Set<Lead>([
  ...(['person', 'account', 'seat', 'address', 'object', 'within', 'byPerson', 'byAccount'] as const),
]);

export function leadsOf(kind: Pick<Kind, 'columns'>): readonly (readonly [string, Lead])[] {
  return Object.entries(kind.columns).filter((pair): pair is [string, Lead] => leads.has(pair[1] as string));
}
