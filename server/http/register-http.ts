// Registers all pages and API routes. Opens no port and knows no adapter.
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { calendarRoutes } from './calendar.ts';
import { Callers } from './callers.ts';
import { clientFiles } from './client-files.ts';
import { contractRoutes } from './contract.ts';
import { credentialLogRoutes } from './credential-log.ts';
import { doorstepRoutes } from './doorstep.ts';
import { answerErrors, tooMany } from './errors.ts';
import { healthRoutes } from './health.ts';
import { homeRoutes } from './home.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { jsonOnly } from './json-only.ts';
import { keptRoutes } from './kept.ts';
import { linkRoutes } from './links.ts';
import { meRoutes } from './me.ts';
import { noNul } from './no-nul.ts';
import { outboxRoutes } from './outbox.ts';
import { ownCertificateRoutes } from './own-certificates.ts';
import { refuseForeignOrigins } from './own-origin.ts';
import { passkeyRoutes } from './passkeys.ts';
import { personalDoorRoutes } from './personal-door.ts';
import { registerProgram } from './program/register-program.ts';
import { closePromptly } from './prompt-closing.ts';
import { remindersRoutes } from './reminders.ts';
import { seatDatesRoutes } from './seat-dates.ts';
import { seatRotationRoutes } from './seat-rotation.ts';
import { securityHeaders } from './security-headers.ts';
import { signInRoutes } from './sign-in.ts';
import { signOutRoutes } from './sign-out.ts';
import { ssoRoutes } from './sso.ts';
import { registerV1 } from './v1/register-v1.ts';

/** Nobody is told how many tries are left; `retry-after` alone says when to come again. */
const unsaid = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/**
 * A page requests a handful of files when it opens, and little afterwards. A whole hospital may be behind one address, and what comes from there
 * without a session of ours does not reach the records.
 */
const ofSeats = {
  max: (_request: FastifyRequest, caller: string) => (Callers.isSeat(caller) ? 120 : 240),
  timeWindow: 60_000,
};

export async function registerHttp(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): Promise<void> {
  closePromptly(app);
  await app.register(cookie);
  await securityHeaders(app, options);
  const callers = new Callers(ports.accounts, options.publicUrl);
  app.addHook('onRoute', (route) => {
    // Every route is counted unless it says that it is not; the files of the page cannot say so.
    if (route.url !== '/*') route.config = { rateLimit: ofSeats, ...route.config };
  });
  await app.register(rateLimit, {
    global: false,
    keyGenerator: ({ raw }) => callers.of(raw),
    errorResponseBuilder: tooMany,
    addHeaders: unsaid,
    addHeadersOnExceeding: unsaid,
  });
  answerErrors(app);
  refuseForeignOrigins(app, options);
  jsonOnly(app);
  noNul(app);
  healthRoutes(app, options);
  personalDoorRoutes(app, ports, options);
  doorstepRoutes(app, ports, options);
  contractRoutes(app, ports);
  seatDatesRoutes(app, ports);
  signOutRoutes(app, ports, options);
  linkRoutes(app, ports, options);
  seatRotationRoutes(app, ports);
  signInRoutes(app, ports, options, callers);
  ssoRoutes(app, ports, options, callers);
  passkeyRoutes(app, ports, options, callers);
  meRoutes(app, ports, options);
  keptRoutes(app, ports, options);
  homeRoutes(app, ports, options);
  calendarRoutes(app, ports, { ...options, callerOf: (request) => callers.of(request) });
  await remindersRoutes(app, ports, { callerOf: (request) => callers.of(request) });
  registerProgram(app, ports, options);
  registerV1(app, ports, options);
  ownCertificateRoutes(app, ports, callers);
  credentialLogRoutes(app, ports);
  outboxRoutes(app, ports);
  await clientFiles(app, ports, options);
}
