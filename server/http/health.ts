// For monitoring: whether the server is alive, and whether it is ready.
import type { FastifyInstance } from 'fastify';
import type { HttpOptions } from './http-ports.ts';

export function healthRoutes(app: FastifyInstance, { isReady }: Pick<HttpOptions, 'isReady'>): void {
  app.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready });
  });
}
