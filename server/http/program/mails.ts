// The mails of a program: how far each is, and sending a refused one anew; of a group, only how many came how far. What one says is never shown.
import type { FastifyInstance } from 'fastify';
import type { MailState } from '../../../shared/protocol/program/mails.ts';
import { isId } from '../../../shared/protocol/program/people.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

const states: ReadonlySet<string> = new Set<MailState>([
  'waiting',
  'sending',
  'sent',
  'refused',
  'bounced',
  'stopped',
  'unsure',
  'dropped',
]);

export function mailsRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(app, ports, { method: 'GET', url: '/api/programs/:p/mails', object: 'mails', act: 'read' }, async (request) => {
    const { state } = request.query;
    if (state !== undefined && !states.has(state)) throw new HttpRefusal('malformed');
    return { mails: await ports.programMails.mails(request.params.p ?? '', state as MailState | undefined) };
  });
  mayRoute(app, ports, { method: 'GET', url: '/api/groups/:g/mails', object: 'mails', act: 'readOfGroup' }, async (request) => ({
    mails: await ports.programMails.ofGroup(request.params.g ?? ''),
  }));
  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/programs/:p/mails/:id/again', object: 'mails', act: 'again' },
    async (request, reply, { accountId }) => {
      const { p = '', id } = request.params;
      if (!isId(id)) throw new HttpRefusal('not-found');
      const done = await ports.programMails.again(p, id, accountId);
      if (done !== 'queued') throw new HttpRefusal(done === null ? 'not-found' : 'not-allowed-now');
      return reply.code(204).send();
    },
  );
}
