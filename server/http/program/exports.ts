// What a program or a group is asked for by other programs: attendance, agreements and credit of a period, as CSV or JSON.
import type { FastifyInstance } from 'fastify';
import { type Exported, exportKinds } from '../../../shared/protocol/program/credit.ts';
import type { YearReport } from '../../../shared/protocol/program/year.ts';
import type { ExportPlace, ExportTable } from '../../ports/credit.ts';
import { csvOf } from '../../programs/csv-text.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { askedPeriod } from './attendance.ts';
import { mayRoute, type ProgramRequest } from './may-route.ts';

export function exportRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'GET', url: '/api/programs/:p/year', object: 'yearReport', act: 'read' },
    async (request): Promise<YearReport> => ports.credit.year(request.params.p ?? '', yearIn(request)),
  );

  const wholes = [
    {
      at: '/api/programs/:p',
      act: 'program',
      placeOf: ({ params }: ProgramRequest): ExportPlace => ({ programId: params.p ?? '' }),
    },
    { at: '/api/groups/:g', act: 'group', placeOf: ({ params }: ProgramRequest): ExportPlace => ({ groupId: params.g ?? '' }) },
  ] as const;
  for (const { at, act, placeOf } of wholes) {
    for (const kind of exportKinds) {
      const found = (request: ProgramRequest) => {
        const period = askedPeriod(request, ports.clock.now());
        return { period, table: ports.credit.export(kind, placeOf(request), period) };
      };
      mayRoute(app, ports, { method: 'GET', url: `${at}/export/${kind}.csv`, object: 'exports', act }, async (request, reply) => {
        const { period, table } = found(request);
        const text = csvOf(lines(await table), { isMarked: request.query.bom !== 'no' });
        return reply
          .header('content-disposition', `attachment; filename="${kind}-${period.from}-${period.to}.csv"`)
          .type('text/csv; charset=utf-8')
          .send(text);
      });
      mayRoute(
        app,
        ports,
        { method: 'GET', url: `${at}/export/${kind}.json`, object: 'exports', act },
        async (request): Promise<Exported> => {
          const { period, table } = found(request);
          const { columns, rows } = await table;
          return { ...period, rows: rows.map((row) => Object.fromEntries(row.map((cell, n) => [columns[n] ?? n, cell]))) };
        },
      );
    }
  }
}

function yearIn({ query }: Pick<ProgramRequest, 'query'>): number | null {
  const { year } = query;
  if (year === undefined) return null;
  if (!/^(?:19|20|21)\d\d$/.test(year)) throw new HttpRefusal('faults', [{ path: 'year', code: 'no-such-date' }]);
  return Number(year);
}

function lines({ columns, rows }: ExportTable): (string | null)[][] {
  return [[...columns], ...rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))];
}
