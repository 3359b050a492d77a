// Series and dates: planned and changed by those who run a group, read by everybody in it, each with what they may know.
import type { FastifyInstance } from 'fastify';
import type { GroupDates, SeriesPreview } from '../../../shared/protocol/program/dates.ts';
import {
  parseCancel,
  parseMeetingChange,
  parseNewDate,
  parseNewSeries,
  parseSeriesChange,
} from '../../../shared/protocol/program/new-series.ts';
import type { DateFaults } from '../../ports/dates.ts';
import { anyMay } from '../../programs/may.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

export function datesRoutes(app: FastifyInstance, ports: HttpPorts): void {
  const { dates } = ports;
  const plan = { object: 'dates', act: 'plan' } as const;

  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/groups/:g/series/preview', ...plan },
    async (request): Promise<SeriesPreview> =>
      orFaults(await dates.preview(request.params.g ?? '', read(parseNewSeries, request.body))),
  );

  mayRoute(app, ports, { method: 'POST', url: '/api/groups/:g/series', ...plan }, async (request, reply, by) => {
    const made = orFaults(await dates.make(request.params.g ?? '', read(parseNewSeries, request.body), by));
    return reply.code(201).send(made);
  });

  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/groups/:g/dates', object: 'dates', act: 'read' },
    async (request, _reply, { roles }): Promise<GroupDates> =>
      dates.ofGroup(request.params.g ?? '', anyMay(roles, 'readAll', 'excuses')),
  );

  mayRoute(app, ports, { method: 'POST', url: '/api/groups/:g/dates', ...plan }, async (request, reply, by) => {
    const added = done(await dates.add(request.params.g ?? '', read(parseNewDate, request.body), by));
    return reply.code(201).send(added);
  });

  mayRoute(app, ports, { method: 'PATCH', url: '/api/series/:s', ...plan }, async (request, reply, by) => {
    const changed = await dates.changeSeries(request.params.s ?? '', read(parseSeriesChange, request.body), by);
    if (changed !== 'done') done(changed);
    return reply.code(204).send();
  });

  mayRoute(app, ports, { method: 'DELETE', url: '/api/series/:s', ...plan }, async (request, _reply, by) =>
    done(await dates.endSeries(request.params.s ?? '', by)),
  );

  mayRoute(app, ports, { method: 'PATCH', url: '/api/meetings/:m', ...plan }, async (request, _reply, by) =>
    done(await dates.change(request.params.m ?? '', read(parseMeetingChange, request.body), by)),
  );

  mayRoute(app, ports, { method: 'POST', url: '/api/meetings/:m/cancel', ...plan }, async (request, _reply, by) =>
    done(await dates.cancel(request.params.m ?? '', read(parseCancel, request.body).from, by)),
  );
}

function read<T>(parse: (body: unknown) => T | null, body: unknown): T {
  const parsed = parse(body);
  if (parsed === null) throw new HttpRefusal('malformed');
  return parsed;
}

function orFaults<T extends object>(answer: T | DateFaults): T {
  if ('faults' in answer) throw new HttpRefusal('faults', answer.faults);
  return answer;
}

function done<T extends object>(answer: T | DateFaults | 'stale' | 'not-allowed-now'): T {
  if (typeof answer === 'string') throw new HttpRefusal(answer);
  return orFaults(answer);
}
