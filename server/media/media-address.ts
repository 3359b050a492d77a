// The addresses of the media line: /media/<ticket>/rtc, /rtc/v1, and their /validate. Nothing else of LiveKit is reachable.
import type { IncomingHttpHeaders } from 'node:http';

export interface MediaAddress {
  readonly ticket: string;
  readonly version: 'v0' | 'v1';
  readonly isValidation: boolean;
  readonly query: URLSearchParams;
}

export function readMediaAddress(url: string): MediaAddress | null {
  const [path = '', query = ''] = splitOnce(url, '?');
  const match = /^\/media\/([\w.-]+)\/rtc(\/v1)?(\/validate)?$/.exec(path);
  if (!match) return null;
  return {
    ticket: match[1] ?? '',
    version: match[2] ? 'v1' : 'v0',
    isValidation: match[3] !== undefined,
    query: new URLSearchParams(query),
  };
}

/** A browser names the page it comes from; a page that is not ours gets no line. What is no browser names none. */
export function isOurOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || (publicUrl !== undefined && from === new URL(publicUrl).host);
}

function splitOnce(text: string, by: string): string[] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
