// Minutes: read, entered and corrected by those who run a group; read by everybody for themselves.
import type { FastifyInstance } from 'fastify';
import {
  type AttendanceGrid,
  type OwnAttendance,
  type Period,
  parseCorrection,
  parseEntered,
  parseHeld,
  periodOf,
} from '../../../shared/protocol/program/credit.ts';
import { provenSeats, seatOfRequest } from '../../accounts/seat-of-request.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute, type ProgramRequest } from './may-route.ts';

/** A whole circle and its guests. */
const bodyLimit = 32 * 1024;
/** More than anybody has groups. */
const mostSeats = 40;

export function attendanceRoutes(app: FastifyInstance, ports: HttpPorts): void {
  const { credit, clock, signIn, accounts } = ports;

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/groups/:g/attendance', object: 'attendance', act: 'readAll' },
    async (request): Promise<AttendanceGrid> => credit.grid(request.params.g ?? '', askedPeriod(request, clock.now())),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/meetings/:m/attendance', object: 'attendance', act: 'enter', bodyLimit },
    async (request, reply, by) => {
      const entered = parseEntered(request.body);
      if (entered === null) throw new HttpRefusal('malformed');
      orRefuse(await credit.enter(request.params.m ?? '', entered, by));
      return reply.code(204).send();
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/attendance', object: 'attendance', act: 'enter', bodyLimit },
    async (request, reply, by) => {
      const held = parseHeld(request.body);
      if (held === null) throw new HttpRefusal('malformed');
      return reply.code(201).send(orRefuse(await credit.enterHeld(request.params.g ?? '', held, by)));
    },
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/meetings/:m/attendance/:who/correct', object: 'attendance', act: 'correct' },
    async (request, reply, by) => {
      const correction = parseCorrection(request.body);
      if (correction === null) throw new HttpRefusal('malformed');
      const { m = '', who = '' } = request.params;
      orRefuse(await credit.correct(m, who, correction, by));
      return reply.code(204).send();
    },
  );

  app.get('/api/me/attendance', async (request, reply): Promise<OwnAttendance> => {
    const { cookie } = request.headers;
    const account = await signIn.accountOfRequest(cookie);
    const people: string[] = [];
    for (const ref of [...provenSeats(cookie, accounts)].slice(0, mostSeats)) {
      const seat = await seatOfRequest(cookie, ref, accounts);
      if (seat !== null) people.push(seat.personId);
    }
    if (account === null && people.length === 0) throw new HttpRefusal('not-signed-in');
    reply.header('cache-control', 'no-store');
    return credit.own(account?.accountId ?? null, people);
  });
}

/** Until tomorrow, unless it says otherwise: somewhere it is tomorrow already. */
export function askedPeriod({ query }: Pick<ProgramRequest, 'query'>, now: number): Period {
  const tomorrow = new Date(now + 24 * 60 * 60_000).toISOString().slice(0, 10);
  const period = periodOf(query, tomorrow);
  if ('code' in period) throw new HttpRefusal('faults', [period]);
  return period;
}
