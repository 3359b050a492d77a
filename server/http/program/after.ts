// After the meeting: the group's form and its results, consent to research, and the leaders' private list; and what each person is asked.
import type { FastifyInstance } from 'fastify';
import {
  type AfterOfSeat,
  parseAskForResearch,
  parseFeedback,
  parseNewSurvey,
  parseOnResearch,
  parseRotationSwitch,
  parseRotationTurn,
  type ResearchView,
  type RotationView,
  type SurveyResults,
  type SurveyView,
} from '../../../shared/protocol/program/after.ts';
import { isId } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { type SeatRoute, signedIn } from '../signed-in.ts';
import { mayRoute } from './may-route.ts';

export function afterRoutes(app: FastifyInstance, ports: HttpPorts): void {
  ofSeats(app, ports);
  survey(app, ports);
  research(app, ports);
  rotation(app, ports);
}

function orMalformed<T>(said: T | null): T {
  if (said === null) throw new HttpRefusal('malformed');
  return said;
}

function ofSeats(app: FastifyInstance, { accounts, after }: HttpPorts): void {
  app.get<SeatRoute>('/api/seats/:ref/after', async (request, reply): Promise<AfterOfSeat> => {
    reply.header('cache-control', 'no-store');
    return after.ofSeat(await signedIn(request, accounts));
  });

  app.post<SeatRoute>('/api/seats/:ref/feedback', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    orRefuse(await after.answer(seat, orMalformed(parseFeedback(request.body))));
    return reply.code(204).send();
  });

  app.post<SeatRoute>('/api/seats/:ref/research', async (request, reply) => {
    const seat = await signedIn(request, accounts);
    orRefuse(await after.sayOnResearch(seat, orMalformed(parseOnResearch(request.body))));
    return reply.code(204).send();
  });
}

/** Ten questions in a script of several bytes a letter. */
const bodyLimit = 16 * 1024;

function survey(app: FastifyInstance, ports: HttpPorts): void {
  const url = '/api/groups/:g/survey';
  mayRoute(app, ports, { method: 'GET', url, object: 'survey', act: 'write' }, async (_request, _reply, asking) => {
    const view: SurveyView = await ports.after.survey(asking.groupId ?? '');
    return view;
  });
  mayRoute(app, ports, { method: 'PUT', url, object: 'survey', act: 'write', bodyLimit }, async (request, reply, asking) => {
    orRefuse(await ports.after.writeSurvey(asking.groupId ?? '', orMalformed(parseNewSurvey(request.body)), asking));
    return reply.code(204).send();
  });
  mayRoute(
    app,
    ports,
    { method: 'GET', url: `${url}/results`, object: 'survey', act: 'readResults' },
    async (_request, _reply, asking): Promise<SurveyResults> => orRefuse(await ports.after.results(asking.groupId ?? '')),
  );
}

function research(app: FastifyInstance, ports: HttpPorts): void {
  const url = '/api/groups/:g/research';
  mayRoute(
    app,
    ports,
    { method: 'GET', url, object: 'research', act: 'readLedger' },
    async (_request, _reply, asking): Promise<ResearchView> => ports.after.research(asking.groupId ?? ''),
  );
  mayRoute(app, ports, { method: 'PUT', url, object: 'research', act: 'ask' }, async (request, reply, asking) => {
    orRefuse(await ports.after.askForResearch(asking.groupId ?? '', orMalformed(parseAskForResearch(request.body)), asking));
    return reply.code(204).send();
  });
}

function rotation(app: FastifyInstance, ports: HttpPorts): void {
  const url = '/api/groups/:g/rotation';
  mayRoute(
    app,
    ports,
    { method: 'GET', url, object: 'rotation', act: 'read' },
    async (_request, _reply, asking): Promise<RotationView> => ports.after.rotation(asking.groupId ?? ''),
  );
  mayRoute(app, ports, { method: 'PUT', url, object: 'rotation', act: 'write' }, async (request, reply, asking) => {
    const { isOn } = orMalformed(parseRotationSwitch(request.body));
    orRefuse(await ports.after.keepRotation(asking.groupId ?? '', isOn, asking));
    return reply.code(204).send();
  });
  mayRoute(
    app,
    ports,
    { method: 'POST', url: `${url}/turns`, object: 'rotation', act: 'write' },
    async (request, reply, asking) => {
      orRefuse(await ports.after.noteTurn(asking.groupId ?? '', orMalformed(parseRotationTurn(request.body))));
      return reply.code(204).send();
    },
  );
  mayRoute(
    app,
    ports,
    { method: 'DELETE', url: `${url}/turns/:id/:on`, object: 'rotation', act: 'write' },
    async (request, reply, asking) => {
      const { id = '', on = '' } = request.params;
      if (!isId(id) || !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new HttpRefusal('not-found');
      orRefuse(await ports.after.forgetTurn(asking.groupId ?? '', id, on));
      return reply.code(204).send();
    },
  );
}
