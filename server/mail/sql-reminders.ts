// The reminders of whoever holds the address that stands in each of them.
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { orFault } from '../database/records-fault.ts';
import type { Liked, Reminders } from '../ports/reminders.ts';
import { readRemindersToken } from './reminders-address.ts';

export class SqlReminders implements Reminders {
  readonly #db: Database;
  readonly #secret: string;

  constructor(db: Database, secret: string) {
    this.#db = db;
    this.#secret = secret;
  }

  isGenuine(sealed: string): boolean {
    return readRemindersToken(this.#secret, sealed) !== null;
  }

  read(sealed: string): ReturnType<Reminders['read']> {
    return orFault(async () => {
      const person = await this.#personOf(sealed);
      return person && { liked: person.reminders, language: person.language };
    });
  }

  choose(sealed: string, liked: Liked): Promise<boolean> {
    return orFault(async () => {
      const person = await this.#personOf(sealed);
      if (person === null) return false;
      await this.#db.updateTable('people').set({ reminders: liked }).where('id', '=', person.id).execute();
      return true;
    });
  }

  async #personOf(token: string) {
    const claim = readRemindersToken(this.#secret, token);
    if (claim === null) return null;
    const person = await this.#db
      .selectFrom('people')
      .leftJoin('accounts', 'accounts.id', 'people.account_id')
      .leftJoin('programs', 'programs.id', 'people.program_id')
      .where('people.id', '=', claim.personId)
      .where('people.left_at', 'is', null)
      .where('people.erased_at', 'is', null)
      .select(['people.id', 'people.address', 'people.reminders'])
      .select(sql<string>`coalesce(people.language, accounts.language, programs.language, 'en')`.as('language'))
      .executeTakeFirst();
    return person?.address != null && claim.isFor(person.address) ? person : null;
  }
}
