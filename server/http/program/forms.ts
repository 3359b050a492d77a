// The form of a group: read by those who run it, written by its leaders. A room that is open keeps the one it began with (R1.7).
import type { FastifyInstance } from 'fastify';
import { type FormView, parseNewForm } from '../../../shared/protocol/program/forms.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

/** Every phase with a name, several times over. */
const bodyLimit = 16 * 1024;

export function formRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/groups/:g/form', object: 'form', act: 'read' },
    async (_request, _reply, asking): Promise<FormView> => ports.rosters.form(asking.groupId ?? '', asking),
  );

  mayRoute(
    app,
    ports,
    { method: 'PUT', url: '/api/groups/:g/form', object: 'form', act: 'write', bodyLimit },
    async (request, reply, asking) => {
      const form = parseNewForm(request.body);
      if (form === null) throw new HttpRefusal('malformed');
      orRefuse(await ports.rosters.writeForm(asking.groupId ?? '', form, asking));
      return reply.code(204).send();
    },
  );
}
