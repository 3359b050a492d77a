// Signing in by a link in a mail. Looking at the link changes nothing; a person's own press on its page signs in, once. Nobody learns who exists.
import type { FastifyInstance } from 'fastify';
import { parseAskForLink, parseEnter, parseToken, type SeenEnterLink } from '../../shared/protocol/program/me.ts';
import { ownPath } from '../accounts/own-path.ts';
import { comeIn, deviceOf } from './account-cookie.ts';
import type { Callers } from './callers.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';

export function signInRoutes(app: FastifyInstance, { signIn }: HttpPorts, options: HttpOptions, callers: Callers): void {
  /** Done after the answer, which therefore takes as long and says as much whoever was named. */
  const sending = new Set<Promise<void>>();
  app.addHook('onClose', async () => void (await Promise.all(sending)));

  app.post('/api/sign-in', async (request, reply) => {
    const ask = parseAskForLink(request.body);
    if (ask === null) throw new HttpRefusal('malformed');
    if (!(await signIn.mayTry('link', callers.of(request.raw)))) throw new HttpRefusal('too-many');
    reply.raw.once('close', () => {
      const sent = signIn
        .sendLink({ address: ask.address, to: ownPath(ask.to) })
        .catch((err: unknown) => request.log.error({ err, req: request }, 'a link could not be sent'))
        .finally(() => sending.delete(sent));
      sending.add(sent);
    });
    return reply.code(202).header('cache-control', 'no-store').send();
  });

  app.post('/api/enter/look', async (request, reply): Promise<SeenEnterLink> => {
    const asked = parseToken(request.body);
    if (asked === null) throw new HttpRefusal('malformed');
    const seen = await signIn.lookAtLink(asked.token);
    if (seen === null) throw new HttpRefusal('link-spent');
    reply.header('cache-control', 'no-store');
    return seen;
  });

  app.post('/api/enter', async (request, reply) => {
    const press = parseEnter(request.body);
    if (press === null) throw new HttpRefusal('malformed');
    const { token, endsWithBrowser } = press;
    const entered = await signIn.enter(token, { how: 'mail', device: deviceOf(request), endsWithBrowser });
    if (entered === null) throw new HttpRefusal('link-spent');
    await comeIn(request, reply, entered, { signIn, options });
    return reply.code(204).header('cache-control', 'no-store').send();
  });
}
