// The cards of people: found by their address in the same program, or made.
import { sql } from 'kysely';
import { newId } from '../database/new-id.ts';
import type { Records } from './in-one.ts';

export interface NewCard {
  readonly name: string;
  readonly shortName?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly zone?: string | null | undefined;
  readonly workplace?: string | null | undefined;
}

/** What others in the circle call somebody, unless they say otherwise: the first of their names that is no title. */
export function shortNameOf(fullName: string): string {
  const [surname, given] = fullName.split(/\s*,\s*/);
  const names = (given ?? surname ?? fullName).trim().split(/\s+/);
  const isTitle = (name: string) => /^(?:dr|prof|mr|mrs|ms|med|dipl|priv|doz|frau|herr|pd|univ|د)\.?$/i.test(name);
  const first = names.find((name) => !isTitle(name)) ?? fullName;
  return [...first].slice(0, 40).join('');
}

/** Whoever has proved this address, in whichever program. */
export function accountOf(address: string) {
  return sql<string | null>`(select account_id from account_addresses where account_addresses.address = ${address})`;
}

/** An address that somebody proved in another program is not proved here until they sign in; whose it is, their account tells. */
export async function makeCard(records: Records, programId: string | null, card: NewCard): Promise<string> {
  const id = newId();
  const { name, shortName, address, language, zone, workplace } = card;
  await records
    .insertInto('people')
    .values({
      ...{ id, full_name: name, short_name: shortName ?? shortNameOf(name), program_id: programId },
      ...{ address: address ?? null, language: language ?? null, zone: zone ?? null, workplace: workplace ?? null },
      account_id: address ? accountOf(address) : null,
    })
    .execute();
  return id;
}

export async function cardOfAddress(records: Records, programId: string, address: string): Promise<string | null> {
  const found = await records
    .selectFrom('people')
    .select('id')
    .where('program_id', '=', programId)
    .where('address', '=', address)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Two of the same name in one circle are told apart by the first letter of their last name. */
export function shortNamesOf(fullNames: readonly string[]): string[] {
  const short = fullNames.map(shortNameOf);
  return short.map((name, index) => {
    if (short.filter((other) => other === name).length === 1) return name;
    const last =
      (fullNames[index] ?? '')
        .split(/\s*,\s*/)[0]
        ?.trim()
        .split(/\s+/)
        .at(-1) ?? '';
    return last === '' || last === name ? name : `${name} ${[...last][0]}.`;
  });
}
