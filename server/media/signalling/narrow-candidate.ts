// One way to reach a browser, as `RTCIceCandidateInit` in JSON: read and written anew, since two readers of one JSON need not agree
// on what is said twice or in other letters.
import * as z from 'zod/mini';

const longest = 2_000;
const line = z.string().check(z.maxLength(1_000), z.regex(/^$|^candidate:[\x20-\x7e]+$/));
const name = z.string().check(z.maxLength(256), z.regex(/^[A-Za-z0-9+/_-]*$/));
const shape = z.object({
  candidate: line,
  sdpMid: z.optional(z.nullable(name)),
  sdpMLineIndex: z.optional(z.nullable(z.number().check(z.int(), z.gte(0), z.lte(65_535)))),
  usernameFragment: z.optional(z.nullable(name)),
});

/** Null for what no browser says. */
export function narrowCandidate(init: string): string | null {
  if (init.length > longest) return null;
  try {
    const read = shape.safeParse(JSON.parse(init));
    return read.success ? JSON.stringify(read.data) : null;
  } catch {
    return null;
  }
}
