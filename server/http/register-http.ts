// All of the server's pages and requests on one app. Opens no port and knows no adapter.
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { clientFiles } from './client-files.ts';
import { contractRoutes } from './contract.ts';
import { doorstepRoutes } from './doorstep.ts';
import { answerErrors, tooMany } from './errors.ts';
import { healthRoutes } from './health.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { jsonOnly } from './json-only.ts';
import { linkRoutes } from './links.ts';
import { refuseForeignOrigins } from './own-origin.ts';
import { personalDoorRoutes } from './personal-door.ts';
import { securityHeaders } from './security-headers.ts';
import { signOutRoutes } from './sign-out.ts';

/** How many tries are left is nobody's business; when to come again is told by `retry-after` alone. */
const unsaid = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

export async function registerHttp(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): Promise<void> {
  await app.register(cookie);
  await securityHeaders(app, options);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: tooMany,
    addHeaders: unsaid,
    addHeadersOnExceeding: unsaid,
  });
  answerErrors(app);
  refuseForeignOrigins(app, options);
  jsonOnly(app);
  healthRoutes(app, options);
  personalDoorRoutes(app, ports, options);
  doorstepRoutes(app, ports);
  contractRoutes(app, ports);
  signOutRoutes(app, ports, options);
  linkRoutes(app, ports, options);
  await clientFiles(app, ports, options);
}
