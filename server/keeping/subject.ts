// All that leads to one human in the records: their account, every card of theirs in whichever program, the seats of these, their addresses and
// names. Or one seat alone, for whoever has come by a personal link.
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { type Kind, leadsOf } from './kind.ts';

export interface Subject {
  readonly accounts: readonly string[];
  readonly cards: readonly string[];
  readonly seats: readonly string[];
  readonly addresses: readonly string[];
  readonly names: readonly string[];
  /** Those in which they have a card: only there a name is taken for theirs. */
  readonly programs: readonly string[];
}

type Records = Database | Transaction<Tables>;

export async function subjectOfAccount(records: Records, accountId: string): Promise<Subject> {
  const addresses = await records.selectFrom('account_addresses').where('account_id', '=', accountId).select('address').execute();
  const proved = addresses.map(({ address }) => address);
  const cards = await records
    .selectFrom('people')
    .where((eb) =>
      eb.or([
        eb('account_id', '=', accountId),
        ...(proved.length === 0 ? [] : [eb.and([eb('account_id', 'is', null), eb('address', 'in', proved)])]),
      ]),
    )
    .orderBy('id')
    .select(['id', 'full_name', 'address', 'program_id'])
    .execute();
  const ids = cards.map(({ id }) => id);
  const seats =
    ids.length === 0 ? [] : await records.selectFrom('seats').where('person_id', 'in', ids).orderBy('ref').select('ref').execute();
  const written = cards.flatMap(({ address }) => (address === null || proved.includes(address) ? [] : [address]));
  const ofOthers =
    written.length === 0
      ? []
      : await records.selectFrom('account_addresses').where('address', 'in', written).select('address').execute();
  // What somebody else has proved is theirs, whatever a card says.
  const theirs = new Set(ofOthers.map(({ address }) => address));
  const known = [...proved, ...written.filter((address) => !theirs.has(address))];
  return {
    accounts: [accountId],
    cards: ids,
    seats: seats.map(({ ref }) => ref),
    addresses: [...new Set(known)],
    names: [...new Set(cards.map((card) => card.full_name))],
    programs: [...new Set(cards.flatMap(({ program_id }) => program_id ?? []))],
  };
}

/** One card with everything that hangs on it, for whoever comes without an account. An address that somebody has proved is not taken for theirs. */
export async function subjectOfCard(records: Records, personId: string): Promise<Subject & { readonly hasAccount: boolean }> {
  const card = await records
    .selectFrom('people')
    .where('id', '=', personId)
    .select(['full_name', 'address', 'account_id', 'program_id'])
    .executeTakeFirst();
  const address = card?.address ?? null;
  const owner =
    address === null
      ? undefined
      : await records.selectFrom('account_addresses').where('address', '=', address).select('address').executeTakeFirst();
  const hasAccount = card !== undefined && (card.account_id !== null || owner !== undefined);
  const seats = await records.selectFrom('seats').where('person_id', '=', personId).orderBy('ref').select('ref').execute();
  return {
    hasAccount,
    ...{ accounts: [], cards: [personId], seats: seats.map(({ ref }) => ref) },
    addresses: address === null || owner ? [] : [address],
    names: card ? [card.full_name] : [],
    programs: card?.program_id ? [card.program_id] : [],
  };
}

/** A name of fewer letters stands in words that are about nobody. */
const shortestName = 5;

/** The condition that a row of this kind is about the subject; null when nothing of that kind can be. */
export function isAbout(table: string, kind: Pick<Kind, 'columns'>, subject: Subject): RawBuilder<boolean> | null {
  const ids = [...subject.accounts, ...subject.cards, ...subject.seats, ...subject.addresses];
  const among: Readonly<Record<string, readonly string[]>> = {
    ...{ person: subject.cards, byPerson: subject.cards, account: subject.accounts, byAccount: subject.accounts },
    ...{ seat: subject.seats, address: subject.addresses, object: ids },
  };
  const names = 'program_id' in kind.columns && subject.programs.length > 0 ? subject.names : [];
  const ofPrograms = sql`${sql.ref(`${table}.program_id`)} in (${sql.join([...subject.programs, ''])})`;
  const conditions = leadsOf(kind).flatMap(([column, lead]) => {
    const place = sql.ref(`${table}.${column}`);
    if (lead === 'within') {
      const says = (part: string) => sql<boolean>`position(${part} in ${place}::text) > 0`;
      const named = names
        .filter(({ length }) => length >= shortestName)
        .map((name) => sql<boolean>`(${ofPrograms} and ${says(name)})`);
      return [...ids.map(says), ...named];
    }
    const those = among[lead] ?? [];
    return those.length === 0 ? [] : [sql<boolean>`${place} in (${sql.join([...those])})`];
  });
  return conditions.length === 0 ? null : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** As if nobody were known by what they only did. */
export function withoutDoers(kind: Pick<Kind, 'columns'>): Pick<Kind, 'columns'> {
  const isDoer = (is: string) => is === 'byPerson' || is === 'byAccount';
  return { columns: Object.fromEntries(Object.entries(kind.columns).map(([column, is]) => [column, isDoer(is) ? 'hidden' : is])) };
}
