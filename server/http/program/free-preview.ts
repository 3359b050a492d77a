// The dates of a series before its group exists, as its people would read them. Writes nothing and knows no group.
import type { FastifyInstance } from 'fastify';
import type { SeriesPreview } from '../../../shared/protocol/program/dates.ts';
import { parseFreePreview } from '../../../shared/protocol/program/new-series.ts';
import { previewOf } from '../../dates/planned-dates.ts';
import { HttpRefusal } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { knownZone } from './known-zone.ts';
import { mayRoute } from './may-route.ts';

export function freePreviewRoutes(app: FastifyInstance, ports: HttpPorts): void {
  mayRoute(
    app,
    ports,
    { method: 'POST', url: '/api/series/preview', object: 'ownGroup', act: 'make' },
    async (request): Promise<SeriesPreview> => {
      const asked = parseFreePreview(request.body);
      const [first, ...others] = (asked?.zones ?? []).map(knownZone);
      if (asked === null || first === undefined) throw new HttpRefusal('malformed');
      const preview = previewOf(asked.series, [first, ...others], Date.now());
      if ('faults' in preview) throw new HttpRefusal('faults', preview.faults);
      return preview;
    },
  );
}
