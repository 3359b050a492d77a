import { sql } from 'kysely';

/**
 * When minutes that are written now can be read by other systems, and since when they stand: a whole minute, since a phase may have ended at this very
 * moment (R9.2), and a quarter of a minute off at least, for by then no transaction that began earlier is still open. By the database's own clock.
 */
export const readableFrom = sql<Date>`date_trunc('minute', clock_timestamp() + interval '75 seconds')`;
