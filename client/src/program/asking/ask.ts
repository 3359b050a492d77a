// Asks the server for something, or to do something. Whatever goes wrong has a code; the catalogue has the sentence.

export interface FieldFault {
  /** Of the part of what was sent, such as `seats.3.address`. */
  readonly path: string;
  readonly code: string;
}

export interface Failure {
  readonly ok: false;
  /** The server's own code, or `unavailable` when it could not be asked. */
  readonly why: string;
  readonly faults: readonly FieldFault[];
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A roster may take a while to read. */
const answerWithinMs = 30_000;

/** How far the server's clock is ahead of this one. To the second, which is enough for a door that opens to the minute. */
let ahead = 0;

export function serverNow(): number {
  return Date.now() + ahead;
}

const failure = (why: string, faults: readonly FieldFault[] = []): Failure => ({ ok: false, why, faults });

export async function ask<T>(method: Method, path: string, body?: object): Promise<Outcome<T>> {
  const isFile = body instanceof Blob;
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': isFile ? 'text/csv' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const said = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(said) && Math.abs(said - serverNow()) > 1500) ahead = said - Date.now();
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, value: answer as T };
    const { error, faults } = (answer ?? {}) as { error?: unknown; faults?: unknown };
    const why = response.status >= 500 || typeof error !== 'string' ? 'unavailable' : error;
    return failure(why, Array.isArray(faults) ? (faults as FieldFault[]) : []);
  } catch {
    return failure('unavailable');
  }
}
