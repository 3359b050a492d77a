// Closing a group or a program and opening it again, for its coordinators. Nobody is put out of a meeting by it.
import type { FastifyInstance } from 'fastify';
import { type Closing, parseClosing } from '../../../shared/protocol/program/closing.ts';
import type { Refused } from '../../ports/refused.ts';
import type { SeatsChanged } from '../../ports/rosters.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { mayRoute, type ProgramRequest } from './may-route.ts';

export function closingRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  const { rosters, programs } = ports;
  const group = { object: 'group' } as const;
  const program = { object: 'program' } as const;

  const wishOf = (request: ProgramRequest): Closing => {
    const from = parseClosing(request.body);
    if (from === null) throw new HttpRefusal('malformed');
    return from;
  };
  const mustBeEmpty = async (groups: readonly string[]) => {
    for (const id of groups)
      if (await options.isSatIn(id)) throw new HttpRefusal('faults', [{ path: 'group', code: 'meeting-is-on' }]);
  };
  const tell = (done: SeatsChanged | Refused) => {
    for (const ref of orRefuse(done).ended) options.onSessionsEnded(ref);
  };

  mayRoute(app, ports, { method: 'GET', url: '/api/groups/:g/closing', ...group, act: 'close' }, async ({ params }) =>
    rosters.closing(params.g ?? ''),
  );

  mayRoute(app, ports, { method: 'POST', url: '/api/groups/:g/close', ...group, act: 'close' }, async (request, reply, by) => {
    const [id, from] = [request.params.g ?? '', wishOf(request)];
    await mustBeEmpty([id]);
    tell(await rosters.close(id, from, by));
    return reply.code(204).send();
  });

  mayRoute(app, ports, { method: 'POST', url: '/api/groups/:g/reopen', ...group, act: 'reopen' }, async ({ params }, reply, by) => {
    orRefuse(await rosters.reopen(params.g ?? '', by));
    return reply.code(204).send();
  });

  mayRoute(app, ports, { method: 'GET', url: '/api/programs/:p/closing', ...program, act: 'close' }, async ({ params }) =>
    programs.closing(params.p ?? ''),
  );

  mayRoute(app, ports, { method: 'POST', url: '/api/programs/:p/close', ...program, act: 'close' }, async (request, reply, by) => {
    const [id, from] = [request.params.p ?? '', wishOf(request)];
    await mustBeEmpty((await programs.view(id)).groups.map((one) => one.id));
    tell(await programs.close(id, from, by.accountId));
    return reply.code(204).send();
  });

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/programs/:p/reopen', ...program, act: 'reopen' },
    async ({ params }, reply, by) => {
      await programs.reopen(params.p ?? '', by.accountId);
      return reply.code(204).send();
    },
  );
}
