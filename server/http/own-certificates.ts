// One's own certificates, by account or personal link; and the code on a certificate, which anybody may check.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type CheckedCertificate, type OwnCertificate, parseCode } from '../../shared/protocol/program/certificates.ts';
import { isId } from '../../shared/protocol/program/people.ts';
import { provenSeats, seatOfRequest } from '../accounts/seat-of-request.ts';
import type { Whose } from '../ports/certificates.ts';
import type { Callers } from './callers.ts';
import { HttpRefusal, orRefuse } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';
import { sendPaper } from './send-paper.ts';

interface PaperRoute {
  Params: { id: string };
}

/** More than anybody has groups. */
const mostSeats = 40;

export function ownCertificateRoutes(app: FastifyInstance, ports: HttpPorts, callers: Callers): void {
  const { accounts, certificates, signIn } = ports;

  /** Whatever this browser may open: an account with all its cards, and the cards of the seats that its personal links opened. */
  async function whose({ headers: { cookie } }: FastifyRequest): Promise<Whose> {
    const account = await signIn.accountOfRequest(cookie);
    const people = new Set<string>();
    for (const ref of [...provenSeats(cookie, accounts)].slice(0, mostSeats)) {
      const seat = await seatOfRequest(cookie, ref, accounts);
      if (seat !== null) people.add(seat.personId);
    }
    if (account === null && people.size === 0) throw new HttpRefusal('not-signed-in');
    return { accountId: account?.accountId ?? null, people: [...people] };
  }

  app.get('/api/me/certificates', async (request, reply): Promise<{ certificates: readonly OwnCertificate[] }> => {
    const own = await certificates.own(await whose(request));
    reply.header('cache-control', 'no-store');
    return { certificates: own };
  });

  app.get<PaperRoute>('/api/me/certificates/:id/pdf', async (request, reply) => {
    const asking = await whose(request);
    if (!isId(request.params.id)) throw new HttpRefusal('not-found');
    return sendPaper(reply, orRefuse(await certificates.ownPaper(asking, request.params.id)));
  });

  app.post('/api/certificate', async (request, reply): Promise<CheckedCertificate> => {
    const asked = parseCode(request.body);
    if (asked === null) throw new HttpRefusal('malformed');
    const checked = await certificates.check(asked.code, callers.of(request.raw));
    if (checked === null) throw new HttpRefusal('too-many');
    reply.header('cache-control', 'no-store');
    return checked;
  });
}
