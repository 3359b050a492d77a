// The page of one seat: the client's page with its doorstep already filled in, so that something is there before anything is fetched. What is the same
// for everybody goes out at once, so that the browser sets up the page while the records are asked.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { isInApp } from '../../shared/protocol/in-app.ts';
import { keptCookie } from '../../shared/protocol/kept-cookie.ts';
import { refShape } from '../accounts/personal-links.ts';
import { cookieIn, seatOfRequest } from '../accounts/seat-of-request.ts';
import { doorstepOf, openDoorstepOf } from './doorstep.ts';
import { HttpRefusal } from './errors.ts';
import { GzipFrom } from './gzip-from.ts';
import type { HttpOptions, HttpPorts } from './http-ports.ts';
import type { SeatRoute } from './signed-in.ts';

/** The template that the build renders for the server to fill in; nobody fetches it. */
export const stillFile = 'still.html';
const place = '<div id="root"></div>';
/** What a browser says it is; of more than this the search would hold everybody up. */
const longestName = 512;
/** Whoever names it with a quality of nothing refuses it. */
const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/;
const fetching = /<script type="module"[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g;

export function seatPage(
  app: FastifyInstance,
  { accounts, groups, clock }: HttpPorts,
  { clientFolder, isShutTo }: Pick<HttpOptions, 'clientFolder' | 'isShutTo'>,
): void {
  const ports = { groups, clock, isShutTo };
  const index = readFileSync(join(clientFolder, 'index.html'), 'utf8');
  const { head, icon, body, style, scripts, later } = withinPage(index, clientFolder);
  const undrawn = icon + body;
  const foldedHead = new GzipFrom(head);
  const stillPath = join(clientFolder, stillFile);
  const [still = '', script = ''] = existsSync(stillPath) ? readFileSync(stillPath, 'utf8').split(/(?=<script>)/) : [];
  const allowStyle = allowing('style-src', style);
  const allowScript = allowing('script-src', script.replace(/<\/?script>/g, ''));

  app.get<SeatRoute>(seatAddress(':ref'), async (request, reply) => {
    const { ref } = request.params;
    if (!refShape.test(ref)) throw new HttpRefusal('not-found');
    const { 'accept-encoding': takes } = request.headers;
    reply.header('cache-control', 'no-store').header('vary', 'accept-encoding').type('text/html; charset=utf-8');
    allowStyle(reply);
    if (script !== '') allowScript(reply);
    const folded = takesGzip.test(takes ?? '') ? foldedHead : null;
    if (folded) reply.header('content-encoding', 'gzip');
    const page = new PassThrough();
    // The embedded database works in this very thread: first the head leaves.
    setImmediate(async () => {
      if (page.destroyed) return;
      const rest = await bodyFor(ref, request.headers).catch(() => undrawn + scripts);
      page.end(folded ? folded.endWith(rest) : rest);
    });
    page.write(folded ? folded.beginning : head);
    return reply.send(page);
  });

  async function bodyFor(ref: string, headers: IncomingHttpHeaders): Promise<string> {
    const seat = await seatOfRequest(headers.cookie, ref, accounts);
    if (seat === null) return undrawn + scripts;
    // Without the script there, nothing would ever fetch the page's own.
    const isDrawn = script !== '' && !isInApp((headers['user-agent'] ?? '').slice(0, longestName));
    const open = isDrawn ? await openDoorstepOf(seat, ports) : null;
    if (open === null) return undrawn + facts(ref, await doorstepOf(seat, ports, headers['accept-language'])) + scripts;
    const mayKeep = seat.endsWithBrowser || cookieIn(headers.cookie, keptCookie) !== null;
    // A function, so that `$` in a name is not taken for a pattern.
    const drawn = body.replace(place, () => `<div id="root">${drawnFor(ref, open, mayKeep)}</div>`);
    // Nothing is painted until the facts are there: before them, the script has seen to the person's own colours.
    return `${drawn}<template id="later">${later}</template>${script}${facts(ref, open)}`;
  }

  function drawnFor(ref: string, { groupName, yourName }: Doorstep, mayKeep: boolean): string {
    const said: Readonly<Record<string, string>> = { groupName, yourName, ref, kept: mayKeep ? 'maybe' : 'no' };
    return still.replace(/\{\{(\w+)\}\}/g, (_, name: string) => asText(said[name] ?? ''));
  }
}

/**
 * The styles come with the page that they draw; the browser takes the named file for fetched, so that no script waits for it. It paints nothing before
 * the doorstep is there. `scripts` fetches and runs the page's own; `later` stands in their place where a doorstep is drawn, which is painted before they
 * and the `icon` are fetched, and has its own picture before they are read and run (the client's still-script.ts). `body` begins with the head's end.
 */
function withinPage(page: string, clientFolder: string): Record<'head' | 'icon' | 'body' | 'style' | 'scripts' | 'later', string> {
  let [style, named] = ['', ''];
  const unstyled = page.replace(/<link rel="stylesheet"([^>]*) href="\/([^"]+)">/g, (link, _, path: string) => {
    style += readFileSync(join(clientFolder, path), 'utf8');
    named += link.replace('>', ' disabled>');
    return '';
  });
  const scripts = unstyled.match(fetching)?.join('') ?? '';
  const fetched = [...scripts.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, path]) => `<link rel="preload" as="script" crossorigin fetchpriority="low" href="${path}">`)
    .join('');
  const [icon = ''] = unstyled.match(/<link rel="icon"[^>]*>/) ?? [];
  const [before = '', body = ''] = unstyled
    .replace(fetching, '')
    .replace(icon, '')
    .split(/(?=<\/head>)|(?=<\/body>)/);
  return {
    // A browser that is told of no icon asks for one of its own.
    head: `${before}<link rel="icon" href="data:,"><style>${style}</style><link rel="expect" href="#doorstep" blocking="render">`,
    icon,
    body,
    style,
    scripts: named + scripts,
    later: icon + named + fetched + scripts.replace(/<link[^>]*>/g, ''),
  };
}

/** Of what stands within a page, its content policy lets run this alone. */
function allowing(directive: 'script-src' | 'style-src', content: string): (reply: FastifyReply) => void {
  const hash = createHash('sha256').update(content).digest('base64');
  return (reply) => {
    const policy = String(reply.raw.getHeader('content-security-policy'));
    reply.raw.setHeader('content-security-policy', policy.replace(`${directive} `, `${directive} 'sha256-${hash}' `));
  };
}

/** Read by the client's `doorstepInPage`. Escaped JSON, so that no group's name can end the script element. */
function facts(ref: string, doorstep: Doorstep): string {
  const json = JSON.stringify({ ref, doorstep }).replace(/</g, '\\u003c');
  return `<script type="application/json" id="doorstep">${json}</script>`;
}

function asText(said: string): string {
  return said.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
