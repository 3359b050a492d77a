// One way to reach a browser, as `RTCIceCandidateInit` in JSON. Parsed and rewritten, because two parsers of the same JSON need not agree
// on repeated keys or unusual characters.
import * as z from 'zod/mini';

const longest = 2_000;
const candidate = z.string().check(z.maxLength(1_000), z.regex(/^$|^candidate:[\x20-\x7e]+$/));
const name = z.string().check(z.maxLength(256), z.regex(/^[A-Za-z0-9+/_-]*$/));
const shape = z.object({
  candidate,
  sdpMid: z.optional(z.nullable(name)),
  sdpMLineIndex: z.optional(z.nullable(z.number().check(z.int(), z.gte(0), z.lte(65_535)))),
  usernameFragment: z.optional(z.nullable(name)),
});

/** Null for what no browser would say. */
export function narrowCandidate(init: string): string | null {
  if (init.length > longest) return null;
  try {
    const read = shape.safeParse(JSON.parse(init));
    return read.success ? JSON.stringify(read.data) : null;
  } catch {
    return null;
  }
}
