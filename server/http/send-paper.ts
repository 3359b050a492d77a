// Sends a drawn certificate. Its file is called by its number: a name in a download's list would tell it to whoever looks on.
import type { FastifyReply } from 'fastify';
import type { Paper } from '../ports/certificates.ts';

export function sendPaper(reply: FastifyReply, { number, pdf }: Paper): FastifyReply {
  reply.header('content-disposition', `attachment; filename="certificate-${number}.pdf"`);
  return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf);
}
