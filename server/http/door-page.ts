// The small pages of the door, made here so that they appear before anything is fetched: one for a link that opens (come-in-page.ts), and
// one for a link that does not. The latter is the same for every wrong link, so that it gives away nothing about any of them.
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { closedDoor, closedOrganisation, product } from '../../shared/words/en.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The tags that load the client's own colours, fonts and icon. Missing if the client is not built. */
    clientLook?: string;
  }
}

const closedPages = { ...closedDoor, ...closedOrganisation };
type Closed = keyof typeof closedPages;

const statuses: Partial<Record<Closed, number>> = {
  'no-door': 404,
  'no-reminders': 404,
  'too-many': 429,
  unavailable: 503,
  'provider-unknown': 404,
  'provider-unreachable': 503,
  'provider-private': 503,
};

/**
 * The measures of client/src/screens/Page.module.css, with colours in case the client's are missing. The client's own styles come after these and
 * know buttons by their name alone: what is said of them here must weigh more.
 */
const style = `
:root { color-scheme: dark light; --wall: #1d1916; --lamp: #4a3b2e; --word: #f4ebdf; --word-quiet: #bdac9b; --accent: #e8b878;
  --accent-hover: #f0c68d; --on-accent: #2a1c0c; --desk-raised: #322b24; --sans: system-ui, sans-serif; --serif: Georgia, serif; }
@media (prefers-color-scheme: light) { :root { --wall: #efe8df; --lamp: #fffbf2; --word: #2b201a; --word-quiet: #5f5248;
  --accent: #8a5414; --accent-hover: #774710; --on-accent: #fffaf2; --desk-raised: #f3ebdf; } }
* { box-sizing: border-box; }
html { background: var(--wall); color: var(--word); font: 400 16px/1.45 var(--sans); }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 32px 24px;
  background: radial-gradient(ellipse 70% 60% at 50% 45%, color-mix(in oklab, var(--lamp) 32%, var(--wall)), var(--wall) 75%); }
main { display: grid; justify-items: start; gap: 12px; width: min(560px, 100%); }
h1 { margin: 0; font: 400 clamp(1.625rem, 1.2rem + 1.6vw, 2.125rem)/1.25 var(--serif); text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0; color: var(--word-quiet); max-width: 60ch; }
main button { margin-top: 12px; min-height: 48px; max-width: 100%; padding: 6px 26px; border: 1px solid transparent; border-radius: 15px;
  background: var(--accent); color: var(--on-accent); font: 600 1rem/1.3 var(--sans); overflow-wrap: anywhere; cursor: pointer; }
main button:hover { background: var(--accent-hover); }
main button:disabled { background: var(--desk-raised); color: var(--word-quiet); cursor: default; }
label { display: flex; align-items: start; gap: 11px; min-height: 44px; padding: 10px 0; font-size: 0.9375rem; cursor: pointer; }
fieldset { margin: 0; padding: 0; border: 0; }
legend { padding: 8px 0 4px; color: var(--word-quiet); }
label input { flex: none; width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--accent); }
small { display: block; color: var(--word-quiet); font-size: 0.875rem; }
[role=alert], [role=status] { min-height: 1.45em; color: var(--word); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

function policy(scriptHash: string | null): string {
  const script = scriptHash === null ? '' : ` script-src ${scriptHash}; connect-src 'self';`;
  return `default-src 'none'; style-src 'self' ${styleHash}; font-src 'self'; img-src 'self';${script} base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

export interface DoorPage {
  readonly status: number;
  /** Left out: English. */
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
  /** The body's HTML. */
  readonly content: string;
  /** The hash of the one script that it may run, as a content security policy names it. */
  readonly scriptHash: string | null;
}

export function sendDoorPage(
  reply: FastifyReply,
  { status, language = 'en', direction = 'ltr', content, scriptHash }: DoorPage,
): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-security-policy', policy(scriptHash))
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="${language}" dir="${direction}" translate="no">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${product}</title>
<style>${style}</style>
${reply.server.clientLook ?? ''}
</head>
<body>
${content}
</body>
</html>
`);
}

export function sendClosedDoor(reply: FastifyReply, closed: Closed): FastifyReply {
  const { heading, text } = closedPages[closed];
  return sendDoorPage(reply, {
    status: statuses[closed] ?? 403,
    content: `<main>\n<h1>${heading}</h1>\n<p>${text}</p>\n</main>`,
    scriptHash: null,
  });
}
