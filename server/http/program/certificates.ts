// Certificates of a group, for those who coordinate: looked at before they are made, made together, drawn, withdrawn.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type CertificatePreview,
  type CertificateRow,
  parseCertificatePeriod,
  parseNewCertificates,
  parseWithdrawal,
} from '../../../shared/protocol/program/certificates.ts';
import { isId } from '../../../shared/protocol/program/people.ts';
import { fileName, zipOf } from '../../certificates/zip.ts';
import type { NamedPaper } from '../../ports/certificates.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { ownUrl } from '../own-url.ts';
import { sendPaper } from '../send-paper.ts';
import { mayRoute, type ProgramRequest } from './may-route.ts';

const all = '/api/groups/:g/certificates';
const object = 'certificate';

export function certificateRoutes(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  const { certificates } = ports;
  const groupOf = (request: ProgramRequest) => request.params.g ?? '';
  const checkAt = (request: FastifyRequest) => new URL('/certificate', options.publicUrl ?? ownUrl(request)).href;

  mayRoute(
    app,
    ports,
    { method: 'GET', url: all, object, act: 'read' },
    async (request): Promise<{ certificates: readonly CertificateRow[] }> => ({
      certificates: await certificates.list(groupOf(request)),
    }),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: `${all}/preview`, object, act: 'make' },
    async (request): Promise<CertificatePreview> => {
      const period = parseCertificatePeriod(request.body);
      if (period === null) throw new HttpRefusal('malformed');
      return orRefuse(await certificates.preview(groupOf(request), period));
    },
  );

  mayRoute(app, ports, { method: 'POST', url: all, object, act: 'make' }, async (request, reply, { accountId }) => {
    const wanted = parseNewCertificates(request.body);
    if (wanted === null) throw new HttpRefusal('malformed');
    const made = orRefuse(await certificates.make(groupOf(request), wanted, { accountId, checkAt: checkAt(request) }));
    return reply.code(201).send({ certificates: made });
  });

  mayRoute(app, ports, { method: 'GET', url: `${all}/:id/pdf`, object, act: 'read' }, async (request, reply) =>
    sendPaper(reply, orRefuse(await certificates.paper(groupOf(request), idOf(request)))),
  );

  mayRoute(app, ports, { method: 'GET', url: `${all}/zip`, object, act: 'read' }, async (request, reply) => {
    const { from, to, layout } = request.query;
    const period = parseCertificatePeriod({ from, to, layout });
    if (period === null) throw new HttpRefusal('malformed');
    const named = filesOf(certificates.papers(groupOf(request), period));
    reply.header('content-disposition', `attachment; filename="certificates-${period.from}-${period.to}.zip"`);
    return reply.type('application/zip').send(Readable.from(zipOf(named)));
  });

  mayRoute(
    app,
    ports,
    { method: 'POST', url: `${all}/:id/withdraw`, object, act: 'withdraw' },
    async (request, reply, { accountId }) => {
      const wish = parseWithdrawal(request.body);
      if (wish === null) throw new HttpRefusal('malformed');
      orRefuse(await certificates.withdraw(groupOf(request), idOf(request), wish.reason, accountId));
      return reply.code(204).send();
    },
  );
}

async function* filesOf(papers: AsyncIterable<NamedPaper>) {
  for await (const { number, name, pdf } of papers) yield { name: `${fileName(`${number} ${name}`)}.pdf`, bytes: pdf };
}

function idOf(request: ProgramRequest): string {
  const { id } = request.params;
  if (!isId(id)) throw new HttpRefusal('not-found');
  return id;
}
