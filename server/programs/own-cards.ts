// Which cards are an account's own: a human may have one in each of several programs.
import { sql } from 'kysely';

/** A condition on a row of `people`: it is a card of this account, linked, or by an address that the account has proved. */
export function isCardOf(accountId: string) {
  return sql<boolean>`(people.left_at is null and (people.account_id = ${accountId} or (people.account_id is null
    and people.address in (select address from account_addresses where account_id = ${accountId}))))`;
}
