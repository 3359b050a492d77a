// The contract of a group: read by everybody in it, written by its leaders; whoever runs the group reads who accepted which version.
import type { FastifyInstance } from 'fastify';
import { type ContractView, parseNewContract } from '../../../shared/protocol/program/groups.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

/** Six languages of twenty thousand signs, each of several bytes. */
const bodyLimit = 6 * 128 * 1024;

export function contractTextRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/groups/:g/contract', object: 'contract', act: 'read' },
    async (_request, _reply, asking): Promise<ContractView> => ports.rosters.contract(asking.groupId ?? '', asking),
  );

  mayRoute(
    app,
    ports,
    { method: 'PUT', url: '/api/groups/:g/contract', object: 'contract', act: 'write', bodyLimit },
    async (request, reply, asking) => {
      const contract = parseNewContract(request.body);
      if (contract === null) throw new HttpRefusal('malformed');
      orRefuse(await ports.rosters.writeContract(asking.groupId ?? '', contract, asking));
      return reply.code(204).send();
    },
  );
}
