// Keys of other systems, for a program's coordinators: made and shown once, listed without themselves, revoked.
import type { FastifyInstance } from 'fastify';
import { type ApiKeyRow, type MadeApiKey, parseNewApiKey } from '../../../shared/protocol/program/systems.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

const all = '/api/programs/:p/api-keys';
const object = 'apiKeys';

export function apiKeyRoutes(app: FastifyInstance, ports: HttpPorts): void {
  const { systems } = ports;

  mayRoute(
    app,
    ports,
    { method: 'GET', url: all, object, act: 'read' },
    async (request): Promise<{ keys: readonly ApiKeyRow[] }> => ({ keys: await systems.keys(request.params.p ?? '') }),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: all, object, act: 'make' },
    async (request, reply, { accountId }): Promise<MadeApiKey> => {
      const key = parseNewApiKey(request.body);
      if (key === null) throw new HttpRefusal('malformed');
      reply.code(201);
      return systems.makeKey(request.params.p ?? '', key, accountId);
    },
  );

  mayRoute(app, ports, { method: 'DELETE', url: `${all}/:id`, object, act: 'end' }, async (request, reply, { accountId }) => {
    const { p = '', id = '' } = request.params;
    if (!(await systems.revokeKey(p, id, accountId))) throw new HttpRefusal('not-found');
    return reply.code(204).send();
  });
}
