// Limits that hold across servers: counted in the records, in windows or at a steady rate. Whoever is counted is kept only as a keyed hash.
import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Measure } from '../limits/allowances.ts';

export interface SharedLimit {
  readonly name: string;
  readonly most: number;
  readonly withinMs: number;
}

export class SharedLimits {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Counts one more; false once it is more than allowed. One statement, so that any number of servers may count at once. */
  async take(records: Kysely<Tables>, { name, most, withinMs }: SharedLimit, who: string, now: number): Promise<boolean> {
    const begins = new Date(now);
    const isOver = sql<boolean>`shared_limits.since <= ${new Date(now - withinMs)}`;
    const { count } = await records
      .insertInto('shared_limits')
      .values({ name, who: this.#hidden(name, who), since: begins, count: 1 })
      .onConflict((conflict) =>
        conflict.columns(['name', 'who']).doUpdateSet({
          // What is refused is counted no further, so that the number stays small.
          count: sql<number>`case when ${isOver} then 1 else least(shared_limits.count + 1, ${most + 1}::int) end`,
          since: sql<Date>`case when ${isOver} then ${begins}::timestamptz else shared_limits.since end`,
        }),
      )
      .returning('count')
      .executeTakeFirstOrThrow();
    return count <= most;
  }

  /**
   * As `Allowances` measure it for one server: a burst, then a steady rate. `since` is when whoever asks will have rested enough to have all of the
   * burst again; what is refused takes nothing.
   */
  async takeSteady(
    records: Kysely<Tables>,
    name: string,
    { burst, perSecond }: Measure,
    who: string,
    now: number,
  ): Promise<boolean> {
    const each = 1000 / perSecond;
    const rested = new Date(now + each);
    const after = sql<Date>`greatest(shared_limits.since, ${new Date(now)}::timestamptz) + ${each}::float8 * interval '1 millisecond'`;
    const taken = await records
      .insertInto('shared_limits')
      .values({ name, who: this.#hidden(name, who), since: rested, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['name', 'who'])
          .doUpdateSet({ since: after })
          .where(sql<boolean>`${after} <= ${new Date(now + burst * each)}::timestamptz`),
      )
      .returning('name')
      .executeTakeFirst();
    return taken !== undefined;
  }

  #hidden(name: string, who: string): string {
    return createHmac('sha256', this.#secret).update(`balint-room limit 1\0${name}\0${who}`).digest('base64url').slice(0, 27);
  }
}
