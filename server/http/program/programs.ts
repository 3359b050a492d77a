// A program as its coordinators see and change it.
import type { FastifyInstance } from 'fastify';
import { parseProgramChange } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

export function programRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'PATCH', url: '/api/programs/:p', object: 'program', act: 'change' },
    async (request, reply, { accountId }) => {
      const change = parseProgramChange(request.body);
      if (change === null) throw new HttpRefusal('malformed');
      await ports.programs.change(request.params.p ?? '', change, accountId);
      return reply.code(204).send();
    },
  );
}
