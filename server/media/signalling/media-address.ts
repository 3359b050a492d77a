// The addresses of the media connection: /media/<ticket>/rtc, /rtc/v1, and their /validate. Nothing else of LiveKit is reachable.

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

function splitOnce(text: string, by: string): string[] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
