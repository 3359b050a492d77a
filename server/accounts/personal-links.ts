// A personal link's token: which seat, which version of its link, and a seal that only this server can make. It can be
// made again at any time and is stored nowhere, so a copied database opens no door.
import { createHmac, timingSafeEqual } from 'node:crypto';

const refBytes = 9;
const versionBytes = 4;
const sealBytes = 20;
/** 33 bytes: base64url without padding, so it has exactly one spelling. */
const shape = /^[A-Za-z0-9_-]{44}$/;

export const refShape = /^[0-9a-f]{18}$/;

export interface LinkClaim {
  readonly ref: string;
  readonly version: number;
}

function seal(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update('balint-room personal link 1\0').update(body).digest().subarray(0, sealBytes);
}

export function linkToken(secret: string, ref: string, version: number): string {
  const body = Buffer.alloc(refBytes + versionBytes);
  body.write(ref, 'hex');
  body.writeUInt32BE(version, refBytes);
  return Buffer.concat([body, seal(secret, body)]).toString('base64url');
}

/** What a token with an intact seal claims; only the records know whether that link is still current. */
export function readLinkToken(secret: string, token: string): LinkClaim | null {
  if (!shape.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, refBytes + versionBytes);
  if (!timingSafeEqual(seal(secret, body), bytes.subarray(body.length))) return null;
  return { ref: body.toString('hex', 0, refBytes), version: body.readUInt32BE(refBytes) };
}
