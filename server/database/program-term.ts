// When a program that is closed goes with everything in it: as many years later as its people's credit is kept. Null while it is open.
import { sql } from 'kysely';

/** Over a row of `programs`. */
export const programTerm = sql<Date | null>`programs.closed_at + make_interval(years => programs.keep_years)`;
