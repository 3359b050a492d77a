// The seats of a running group, for those who run it; an open room learns of each change.
import type { FastifyInstance } from 'fastify';
import { parseGivenSeat, parseSeatChange, parseSeatOrder } from '../../../shared/protocol/program/groups.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

export function seatRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  const { rosters } = ports;

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/seats', object: 'seats', act: 'give' },
    async (request, reply, asking): Promise<{ ref: string }> => {
      const seat = parseGivenSeat(request.body);
      if (seat === null) throw new HttpRefusal('malformed');
      const { ref } = orRefuse(await rosters.give(asking.groupId ?? '', seat, asking));
      options.onRosterChanged(asking.groupId ?? '');
      reply.code(201);
      return { ref };
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'PUT', url: '/api/groups/:g/seats', object: 'seats', act: 'order' },
    async (request, reply, asking) => {
      const order = parseSeatOrder(request.body);
      if (order === null) throw new HttpRefusal('malformed');
      orRefuse(await rosters.order(asking.groupId ?? '', order, asking));
      options.onRosterChanged(asking.groupId ?? '');
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'PATCH', url: '/api/groups/:g/seats/:ref', object: 'seats', act: 'change' },
    async (request, reply, asking) => {
      const change = parseSeatChange(request.body);
      if (change === null) throw new HttpRefusal('malformed');
      orRefuse(await rosters.changeSeat(asking.groupId ?? '', request.params.ref ?? '', change, asking));
      options.onRosterChanged(asking.groupId ?? '');
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'DELETE', url: '/api/groups/:g/seats/:ref', object: 'seats', act: 'end' },
    async (request, reply, asking) => {
      const { ended } = orRefuse(await rosters.endSeat(asking.groupId ?? '', request.params.ref ?? '', asking));
      for (const ref of ended) options.onSessionsEnded(ref);
      options.onRosterChanged(asking.groupId ?? '');
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/seats/:ref/mail-link', object: 'personalLinks', act: 'mail' },
    async (request, reply, asking) => {
      orRefuse(await rosters.mailLink(asking.groupId ?? '', request.params.ref ?? '', asking));
      return reply.code(202).send();
    },
  );
}
