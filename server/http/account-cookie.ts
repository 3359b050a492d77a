// The cookie of an account's session: who is asking with it, what follows when it is given, and when a session ends.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountCookie } from '../accounts/account-seal.ts';
import { deviceName } from '../accounts/device-name.ts';
import type { NewSession, SignedIn, SignIn } from '../ports/sign-in.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions } from './http-ports.ts';
import { attributes, keptFor, type Place } from './session-cookie.ts';

export async function accountOf(request: FastifyRequest, signIn: Pick<SignIn, 'accountOfRequest'>): Promise<SignedIn> {
  const signedIn = await signIn.accountOfRequest(request.headers.cookie);
  if (signedIn === null) throw new HttpRefusal('not-signed-in');
  return signedIn;
}

interface Surroundings {
  readonly signIn: SignIn;
  readonly options: Pick<HttpOptions, 'publicUrl' | 'onSessionsEnded'>;
}

/** Gives this browser the new session. Whoever was signed in here before is so no longer; the same person's other tabs go on. */
export async function comeIn(
  request: FastifyRequest,
  reply: FastifyReply,
  entered: NewSession,
  { signIn, options }: Surroundings,
): Promise<void> {
  const before = await signIn.accountOfRequest(request.headers.cookie);
  reply.setCookie(accountCookie, entered.session, { ...attributes(options), ...keptFor(entered.endsWithBrowser) });
  if (before === null || before.accountId === entered.accountId) return;
  await signIn.signOut(before);
  await tellSeats(before.accountId, { signIn, options });
}

/** A session of this account is over: the sockets of each of its seats are checked again. */
export async function tellSeats(accountId: string, { signIn, options }: Surroundings): Promise<void> {
  for (const ref of await signIn.seatsOf(accountId)) options.onSessionsEnded(ref);
}

export function takeAccountSession(reply: FastifyReply, place: Place): void {
  reply.clearCookie(accountCookie, attributes(place));
}

export function deviceOf(request: FastifyRequest): string {
  return deviceName(request.headers['user-agent']);
}
