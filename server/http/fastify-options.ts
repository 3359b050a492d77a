// The web framework's options that have to be set when it is created.
import type { Server } from 'node:http';
import { type FastifyBaseLogger, type FastifyHttpOptions, LogController } from 'fastify';
import { sendError } from './errors.ts';

/** A browser never sends anything longer. */
const bodyLimit = 8 * 1024;

/** Behind our own proxy the sender's address is in the proxy's header; from anywhere else that header is ignored. */
export function trustedProxies(publicUrl: string | null): string[] {
  return publicUrl === null ? [] : ['loopback', 'linklocal', 'uniquelocal'];
}

export function fastifyOptions(logger: FastifyBaseLogger, publicUrl: string | null): FastifyHttpOptions<Server, FastifyBaseLogger> {
  return {
    loggerInstance: logger,
    // The framework's own log lines contain whole addresses, and so personal links; ours are in logger.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // A joining media connection carries in its address what the browser can play.
    http: { maxHeaderSize: 64 * 1024 },
    trustProxy: publicUrl === null ? false : trustedProxies(publicUrl),
    requestTimeout: 20_000,
    frameworkErrors: (error, request, reply) => {
      sendError(request, reply, error);
    },
  };
}
