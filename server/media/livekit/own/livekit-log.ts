// Passes LiveKit's log lines into our log, without tokens, people and addresses: its errors as warnings, everything else at debug level.
import type { Logger } from 'pino';

/** What LiveKit calls an error and is none: whoever comes back to a stay that is over begins anew. */
const routine: ReadonlySet<unknown> = new Set(['could not restart participant']);

export function logFromLiveKit(log: Pick<Logger, 'debug' | 'warn'>, line: string): void {
  const { level, msg, ...rest } = parse(maskAddresses(maskTokens(line)));
  const isTrouble = (level === 'error' || level === 'fatal') && !routine.has(rest.error);
  if (isTrouble) log.warn({ livekit: rest }, msg);
  else log.debug({ livekit: rest }, msg);
}

const longestWords = 200;
/** Of the program between us and it. */
const nodeItself = /^\((node:\d+|Use `node )/;

/** What a program said in words, without tokens and addresses; null for a line of its log, a piece of its settings, and signs alone. */
export function plainWords(line: string): string | null {
  const text = line.trim();
  if (/^[{}"\]]/.test(text) || !/\p{L}{2}/u.test(text) || nodeItself.test(text)) return null;
  const words = maskAddresses(maskTokens(text))
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/\.$/, '');
  return words.length > longestWords ? `${words.slice(0, longestWords)}…` : words;
}

/** A pass is three pieces joined by dots, the first of them JSON in base64; it may also stand inside a URL. */
function maskTokens(text: string): string {
  return text.replace(/eyJ[\w-]+(?:\.[\w-]*){0,2}/g, '[token]').replace(/((?:access_token|join_request)=)[^&\s"]+/g, '$1[token]');
}

/** They say where browsers are. Ports stay: they say enough about a network. */
function maskAddresses(text: string): string {
  return text
    .replace(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g, '[address]')
    .replace(/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, '[address]');
}

/** At whatever depth they occur. */
function withoutPeople(key: string, value: unknown): unknown {
  return /participant|identity|^remote/i.test(key) ? undefined : value;
}

function parse(text: string): { level: string; msg: string } & Record<string, unknown> {
  try {
    const line: unknown = JSON.parse(text, withoutPeople);
    if (typeof line === 'object' && line !== null && 'msg' in line) return { level: 'info', ...line, msg: String(line.msg) };
  } catch {
    // Not every line is JSON.
  }
  return { level: 'info', msg: text };
}
