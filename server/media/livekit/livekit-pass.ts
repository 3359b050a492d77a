// Signs what somebody may do in LiveKit as the JWT (HS256) that LiveKit reads. Knows no rights.
import { createHmac } from 'node:crypto';

export interface PassClaims {
  /** Grants, under LiveKit's own names. */
  readonly video: Readonly<Record<string, unknown>>;
  /** Who joins; left out for a call to the API. */
  readonly identity?: string;
  readonly seconds: number;
}

/** `now`: milliseconds since 1970, by the clock of whoever will read it. */
export function signPass(key: string, secret: string, { video, identity, seconds }: PassClaims, now: number): string {
  const since = Math.floor(now / 1000);
  const claims = { video, iss: key, nbf: since, exp: since + seconds, ...(identity !== undefined && { sub: identity }) };
  const body = `${encoded({ alg: 'HS256' })}.${encoded(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
