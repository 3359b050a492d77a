// How the web framework is set up: what must be said when the app is made, not later.
import type { Server } from 'node:http';
import { type FastifyBaseLogger, type FastifyHttpOptions, LogController } from 'fastify';
import { sendError } from './errors.ts';

/** Nothing that a browser sends here is longer. */
const bodyLimit = 8 * 1024;

/** Behind a proxy of our own the sender's address is in its header; from elsewhere that header is worth nothing. */
export function trustedProxies(publicUrl: string | null): string[] {
  return publicUrl === null ? [] : ['loopback', 'linklocal', 'uniquelocal'];
}

export function fastifyOptions(logger: FastifyBaseLogger, publicUrl: string | null): FastifyHttpOptions<Server, FastifyBaseLogger> {
  return {
    loggerInstance: logger,
    // The framework's own lines hold whole addresses, and with them links; ours are in logger.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // A joining line carries what the browser can play in its address.
    http: { maxHeaderSize: 64 * 1024 },
    trustProxy: publicUrl === null ? false : trustedProxies(publicUrl),
    requestTimeout: 20_000,
    frameworkErrors: (error, request, reply) => {
      sendError(request, reply, error);
    },
  };
}
