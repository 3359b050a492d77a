// Posts one piece of news over a connection of its own: to the address that was judged and no other, no further than one answer, for so long and no
// longer. Of the answer only its status counts; the rest is not kept, and what is endless is not awaited.
import { request } from 'node:https';
import type { DeliveryTrouble } from '../../shared/protocol/program/webhooks.ts';
import { judgedLookup, mayBeTried, NotPublic, type Reach } from '../outward/public-address.ts';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostAnswer {
  readonly status: number | null;
  readonly trouble: DeliveryTrouble | null;
  /** The receiver asked to wait so long. */
  readonly waitMs: number | null;
}

export interface PostLimits {
  readonly patienceMs: number;
  /** So much of an answer is read, so that whoever writes it is not cut off; then the connection is closed. */
  readonly longestAnswer: number;
}

/** Beside the public authorities; for tests alone. */
export interface PostTrust {
  readonly reach: Reach;
  readonly ca?: string;
}

const maxHeaderSize = 16_384;

export function postNews(
  { url, headers, body }: Posting,
  { reach, ca }: PostTrust,
  { patienceMs, longestAnswer }: PostLimits,
  stopped: AbortSignal,
): Promise<PostAnswer> {
  if (!mayBeTried(url, reach)) return Promise.resolve(failed('private'));
  const late = AbortSignal.timeout(patienceMs);
  return new Promise((answered) => {
    const asking = request(
      url,
      {
        ...{ method: 'POST', agent: false, lookup: judgedLookup(reach), maxHeaderSize, ...(ca !== undefined && { ca }) },
        signal: late,
        headers: {
          ...{ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'balint-room' },
          ...headers,
        },
      },
      (answer) => {
        const { statusCode: status = 0 } = answer;
        answered({ status, trouble: status >= 300 && status < 400 ? 'redirect' : null, waitMs: askedToWait(answer.headers) });
        let length = 0;
        answer.on('error', () => undefined);
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > longestAnswer) asking.destroy();
        });
      },
    );
    const stop = () => asking.destroy();
    stopped.addEventListener('abort', stop);
    asking.on('error', (error) => answered(failed(late.aborted ? 'late' : troubleOf(error))));
    asking.on('close', () => {
      stopped.removeEventListener('abort', stop);
      // Whoever answers with another protocol is hung up on, and no error says so.
      answered(failed('no-connection'));
    });
    asking.end(body);
  });
}

function failed(trouble: DeliveryTrouble): PostAnswer {
  return { status: null, trouble, waitMs: null };
}

function troubleOf(error: Error): DeliveryTrouble {
  if (error instanceof NotPublic) return 'private';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-name';
  return /CERT|SIGNATURE|UNABLE_TO_|SSL|TLS|EPROTO|HOSTNAME/.test(code) ? 'certificate' : 'no-connection';
}

/** Seconds; a date is not worth reading for what is tried again anyhow. */
function askedToWait(headers: Readonly<Record<string, unknown>>): number | null {
  const said = headers['retry-after'];
  return typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) * 1000 : null;
}
