// The page of one seat: the client's page with its doorstep already filled in, so that something is there before anything is fetched. What is the same
// for everybody goes out at once, so that the browser reads styles and fetches scripts while the records are asked.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { refShape } from '../accounts/personal-links.ts';
import { seatOfRequest } from '../accounts/seat-of-request.ts';
import { doorstepOf } from './doorstep.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import type { SeatRoute } from './signed-in.ts';

/** The template that the build renders for the server to fill in; nobody fetches it. */
export const stillFile = 'still.html';
const place = '<div id="root"></div>';

export function seatPage(app: FastifyInstance, ports: HttpPorts, { clientFolder }: Pick<HttpOptions, 'clientFolder'>): void {
  const { head, body, style } = withinPage(readFileSync(join(clientFolder, 'index.html'), 'utf8'), clientFolder);
  const stillPath = join(clientFolder, stillFile);
  const still = existsSync(stillPath) ? readFileSync(stillPath, 'utf8') : '';
  const script = /<script>(.*?)<\/script>/s.exec(still)?.[1];

  app.get<SeatRoute>(seatAddress(':ref'), async (request, reply) => {
    const { ref } = request.params;
    if (!refShape.test(ref)) throw new HttpRefusal('not-found');
    const { cookie, 'accept-language': asked, 'accept-encoding': takes } = request.headers;
    reply.header('cache-control', 'no-store').header('vary', 'accept-encoding').type('text/html; charset=utf-8');
    allow(reply, 'style-src', style);
    if (script !== undefined) allow(reply, 'script-src', script);
    // Each piece leaves as it comes.
    const isFolded = /\bgzip\b/.test(takes ?? '');
    if (isFolded) reply.header('content-encoding', 'gzip');
    const page = isFolded ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : new PassThrough();
    page.write(head, (gone) => {
      // The embedded database works in this very thread: first the head leaves.
      if (!gone) setImmediate(async () => page.end(bodyFor(ref, await doorstepFor(cookie, ref, asked).catch(() => null))));
    });
    return reply.send(page);
  });

  function bodyFor(ref: string, doorstep: Doorstep | null): string {
    // A function, so that `$` in a name is not taken for a pattern.
    return doorstep ? body.replace(place, () => `<div id="root">${drawn(ref, doorstep)}</div>${facts(ref, doorstep)}`) : body;
  }

  async function doorstepFor(cookies: string | undefined, ref: string, asked: string | undefined): Promise<Doorstep | null> {
    const seat = await seatOfRequest(cookies, ref, ports.accounts);
    return seat && doorstepOf(seat, ports, asked);
  }

  /** Until the contract is accepted and the door is open, the client draws another page. */
  function drawn(ref: string, { groupName, yourName, contract, meeting }: Doorstep): string {
    if (!contract.accepted || (meeting?.opensAt ?? null) !== null) return '';
    const said: Readonly<Record<string, string>> = { groupName, yourName, ref };
    return still.replace(/\{\{(\w+)\}\}/g, (_, name: string) => asText(said[name] ?? ''));
  }
}

/**
 * The styles come with the page that they draw; the browser takes the named file for fetched, so that no script waits for it. It paints nothing before
 * the doorstep is there.
 */
function withinPage(page: string, clientFolder: string): { readonly head: string; readonly body: string; readonly style: string } {
  let style = '';
  const styled = page.replace(/<link rel="stylesheet"([^>]*) href="\/([^"]+)">/g, (link, _, path: string) => {
    const content = readFileSync(join(clientFolder, path), 'utf8');
    style += content;
    return link.replace('>', ' disabled>');
  });
  const [before = '', body = ''] = styled.split(/(?=<\/head>)/);
  return { head: `${before}<style>${style}</style><link rel="expect" href="#doorstep" blocking="render">`, body, style };
}

/** Of what stands within a page, its content policy lets run this alone. */
function allow(reply: FastifyReply, directive: 'script-src' | 'style-src', content: string): void {
  const hash = createHash('sha256').update(content).digest('base64');
  const policy = String(reply.raw.getHeader('content-security-policy'));
  reply.raw.setHeader('content-security-policy', policy.replace(`${directive} `, `${directive} 'sha256-${hash}' `));
}

/** Read by the client's `doorstepInPage`. Escaped JSON, so that no group's name can end the script element. */
function facts(ref: string, doorstep: Doorstep): string {
  const json = JSON.stringify({ ref, doorstep }).replace(/</g, '\\u003c');
  return `<script type="application/json" id="doorstep">${json}</script>`;
}

function asText(said: string): string {
  return said.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
