// Serves the built client: its files, the page of the room, and the page for all addresses around it.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { checkAddress, linksAddress } from '../../shared/protocol/addresses.ts';
import { asideAddresses } from '../../shared/protocol/aside-addresses.ts';
import { isProgramPage, programPages } from '../../shared/protocol/program/pages.ts';
import { refShape } from '../accounts/personal-links.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import { seatPage, stillFile } from './seat-page.ts';
import { noDevices } from './security-headers.ts';
import type { SeatRoute } from './signed-in.ts';

/** Their names change with their content. */
const hashed = `${sep}assets${sep}`;
/** The build puts them beside a file: the same file, compressed. */
const compressed = /\.(br|gz)$/;

/** For routes that only send a file: they are not counted. */
const uncounted = { config: { rateLimit: false } } as const;

export async function clientFiles(
  app: FastifyInstance,
  ports: HttpPorts,
  { clientFolder, isShutTo }: Pick<HttpOptions, 'clientFolder' | 'isShutTo'>,
): Promise<void> {
  if (!existsSync(clientFolder)) {
    app.log.warn('the client is not built; its pages are missing');
    return;
  }
  app.decorate('clientLook', lookOf(join(clientFolder, 'index.html')));
  await app.register(staticFiles, {
    root: resolve(clientFolder),
    index: false,
    dotfiles: 'ignore',
    allowedPath: (path) => !path.startsWith(`/${stillFile}`),
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      const cache = file.startsWith(resolve(clientFolder) + hashed) ? 'public, max-age=31536000, immutable' : 'no-cache';
      reply.header('cache-control', file.replace(compressed, '').endsWith('.html') ? 'no-store' : cache);
    },
  });
  programFiles(app);
  asideFiles(app);
  seatPage(app, ports, { clientFolder, isShutTo });
  app.get(checkAddress(null), uncounted, (_request, reply) => reply.sendFile('index.html'));
  for (const address of [checkAddress(':ref'), linksAddress(':ref')]) {
    app.get<SeatRoute>(address, uncounted, (request, reply) => {
      if (!refShape.test(request.params.ref)) throw new HttpRefusal('not-found');
      return reply.sendFile('index.html');
    });
  }
  if (existsSync(join(clientFolder, 'gallery.html')))
    app.get('/gallery', uncounted, (_request, reply) => reply.sendFile('gallery.html'));
}

/** Whether something exists at such an address is said only to those who may know, when the page asks for it. */
function programFiles(app: FastifyInstance): void {
  for (const address of programPages) {
    app.get<{ Params: Readonly<Record<string, string>> }>(address, uncounted, (request, reply) => {
      if (!isProgramPage(address.replace(/:(\w+)/g, (_, name: string) => request.params[name] ?? '')))
        throw new HttpRefusal('not-found');
      return reply.sendFile('program.html');
    });
  }
}

/** R12.1: the browser itself lets these pages ask for nothing and reach no device. */
function asideFiles(app: FastifyInstance): void {
  for (const address of asideAddresses) {
    app.get(address, uncounted, (_request, reply) => {
      const policy = String(reply.raw.getHeader('content-security-policy'));
      reply.raw.setHeader('content-security-policy', policy.replace(/connect-src [^;]*/, "connect-src 'none'"));
      reply.header('permissions-policy', noDevices);
      return reply.sendFile('aside.html');
    });
  }
}

function lookOf(page: string): string {
  if (!existsSync(page)) return '';
  return (readFileSync(page, 'utf8').match(/<link rel="(?:stylesheet|icon)"[^>]*>/g) ?? []).join('\n');
}
