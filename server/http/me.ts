// What somebody may see and change of their own account: who they are here, and where they are signed in.
import type { FastifyInstance } from 'fastify';
import {
  type Me,
  type MySession,
  type OwnAddress,
  parseChangeMe,
  parseOwnAddress,
  parseToken,
} from '../../shared/protocol/program/me.ts';
import { accountOf, takeAccountSession, tellSeats } from './account-cookie.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
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

  app.post('/api/me/addresses', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const { address } = read(parseOwnAddress, request.body);
    if (!(await signIn.mayTry('address', signedIn.accountId))) throw new HttpRefusal('too-many');
    await signIn.askForAddress(signedIn, address);
    return reply.code(202).header('cache-control', 'no-store').send();
  });

  app.post('/api/me/addresses/look', async (request, reply): Promise<OwnAddress> => {
    const signedIn = await accountOf(request, signIn);
    const address = await signIn.lookAtAddress(signedIn, read(parseToken, request.body).token);
    if (address === null) throw new HttpRefusal('link-spent');
    reply.header('cache-control', 'no-store');
    return { address };
  });

  app.post('/api/me/addresses/prove', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const proved = await signIn.proveAddress(signedIn, read(parseToken, request.body).token);
    if (proved === null) throw new HttpRefusal('link-spent');
    // Whatever a former account had opened with it is looked at again.
    if (proved.formerAccount !== null)
      for (const accountId of [proved.formerAccount, signedIn.accountId]) await tellSeats(accountId, told);
    return reply.code(204).send();
  });

  app.post('/api/me/addresses/first', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    orRefuse(await signIn.makeFirst(signedIn, read(parseOwnAddress, request.body).address));
    return reply.code(204).send();
  });

  app.post('/api/me/addresses/remove', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    orRefuse(await signIn.removeAddress(signedIn, read(parseOwnAddress, request.body).address));
    return reply.code(204).send();
  });

  app.post('/api/me/addresses/right', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const { address } = read(parseOwnAddress, request.body);
    if (!(await signIn.mayTry('address', signedIn.accountId))) throw new HttpRefusal('too-many');
    orRefuse(await signIn.confirmAddress(signedIn, address));
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

function read<T>(parse: (body: unknown) => T | null, body: unknown): T {
  const parsed = parse(body);
  if (parsed === null) throw new HttpRefusal('malformed');
  return parsed;
}
