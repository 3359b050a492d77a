// Who did what in a program, for its coordinators.
import type { FastifyInstance } from 'fastify';
import type { ActRow } from '../../../shared/protocol/program/people.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

export function actsRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/acts', object: 'acts', act: 'read' },
    async (request): Promise<{ acts: readonly ActRow[] }> => ({ acts: await ports.programs.acts(request.params.p ?? '') }),
  );
}
