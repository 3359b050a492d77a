// Groups: made in one act, read by everybody in them, changed by those who run them.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type GroupChange, type GroupView, parseGroupChange, parseNewGroup } from '../../../shared/protocol/program/groups.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { knownZone } from './known-zone.ts';
import { type Asking, mayRoute, type ProgramRequest } from './may-route.ts';

/** A whole circle with names and addresses. */
const bodyLimit = 32 * 1024;

export function groupRoutes(app: FastifyInstance, ports: HttpPorts): void {
  async function made(request: ProgramRequest, reply: FastifyReply, { accountId, programId }: Asking): Promise<{ id: string }> {
    const group = parseNewGroup(request.body);
    if (group === null) throw new HttpRefusal('malformed');
    const done = await ports.rosters.make(programId, { ...group, zone: knownZone(group.zone) }, accountId);
    const { id } = orRefuse(done);
    reply.code(201);
    return { id };
  }
  mayRoute(app, ports, { method: 'POST', url: '/api/groups', object: 'ownGroup', act: 'make', bodyLimit }, made);
  mayRoute(app, ports, { method: 'POST', url: '/api/programs/:p/groups', object: 'group', act: 'make', bodyLimit }, made);

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/groups/:g', object: 'group', act: 'read' },
    async (_request, _reply, asking): Promise<GroupView> => ports.rosters.view(asking.groupId ?? '', asking),
  );

  mayRoute(
    app,
    ports,
    { method: 'PATCH', url: '/api/groups/:g', object: 'group', act: 'change' },
    async (request, reply, asking) => {
      const change = parseGroupChange(request.body);
      if (change === null) throw new HttpRefusal('malformed');
      orRefuse(await ports.rosters.change(asking.groupId ?? '', inKnownZone(change), asking));
      return reply.code(204).send();
    },
  );
}

function inKnownZone({ zone, ...change }: GroupChange): GroupChange {
  return zone === undefined ? change : { ...change, zone: knownZone(zone) };
}
