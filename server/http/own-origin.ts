// Keeps other sites from acting with a person's cookies: every request that changes something must come from a page of ours.
import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route for another server, which authenticates itself in its own way. */
    fromAnotherServer?: boolean;
  }
}

/** True if the request comes from a page of this server. The room's socket uses it too. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | null): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== null && from.origin === new URL(publicUrl).origin) return true;
  if (!/^https?:$/.test(from.protocol) || host === undefined) return false;
  // Parsed as an address with the same scheme, so that an implied default port equals an explicit one.
  const here = `${from.protocol}//${host}`;
  return URL.canParse(here) && new URL(here).origin === from.origin;
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

export function refuseForeignOrigins(app: FastifyInstance, { publicUrl }: { readonly publicUrl: string | null }): void {
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method) || request.routeOptions.config?.fromAnotherServer) return;
    if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)) throw new HttpRefusal('foreign-origin');
  });
}
