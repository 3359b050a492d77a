// A session's value: random bytes and a seal for its seat, so that an invented one is recognised without asking the records.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;
const randomLength = 18;
const sealLength = 14;

/** Always the same for the same first bytes of `random`. */
export function sealedSession(secret: string, ref: string, random: Uint8Array = randomBytes(randomLength)): string {
  const first = random.subarray(0, randomLength);
  return Buffer.concat([first, sealOf(secret, ref, first)]).toString('base64url');
}

/** Null for what was never a session of that seat; only the records know whether it still is one. */
export function hashOfSession(secret: string, ref: string, session: string): string | null {
  if (!shape.test(session)) return null;
  const bytes = Buffer.from(session, 'base64url');
  if (bytes.toString('base64url') !== session) return null; // exactly one spelling is accepted
  const random = bytes.subarray(0, randomLength);
  if (!timingSafeEqual(sealOf(secret, ref, random), bytes.subarray(randomLength))) return null;
  return createHash('sha256').update(session).digest('hex');
}

function sealOf(secret: string, ref: string, random: Uint8Array): Buffer {
  const seal = createHmac('sha256', secret).update(`balint-room session seal 1\0${ref}\0`).update(random).digest();
  return seal.subarray(0, sealLength);
}
