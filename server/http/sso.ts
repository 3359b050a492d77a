// Signing in by another organisation: out to its page and back. A SAML answer is posted from its page, without our cookies: it is judged there, and
// only the browser that asked can take it up in a second step.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseAskedDomain, type WaysIn } from '../../shared/protocol/program/identity.ts';
import { ownPath } from '../accounts/own-path.ts';
import { cookieIn } from '../accounts/seat-of-request.ts';
import { AnswerRefused, type Arrived } from '../ports/identity.ts';
import { comeIn, deviceOf } from './account-cookie.ts';
import type { Callers } from './callers.ts';
import { sendClosedDoor } from './door-page.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { ownUrl } from './own-url.ts';
import { attributes } from './session-cookie.ts';

const ssoCookie = 'br_sso';
/** Longer than anybody needs for a password and a second factor. */
const askedForSeconds = 600;
/** A signed assertion with its certificate has some ten kilobytes. */
const longestAnswer = 256 * 1024;
const config = { rateLimit: { max: 120, timeWindow: 60_000 } };

interface SsoRoute {
  Params: { id: string };
  Querystring: Record<string, string>;
}

/** Gives the browser what shows later that it was this one that asked. */
export function rememberAsking(reply: FastifyReply, browser: string, options: Pick<HttpOptions, 'publicUrl'>): void {
  reply.setCookie(ssoCookie, browser, { ...attributes(options), path: '/sso', maxAge: askedForSeconds });
}

export function ssoRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions, callers: Callers): void {
  const { identities, signIn } = ports;
  const placeOf = (request: FastifyRequest) => ({ origin: options.publicUrl ?? ownUrl(request) });

  async function browserOf(request: FastifyRequest) {
    const { cookie } = request.headers;
    const signedIn = await signIn.accountOfRequest(cookie);
    return { browser: cookieIn(cookie, ssoCookie), signedIn, device: deviceOf(request) };
  }
  async function arrive(request: FastifyRequest, reply: FastifyReply, { session, to }: Arrived): Promise<FastifyReply> {
    if (session !== null) await comeIn(request, reply, session, { signIn, options });
    reply.clearCookie(ssoCookie, { ...attributes(options), path: '/sso' });
    return reply.header('cache-control', 'no-store').redirect(to, 303);
  }
  /** Whoever is refused reads a sentence; the log reads why, and never whom. */
  function orSay(work: (request: FastifyRequest<SsoRoute>, reply: FastifyReply) => Promise<FastifyReply>) {
    return async (request: FastifyRequest<SsoRoute>, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        return await work(request, reply);
      } catch (error) {
        if (!(error instanceof AnswerRefused)) throw error;
        request.log.warn({ req: request, why: error.reason }, 'another organisation’s sign-in was refused');
        return sendClosedDoor(reply, error.reason);
      }
    };
  }

  app.get('/api/sign-in/providers', async (request): Promise<WaysIn> => {
    const asked = parseAskedDomain(request.query);
    if (asked === null) throw new HttpRefusal('malformed');
    return { providers: await identities.ofDomain(asked.domain) };
  });

  app.get<SsoRoute>(
    '/sso/:id',
    { config },
    orSay(async (request, reply) => {
      if (!(await signIn.mayTry('provider', callers.of(request.raw)))) return sendClosedDoor(reply, 'too-many');
      const { to, shared } = request.query;
      const asked = { to: ownPath(to), endsWithBrowser: shared === 'yes', tryBy: null };
      const { goTo, browser } = await identities.begin(request.params.id, asked, placeOf(request));
      rememberAsking(reply, browser, options);
      return reply.header('cache-control', 'no-store').redirect(goTo, 303);
    }),
  );

  app.get<SsoRoute>(
    '/sso/:id/back',
    { config },
    orSay(async (request, reply) => {
      const by = await browserOf(request);
      return arrive(
        request,
        reply,
        await identities.back(request.params.id, { fields: textsIn(request.query) }, placeOf(request), by),
      );
    }),
  );

  app.get<SsoRoute>(
    '/sso/finish',
    { config },
    orSay(async (request, reply) =>
      arrive(request, reply, await identities.finish(String(request.query.ticket ?? ''), await browserOf(request))),
    ),
  );

  app.get<SsoRoute>('/sso/:id/metadata', { config }, async (request, reply) => {
    const metadata = await identities.metadata(request.params.id, placeOf(request));
    if (metadata === null) throw new HttpRefusal('not-found');
    return reply.type('application/samlmetadata+xml; charset=utf-8').send(metadata);
  });

  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    scope.post<SsoRoute>(
      '/sso/:id/acs',
      { config: { ...config, fromAnotherServer: true }, bodyLimit: longestAnswer },
      orSay(async (request, reply) => {
        const fields = textsIn((request.body ?? {}) as Record<string, unknown>);
        const ticket = await identities.posted(request.params.id, { fields }, placeOf(request));
        return reply.header('cache-control', 'no-store').redirect(`/sso/finish?ticket=${ticket}`, 303);
      }),
    );
  });
}

/** Of a field given twice, and of anything but text, nothing is taken. */
function textsIn(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'));
}
