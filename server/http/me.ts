// What somebody may see and change of their own account: who they are here, and where they are signed in.
import type { FastifyInstance } from 'fastify';
import { type Me, type MySession, parseChangeMe } from '../../shared/protocol/program/me.ts';
import { accountOf, takeAccountSession, tellSeats } from './account-cookie.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { isZone } from './is-zone.ts';

interface SessionRoute {
  Params: { id: string };
}

export function meRoutes(app: FastifyInstance, { signIn }: HttpPorts, options: HttpOptions): void {
  const told = { signIn, options };

  app.get('/api/me', async (request, reply): Promise<Me> => {
    reply.header('cache-control', 'no-store');
    return signIn.me(await accountOf(request, signIn));
  });

  app.patch('/api/me', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const change = parseChangeMe(request.body);
    if (change === null || (change.zone && !isZone(change.zone))) throw new HttpRefusal('malformed');
    await signIn.changeMe(signedIn, change);
    return reply.code(204).send();
  });

  app.get('/api/me/sessions', async (request, reply): Promise<{ sessions: readonly MySession[] }> => {
    reply.header('cache-control', 'no-store');
    return { sessions: await signIn.sessions(await accountOf(request, signIn)) };
  });

  app.delete<SessionRoute>('/api/me/sessions/:id', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    if (!(await signIn.endSession(signedIn, request.params.id))) throw new HttpRefusal('not-found');
    await tellSeats(signedIn.accountId, told);
    if (request.params.id === signedIn.sessionId) takeAccountSession(reply, options);
    return reply.code(204).send();
  });

  /** All but this one. */
  app.delete('/api/me/sessions', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    await signIn.endOtherSessions(signedIn);
    await tellSeats(signedIn.accountId, told);
    return reply.code(204).send();
  });
}
