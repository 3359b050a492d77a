// Ends this browser's session in one seat. A repeat is harmless.
import type { FastifyInstance } from 'fastify';
import { sessionOfRequest } from '../accounts/seat-of-request.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { takeSession } from './session-cookie.ts';
import type { SeatRoute } from './signed-in.ts';

export function signOutRoutes(app: FastifyInstance, { accounts }: HttpPorts, options: HttpOptions): void {
  app.post<SeatRoute>('/api/seats/:ref/sign-out', async (request, reply) => {
    const { ref } = request.params;
    const session = sessionOfRequest(request.headers.cookie, ref);
    // A value that was never a session ends nothing and disturbs nobody.
    if (session !== null && accounts.isGenuine(ref, session)) {
      await accounts.signOut(ref, session);
      options.onSessionsEnded(ref);
      takeSession(reply, ref, options);
    }
    return reply.code(204).send();
  });
}
