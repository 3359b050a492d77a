// Fetches from addresses that coordinators have typed, and from nowhere else than the public network: each address is judged when the connection is
// made (public-address.ts). No redirection is followed.
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { judgedLookup, mayBeTried, NotPublic, type Reach } from '../outward/public-address.ts';

const longestAnswer = 512 * 1024;
const patienceMs = 8_000;

export class TooLong extends Error {
  constructor() {
    super('an answer that is too long was not read');
    this.name = 'TooLong';
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
      const asking = send(url, { method: init.method ?? 'GET', headers, lookup: judged, signal }, (answer) => {
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > longestAnswer) asking.destroy(new TooLong());
          else parts.push(part);
        });
        answer.on('error', failed);
        answer.on('end', () => {
          const status = answer.statusCode ?? 502;
          const content = [204, 304].includes(status) ? null : Buffer.concat(parts);
          const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          );
          answered(new Response(content, { status, headers: Object.fromEntries(kept) }));
        });
      });
      asking.on('error', failed);
      asking.end(body);
    });
}
