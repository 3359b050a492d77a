// Signing in with a passkey, and the list of one's own.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type MyPasskey, parsePasskeyAnswer, parsePasskeyName } from '../../shared/protocol/program/me.ts';
import { accountOf, comeIn, deviceOf } from './account-cookie.ts';
import type { Callers } from './callers.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { ownUrl } from './own-url.ts';

interface PasskeyRoute {
  Params: { id: string };
}

export function passkeyRoutes(app: FastifyInstance, { signIn, passkeys }: HttpPorts, options: HttpOptions, callers: Callers): void {
  const placeOf = (request: FastifyRequest) => ({ origin: options.publicUrl ?? ownUrl(request) });

  app.post('/api/passkey/options', async (request, reply) => {
    if (!(await signIn.mayTry('passkey', callers.of(request.raw)))) throw new HttpRefusal('too-many');
    reply.header('cache-control', 'no-store');
    return { options: await passkeys.enterOptions(placeOf(request)) };
  });

  app.post('/api/passkey/enter', async (request, reply) => {
    const sent = parsePasskeyAnswer(request.body);
    if (sent === null) throw new HttpRefusal('malformed');
    const { answer, endsWithBrowser = false } = sent;
    const entered = await passkeys.enter(answer, placeOf(request), { device: deviceOf(request), endsWithBrowser });
    if (entered === null) throw new HttpRefusal('passkey-refused');
    await comeIn(request, reply, entered, { signIn, options });
    return reply.code(204).header('cache-control', 'no-store').send();
  });

  app.get('/api/me/passkeys', async (request, reply): Promise<{ passkeys: readonly MyPasskey[] }> => {
    reply.header('cache-control', 'no-store');
    return { passkeys: await passkeys.list(await accountOf(request, signIn)) };
  });

  app.post('/api/me/passkeys/options', async (request, reply) => {
    const asked = await passkeys.newOptions(await accountOf(request, signIn), placeOf(request));
    if (asked === null) throw new HttpRefusal('not-allowed-now');
    reply.header('cache-control', 'no-store');
    return { options: asked };
  });

  app.post('/api/me/passkeys', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const { answer, ...rest } = (request.body ?? {}) as { answer?: unknown };
    const named = parsePasskeyName(rest);
    if (named === null) throw new HttpRefusal('malformed');
    if (!(await passkeys.add(signedIn, { ...named, answer }, placeOf(request)))) throw new HttpRefusal('passkey-refused');
    return reply.code(204).send();
  });

  app.patch<PasskeyRoute>('/api/me/passkeys/:id', async (request, reply) => {
    const signedIn = await accountOf(request, signIn);
    const named = parsePasskeyName(request.body);
    if (named === null) throw new HttpRefusal('malformed');
    if (!(await passkeys.rename(signedIn, request.params.id, named.name))) throw new HttpRefusal('not-found');
    return reply.code(204).send();
  });

  app.delete<PasskeyRoute>('/api/me/passkeys/:id', async (request, reply) => {
    if (!(await passkeys.end(await accountOf(request, signIn), request.params.id))) throw new HttpRefusal('not-found');
    return reply.code(204).send();
  });
}
