// A program as its coordinators see and change it.
import type { FastifyInstance } from 'fastify';
import { type ProgramView, parseCoordinator, parseProgramChange } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { knownZone } from './known-zone.ts';
import { mayRoute } from './may-route.ts';

export function programRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p', object: 'program', act: 'read' },
    async (request): Promise<ProgramView> => ports.programs.view(request.params.p ?? ''),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/programs/:p/coordinators', object: 'coordinators', act: 'invite' },
    async (request, reply, { accountId }) => {
      const coordinator = parseCoordinator(request.body);
      if (coordinator === null) throw new HttpRefusal('malformed');
      await ports.programs.inviteCoordinator(request.params.p ?? '', coordinator.address, accountId);
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'DELETE', url: '/api/programs/:p/coordinators/:address', object: 'coordinators', act: 'end' },
    async (request, reply, { accountId }) => {
      const { p = '', address = '' } = request.params;
      orRefuse(await ports.programs.endCoordinator(p, address.toLowerCase(), accountId));
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'PATCH', url: '/api/programs/:p', object: 'program', act: 'change' },
    async (request, reply, { accountId }) => {
      const change = parseProgramChange(request.body);
      if (change === null) throw new HttpRefusal('malformed');
      const { zone } = change;
      const known = zone === undefined ? change : { ...change, zone: knownZone(zone) };
      await ports.programs.change(request.params.p ?? '', known, accountId);
      return reply.code(204).send();
    },
  );
}
