// The shapes that the requests of the program pages are made of. Sizes and characters are bounded.
import * as z from 'zod/mini';
import { addressShape, hasLetter, longestAddress, readable } from './plain-shapes.ts';

export { longestName } from './plain-shapes.ts';

/** One readable line: no invisible characters but the two that join letters. */
export const line = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(readable), z.regex(hasLetter));

/** One e-mail address, in lower case: no name, list or comment, and nothing that a mail program would read as two. */
export const address = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(longestAddress), z.regex(addressShape));

export const id = z.string().check(z.regex(/^[0-9a-f]{18}$/));
export const language = z.string().check(z.regex(/^[a-z]{2}$/));
/** An IANA name, which the server alone can judge. */
export const zone = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_+\-/]+$/));
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const hour = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

export function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
