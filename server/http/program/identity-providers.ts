// A program's own ways of signing in, for its coordinators: set up, tried, required, ended.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ProviderRow,
  parseNewProvider,
  parseProviderChange,
  type ReadMetadata,
} from '../../../shared/protocol/program/identity.ts';
import { AnswerRefused } from '../../ports/identity.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { ownUrl } from '../own-url.ts';
import { rememberAsking } from '../sso.ts';
import { mayRoute } from './may-route.ts';

const all = '/api/programs/:p/identity-providers';
const one = '/api/programs/:p/identity-providers/:id';
const object = 'identityProviders';
/** With metadata that was pasted, of a quarter of a million signs. */
const bodyLimit = 1024 * 1024;

export function identityProviderRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  const { identities } = ports;
  const placeOf = (request: FastifyRequest) => ({ origin: options.publicUrl ?? ownUrl(request) });

  mayRoute(
    app,
    ports,
    { method: 'GET', url: all, object, act: 'read' },
    async (request): Promise<{ providers: readonly ProviderRow[] }> => ({
      providers: await identities.list(request.params.p ?? '', placeOf(request)),
    }),
  );

  mayRoute(app, ports, { method: 'POST', url: all, object, act: 'make', bodyLimit }, async (request, reply, { accountId }) => {
    const wish = parseNewProvider(request.body);
    if (wish === null) throw new HttpRefusal('malformed');
    const made = await identities.make(request.params.p ?? '', wish, accountId);
    if ('fault' in made) throw new HttpRefusal('faults', [made.fault]);
    return reply.code(201).send(made);
  });

  mayRoute(app, ports, { method: 'PATCH', url: one, object, act: 'change' }, async (request, reply, { accountId }) => {
    const change = parseProviderChange(request.body);
    if (change === null) throw new HttpRefusal('malformed');
    const { p = '', id = '' } = request.params;
    const done = await identities.require(p, id, change.isRequired, accountId);
    if (done === null) throw new HttpRefusal('not-found');
    if (done !== 'done') throw new HttpRefusal(done);
    return reply.code(204).send();
  });

  mayRoute(
    app,
    ports,
    { method: 'POST', url: `${one}/metadata`, object, act: 'change' },
    async (request, _reply, { accountId }): Promise<ReadMetadata> => {
      const { p = '', id = '' } = request.params;
      const read = await identities.readMetadata(p, id, accountId);
      if (read === null) throw new HttpRefusal('not-found');
      return read;
    },
  );

  mayRoute(app, ports, { method: 'DELETE', url: one, object, act: 'end' }, async (request, reply, { accountId }) => {
    const { p = '', id = '' } = request.params;
    if (!(await identities.end(p, id, accountId))) throw new HttpRefusal('not-found');
    return reply.code(204).send();
  });

  /** Answers with the address to go on to; nobody is signed in by it. */
  mayRoute(app, ports, { method: 'POST', url: `${one}/try`, object, act: 'try' }, async (request, reply, { accountId }) => {
    const { p = '', id = '' } = request.params;
    const asked = { to: `/program/${p}`, endsWithBrowser: false, tryBy: accountId };
    const begun = await identities.begin(id, asked, placeOf(request), p).catch((error: unknown) => {
      if (!(error instanceof AnswerRefused)) throw error;
      if (error.reason === 'provider-unknown') throw new HttpRefusal('not-found');
      throw new HttpRefusal('faults', [{ path: 'issuer', code: error.reason === 'provider-private' ? 'private' : 'unreachable' }]);
    });
    rememberAsking(reply, begun.browser, options);
    return { goTo: begun.goTo };
  });
}
