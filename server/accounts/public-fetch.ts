// Fetches from addresses that coordinators have typed, and from nowhere else than the public network: each address is judged when the connection is
// made (public-address.ts). No redirection is followed.
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { judgedLookup, mayBeTried, NotPublic, type Reach } from '../outward/public-address.ts';

const longestAnswer = 512 * 1024;
const patienceMs = 8_000;
const withoutContent: ReadonlySet<number> = new Set([204, 205, 304]);

export class TooLong extends Error {
  constructor() {
    super('an answer that is too long was not read');
    this.name = 'TooLong';
  }
}

class Broken extends Error {
  constructor() {
    super('the connection ended without an answer');
    this.name = 'Broken';
  }
}

export function publicFetch(reach: Reach): (url: string, init?: RequestInit) => Promise<Response> {
  const judged = judgedLookup(reach);
  return (url, init = {}) =>
    new Promise((answered, failed) => {
      const isSecure = new URL(url).protocol === 'https:';
      if (!mayBeTried(url, reach) || !(isSecure || reach.mayBeLoopback)) return failed(new NotPublic());
      const body = init.body === undefined || init.body === null ? undefined : Buffer.from(String(init.body));
      const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(body && { 'content-length': String(body.length) }) };
      const send = isSecure ? secureRequest : plainRequest;
      const signal = AbortSignal.timeout(patienceMs);
      let hasBegun = false;
      const asking = send(url, { method: init.method ?? 'GET', headers, lookup: judged, signal }, (answer) => {
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > longestAnswer) asking.destroy(new TooLong());
          else parts.push(part);
        });
        answer.on('error', failed);
        answer.on('close', () => failed(new Broken()));
        hasBegun = true;
        answer.on('end', () => {
          try {
            answered(responseOf(answer, Buffer.concat(parts)));
          } catch (cause) {
            failed(cause); // nobody else would hear of it, and it would end the process
          }
        });
      });
      asking.on('error', failed);
      // Whoever answers with another protocol is hung up on, and no error says so.
      asking.on('close', () => hasBegun || failed(new Broken()));
      asking.end(body);
    });
}

/** Throws at a status that is none, such as 999. */
function responseOf({ statusCode: status = 502, headers }: IncomingMessage, content: Buffer<ArrayBuffer>): Response {
  const kept = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return new Response(withoutContent.has(status) ? null : content, { status, headers: Object.fromEntries(kept) });
}
