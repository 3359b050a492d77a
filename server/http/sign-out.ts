// Signing out: of one seat, however this browser came to hold it, or of everything this browser holds. A repeat is harmless.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { provenSeats, sessionOfRequest } from '../accounts/seat-of-request.ts';
import { takeAccountSession, tellSeats } from './account-cookie.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { takeSession } from './session-cookie.ts';
import type { SeatRoute } from './signed-in.ts';

export function signOutRoutes(app: FastifyInstance, { accounts, signIn }: HttpPorts, options: HttpOptions): void {
  async function leaveSeat(request: FastifyRequest, reply: FastifyReply, ref: string): Promise<void> {
    const session = sessionOfRequest(request.headers.cookie, ref);
    // A value that was never a session ends nothing and disturbs nobody.
    if (session === null || !accounts.isGenuine(ref, session)) return;
    await accounts.signOut(ref, session);
    options.onSessionsEnded(ref);
    takeSession(reply, ref, options);
  }

  async function leaveAccount(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const signedIn = await signIn.accountOfRequest(request.headers.cookie);
    if (signedIn !== null) {
      await signIn.signOut(signedIn);
      await tellSeats(signedIn.accountId, { signIn, options });
    }
    takeAccountSession(reply, options);
  }

  app.post<SeatRoute>('/api/seats/:ref/sign-out', async (request, reply) => {
    const { ref } = request.params;
    const signedIn = await signIn.accountOfRequest(request.headers.cookie);
    await leaveSeat(request, reply, ref);
    // Else the seat would still be open here.
    if (signedIn !== null && (await signIn.seatsOf(signedIn.accountId)).includes(ref)) await leaveAccount(request, reply);
    return reply.code(204).send();
  });

  app.post('/api/me/sign-out', async (request, reply) => {
    for (const ref of new Set(provenSeats(request.headers.cookie, accounts))) await leaveSeat(request, reply, ref);
    await leaveAccount(request, reply);
    return reply.code(204).send();
  });
}
