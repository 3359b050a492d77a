// For monitoring: whether the server is alive, and whether it is ready.
import type { FastifyInstance } from 'fastify';
import type { HttpOptions } from './http-ports.ts';

/** Whoever watches over the server is never refused; those who ask at one moment share one look at the records. */
const uncounted = { config: { rateLimit: false } } as const;

export function healthRoutes(app: FastifyInstance, { isReady }: Pick<HttpOptions, 'isReady'>): void {
  app.get('/livez', uncounted, async (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }));
  app.get('/readyz', uncounted, async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready });
  });
}
