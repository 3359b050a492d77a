// The small page of a door that stays closed. The same for every wrong link, so that it tells nothing about any of them.
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

type Closed = 'no-door' | 'too-many' | 'unavailable';

const words: Record<Closed, { status: number; heading: string; text: string }> = {
  'no-door': {
    status: 404,
    heading: 'This link does not work.',
    text: 'It may have been replaced, or copied incompletely. Please ask the leader of your group for a new one.',
  },
  'too-many': {
    status: 429,
    heading: 'One moment, please.',
    text: 'Too many links were opened from here. Please try again in a minute.',
  },
  unavailable: {
    status: 503,
    heading: 'The room cannot be reached right now.',
    text: 'Your link is fine. Please try again in a minute.',
  },
};

const style = `
:root { color-scheme: dark light; --wall: #1d1916; --lamp: #2a231d; --word: #f4ebdf; --quiet: #bdac9b; }
@media (prefers-color-scheme: light) { :root { --wall: #efe8df; --lamp: #fffbf2; --word: #2b201a; --quiet: #5f5248; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem;
  background: radial-gradient(ellipse at 50% 40%, var(--lamp), var(--wall) 70%); color: var(--word);
  font: 1.0625rem/1.6 "Figtree", "Segoe UI", system-ui, sans-serif; }
main { max-width: 32rem; }
h1 { margin: 0 0 0.75rem; font: 400 2rem/1.25 "Source Serif 4", Georgia, "Times New Roman", serif; }
p { margin: 0; color: var(--quiet); text-wrap: balance; }
`;

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function page(heading: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Balint Room</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${text}</p>
</main>
</body>
</html>
`;
}

const pages = new Map(Object.entries(words).map(([key, { heading, text }]) => [key, page(heading, text)]));

export function sendDoorPage(reply: FastifyReply, closed: Closed): FastifyReply {
  return reply
    .code(words[closed].status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-security-policy', policy)
    .type('text/html; charset=utf-8')
    .send(pages.get(closed));
}
