// The sealed part of a calendar's address: whose it is, which version, and a seal that only this server can make. Like a personal link it is kept
// nowhere; unlike one it opens nothing but the calendar.
import { createHmac, timingSafeEqual } from 'node:crypto';

const personBytes = 9;
const versionBytes = 4;
const sealBytes = 20;
/** 33 bytes: base64url without padding, so it has exactly one spelling. */
const shape = /^[A-Za-z0-9_-]{44}$/;
const person = /^[0-9a-f]{18}$/;

export interface FeedClaim {
  readonly personId: string;
  readonly version: number;
}

function seal(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update('balint-room calendar feed 1\0').update(body).digest().subarray(0, sealBytes);
}

export function feedToken(secret: string, { personId, version }: FeedClaim): string {
  if (!person.test(personId)) throw new RangeError('A person has an id of 18 hexadecimal digits.');
  const body = Buffer.alloc(personBytes + versionBytes);
  body.write(personId, 'hex');
  body.writeUInt32BE(version, personBytes);
  return Buffer.concat([body, seal(secret, body)]).toString('base64url');
}

/** What an address with an intact seal claims; only the records know whether that version is still current. */
export function readFeedToken(secret: string, token: string): FeedClaim | null {
  if (!shape.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, personBytes + versionBytes);
  if (!timingSafeEqual(seal(secret, body), bytes.subarray(body.length))) return null;
  return { personId: body.toString('hex', 0, personBytes), version: body.readUInt32BE(personBytes) };
}
