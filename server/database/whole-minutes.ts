import { sql } from 'kysely';

/** The next whole minute by the database's own clock: a phase may have ended at this very moment (R9.2). */
export const nextMinute = sql<Date>`date_trunc('minute', clock_timestamp() + interval '1 minute')`;
