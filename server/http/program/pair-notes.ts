// Which pairs a leader should look at (R11.5): leaders note and read why; a coordinator who makes a roster learns the pair alone.
import type { FastifyInstance } from 'fastify';
import { type PairWarning, parsePairNote } from '../../../shared/protocol/program/groups.ts';
import { isId } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

const mostPeople = 24;

export function pairNoteRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/pairs', object: 'pairNotes', act: 'learn' },
    async (request, _reply, { programId }): Promise<{ warnings: readonly PairWarning[] }> => {
      const people = String(request.query.people ?? '').split(',');
      if (people.length > mostPeople || !people.every(isId)) throw new HttpRefusal('malformed');
      return { warnings: await ports.rosters.warningsAmong(programId ?? '', people) };
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/pair-notes', object: 'pairNotes', act: 'write' },
    async (request, reply, asking) => {
      const note = parsePairNote(request.body);
      if (note === null) throw new HttpRefusal('malformed');
      orRefuse(await ports.rosters.notePair(asking.groupId ?? '', note, asking));
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'DELETE', url: '/api/groups/:g/pair-notes/:id', object: 'pairNotes', act: 'write' },
    async (request, reply, asking) => {
      orRefuse(await ports.rosters.endPairNote(asking.groupId ?? '', request.params.id ?? '', asking));
      return reply.code(204).send();
    },
  );
}
