// What passkeys prove, judged by a kept library: the challenge, the origin, the name, the signature and the counter.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { WebPlace } from '../ports/passkeys.ts';

/** Somebody who finds an open device must not be able to use what it keeps. */
const userVerification = 'required';

export interface KnownPasskey {
  readonly id: string;
  /** Base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}

type Transports = RegistrationResponseJSON['response']['transports'];

export function askForPasskey({ origin }: WebPlace) {
  return generateAuthenticationOptions({ rpID: new URL(origin).hostname, userVerification });
}

export interface PasskeyOwner {
  readonly accountId: string;
  readonly name: string;
  readonly known: readonly KnownPasskey[];
}

export function askForNewPasskey({ origin }: WebPlace, { accountId, name, known }: PasskeyOwner) {
  return generateRegistrationOptions({
    rpName: 'Balint Room',
    rpID: new URL(origin).hostname,
    userID: new TextEncoder().encode(accountId),
    userName: name,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] as NonNullable<Transports> })),
    authenticatorSelection: { residentKey: 'required', userVerification },
  });
}

/** Null for what cannot be an answer at all. Proves nothing. */
export function claimOf(answer: unknown): { readonly id: string; readonly challenge: string } | null {
  const { id, response } = (answer ?? {}) as { id?: unknown; response?: { clientDataJSON?: unknown } };
  if (typeof id !== 'string' || !/^[A-Za-z0-9_-]{1,1400}$/.test(id) || typeof response?.clientDataJSON !== 'string') return null;
  try {
    const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? { id, challenge } : null;
  } catch {
    return null;
  }
}

/** Null when the answer proves nothing. */
export async function readNewPasskey(answer: unknown, challenge: string, { origin }: WebPlace): Promise<KnownPasskey | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports: transports ?? [] };
  } catch {
    return null;
  }
}

/** The new counter; null when the answer proves nothing. */
export async function readPasskey(
  answer: unknown,
  challenge: string,
  known: KnownPasskey,
  { origin }: WebPlace,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: { id: known.id, publicKey: Buffer.from(known.publicKey, 'base64url'), counter: known.counter },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
