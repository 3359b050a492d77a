// Who convenes which date of a group without leaders: read by its people, named by those who run it; an open room learns of it.
import type { FastifyInstance } from 'fastify';
import { type ConvenorsView, parseConvenors } from '../../../shared/protocol/program/convenors.ts';
import { anyMay } from '../../programs/may.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

/** Two hundred dates. */
const bodyLimit = 32 * 1024;

export function convenorRoutes(app: FastifyInstance, ports: HttpPorts, options: Pick<HttpOptions, 'onRosterChanged'>): void {
  const url = '/api/groups/:g/convenors';
  mayRoute(
    app,
    ports,
    { method: 'GET', url, object: 'convenors', act: 'read' },
    async (_request, _reply, { groupId, roles }): Promise<ConvenorsView> =>
      ports.dates.convenors(groupId ?? '', anyMay(roles, 'readAll', 'excuses')),
  );
  mayRoute(app, ports, { method: 'PUT', url, object: 'convenors', act: 'name', bodyLimit }, async (request, reply, asking) => {
    const named = parseConvenors(request.body);
    if (named === null) throw new HttpRefusal('malformed');
    orRefuse(await ports.dates.nameConvenors(asking.groupId ?? '', named, asking));
    options.onRosterChanged(asking.groupId ?? '');
    return reply.code(204).send();
  });
}
