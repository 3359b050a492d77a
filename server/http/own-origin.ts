// Keeps other sites from acting with a person's cookies: whatever changes something must come from a page of ours.
import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that is called by another server, which proves itself in its own way. */
    fromAnotherServer?: boolean;
  }
}

/** True when a page of this server speaks. The room's socket asks the same. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | null): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== null && from.origin === new URL(publicUrl).origin) return true;
  if (!/^https?:$/.test(from.protocol) || host === undefined) return false;
  // Read as an address of the same kind, so that a port which goes without saying is equal to a spoken one.
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
