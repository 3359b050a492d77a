// The sealed pass in the page of a personal link proves that the page was loaded a few minutes ago. A press with it makes one session,
// always the same one, so that a replayed press makes nothing new.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LinkClaim } from './personal-links.ts';
import { sealedSession } from './session-seal.ts';

const timeBytes = 6;
const randomPart = 13;
const sealBytes = 20;
/** 39 bytes: base64url without padding, so it has exactly one spelling. */
const shape = /^[A-Za-z0-9_-]{52}$/;

export const passLifeMs = 10 * 60_000;
/** The clocks of servers differ a little. */
const mayBeAheadMs = 60_000;

function seal(secret: string, { ref, version }: LinkClaim, body: Buffer): Buffer {
  const sealing = createHmac('sha256', secret).update(`balint-room press 1\0${ref}\0${version}\0`);
  return sealing.update(body).digest().subarray(0, sealBytes);
}

export function makePass(secret: string, claim: LinkClaim, now: number): string {
  const body = Buffer.alloc(timeBytes + randomPart);
  body.writeUIntBE(now, 0, timeBytes);
  randomBytes(randomPart).copy(body, timeBytes);
  return Buffer.concat([body, seal(secret, claim, body)]).toString('base64url');
}

/** Null unless the pass was made for this link, and not long ago. */
export function sessionOfPass(secret: string, claim: LinkClaim, pass: string, now: number): string | null {
  if (!shape.test(pass)) return null;
  const bytes = Buffer.from(pass, 'base64url');
  const body = bytes.subarray(0, timeBytes + randomPart);
  if (!timingSafeEqual(seal(secret, claim, body), bytes.subarray(body.length))) return null;
  const age = now - body.readUIntBE(0, timeBytes);
  if (age > passLifeMs || age < -mayBeAheadMs) return null;
  const random = createHmac('sha256', secret).update('balint-room session 1\0').update(body).digest();
  return sealedSession(secret, claim.ref, random);
}
