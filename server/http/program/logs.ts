// A supervisor confirms what stands in the log of somebody who learns to lead, in the group where both sit.
import type { FastifyInstance } from 'fastify';
import { parseConfirmation } from '../../../shared/protocol/program/credential-log.ts';
import { isId } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

export function logRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/logs/:id/confirm', object: 'credentialLog', act: 'confirm' },
    async (request, reply, { accountId }) => {
      const { g: groupId = '', id } = request.params;
      const seen = parseConfirmation(request.body);
      if (seen === null) throw new HttpRefusal('malformed');
      if (!isId(id)) throw new HttpRefusal('not-found');
      orRefuse(await ports.credentialLogs.confirm({ groupId, accountId }, id, seen));
      return reply.code(204).send();
    },
  );
}
