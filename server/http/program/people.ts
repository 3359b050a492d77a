// The people of a program, for its coordinators: one by one, from a file, and as one.
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  type ImportPreview,
  isId,
  type NewPerson,
  type PersonChange,
  type PersonRow,
  parseNewPerson,
  parsePersonChange,
  type WaitingImport,
} from '../../../shared/protocol/program/people.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { knownZone } from './known-zone.ts';
import { mayRoute, type ProgramRequest } from './may-route.ts';

const longestFile = 1_000_000;
/** What browsers call a roster; the reader looks at its bytes alone. */
const fileTypes = ['text/csv', 'text/plain', 'application/vnd.ms-excel', 'application/octet-stream'];

export function peopleRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  const { people } = ports;
  const programOf = (request: ProgramRequest) => request.params.p ?? '';

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/people', object: 'people', act: 'list' },
    async (request): Promise<{ people: readonly PersonRow[] }> => ({ people: await people.list(programOf(request)) }),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/programs/:p/people', object: 'people', act: 'add' },
    async (request, reply, asking): Promise<{ id: string }> => {
      const person = parseNewPerson(request.body);
      if (person === null) throw new HttpRefusal('malformed');
      const { id } = orRefuse(await people.add(programOf(request), inKnownZone(person), asking));
      reply.code(201);
      return { id };
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'PATCH', url: '/api/programs/:p/people/:id', object: 'people', act: 'change' },
    async (request, reply, asking) => {
      const change = parsePersonChange(request.body);
      if (change === null) throw new HttpRefusal('malformed');
      orRefuse(await people.change(programOf(request), idOf(request), inKnownZone(change), asking));
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'DELETE', url: '/api/programs/:p/people/:id', object: 'people', act: 'end' },
    async (request, reply, asking) => {
      const { seats, groups } = orRefuse(await people.end(programOf(request), idOf(request), asking));
      for (const ref of seats) options.onSessionsEnded(ref);
      for (const group of groups) options.onRosterChanged(group);
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/people.csv', object: 'people', act: 'export' },
    async (request, reply) => sendCsv(reply, await people.asCsv(programOf(request))),
  );

  app.register(async (scope) => {
    scope.addContentTypeParser(fileTypes, { parseAs: 'buffer', bodyLimit: longestFile }, (_request, body, done) =>
      done(null, body),
    );
    mayRoute(
      scope,
      ports,
      { method: 'POST', url: '/api/programs/:p/imports', object: 'people', act: 'import', bodyLimit: longestFile },
      async (request, reply, asking): Promise<ImportPreview> => {
        if (!Buffer.isBuffer(request.body)) throw new HttpRefusal('malformed');
        const encoding = request.query.encoding === undefined ? null : String(request.query.encoding);
        reply.code(201);
        return orRefuse(await people.readImport(programOf(request), { bytes: request.body, encoding }, asking));
      },
    );
  });

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/imports', object: 'people', act: 'import' },
    async (request): Promise<{ imports: readonly WaitingImport[] }> => ({
      imports: await people.waitingImports(programOf(request)),
    }),
  );

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/imports/:id', object: 'people', act: 'import' },
    async (request): Promise<ImportPreview> => orRefuse(await people.import(programOf(request), idOf(request))),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/programs/:p/imports/:id/apply', object: 'people', act: 'import' },
    async (request, reply, asking) => {
      const { groups } = orRefuse(await people.applyImport(programOf(request), idOf(request), asking));
      for (const group of groups) options.onRosterChanged(group);
      return reply.code(204).send();
    },
  );
}

function idOf(request: ProgramRequest): string {
  const { id } = request.params;
  if (!isId(id)) throw new HttpRefusal('not-found');
  return id;
}

function inKnownZone<T extends NewPerson | PersonChange>(person: T): T {
  return person.zone ? { ...person, zone: knownZone(person.zone) } : person;
}

function sendCsv(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-disposition', 'attachment; filename="people.csv"').type('text/csv; charset=utf-8').send(text);
}
