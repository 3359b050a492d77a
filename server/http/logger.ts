// What the log may contain about a request: its method, its route and how it ended. No address, cookie, token or name gets in.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

const never = [
  'headers',
  'cookie',
  'authorization',
  'token',
  'session',
  'secret',
  'name',
  'text',
  'url',
  'path',
  'address',
  'email',
  'mail',
  'subject',
];

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: { req: requestForLog, res: (reply: FastifyReply) => ({ status: reply.statusCode }), err: errorForLog },
    redact: { paths: never.flatMap((word) => [word, `*.${word}`]), remove: true },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The route's pattern, never the address itself; for an unknown address, its first part at most. */
export function routeForLog(request: {
  readonly url?: string | undefined;
  readonly routeOptions?: { readonly url?: string | undefined };
}): string {
  if (request.routeOptions?.url) return request.routeOptions.url;
  const first = /^\/([a-z][a-z.-]{0,19})(?=[/?]|$)/.exec(request.url ?? '')?.[1];
  return first ? `/${first}/…` : '/…';
}

function requestForLog(request: FastifyRequest): object {
  return { method: request.method, route: routeForLog(request) };
}

/** Without the driver's details, which quote rows. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const { code } = error as { code?: unknown };
  const cause = error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {};
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), message: error.message, stack: error.stack, ...cause };
}

/** Writes one line for each answered request. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const routine = reply.statusCode < 400 && /^\/(livez|readyz)$/.test(request.routeOptions.url ?? '');
    request.log[routine ? 'debug' : 'info']({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
}
