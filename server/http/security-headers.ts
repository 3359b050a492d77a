// What a browser may do on our pages: no contact with third parties (R9.4), and camera and microphone only for ourselves.
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const others = 'display-capture=(), geolocation=(), payment=(), usb=()';
const permissions = `camera=(self), microphone=(self), ${others}`;
/** For pages that need none. */
export const noDevices = `camera=(), microphone=(), ${others}`;

export async function securityHeaders(app: FastifyInstance, { publicUrl }: { readonly publicUrl: string | null }): Promise<void> {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        // Some browsers do not regard a socket to the page's own host as 'self'.
        connectSrc: ["'self'", (request) => socketsOf(request.headers.host, publicUrl)],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Not even to ourselves: a personal link must not be passed on in a header.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    // It would make a browser that has begun to set up the page begin again in another process. Our pages frame nothing, are framed by nobody and,
    // by `cross-origin-opener-policy`, have no opener.
    originAgentCluster: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissions);
  });
}

function socketsOf(host: string | undefined, publicUrl: string | null): string {
  if (publicUrl !== null) return new URL(publicUrl).origin.replace(/^http/, 'ws');
  return host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
