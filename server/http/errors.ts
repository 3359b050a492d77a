// Every error answer: `{ error: code, message }`, or the door's own page under /in/ and for whoever asks for a seat's page too often. What went wrong
// inside stays inside.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import { errorSentences } from '../../shared/words/en.ts';
import { Fault } from '../ports/fault.ts';
import { type FieldFault, Refused } from '../ports/refused.ts';
import { sendClosedDoor } from './door-page.ts';

export type HttpErrorCode = keyof typeof errorSentences;

const statuses: Record<HttpErrorCode, number> = {
  'not-found': 404,
  'not-signed-in': 401,
  'foreign-origin': 403,
  'too-many': 429,
  'too-large': 413,
  'json-only': 415,
  malformed: 400,
  stale: 409,
  faults: 422,
  'not-allowed-now': 409,
  closed: 409,
  'link-spent': 410,
  'key-missing': 401,
  'key-unknown': 401,
  'key-expired': 401,
  'key-revoked': 401,
  'scope-too-small': 403,
  'request-of-another-body': 422,
  'being-done': 409,
  'passkey-refused': 403,
  'no-meeting': 409,
  'circle-full': 409,
  'too-few-answers': 409,
  'not-available': 503,
  broken: 500,
};

/** Thrown by a route to answer with one of the known codes. */
export class HttpRefusal extends Error {
  readonly code: HttpErrorCode;
  readonly statusCode: number;
  readonly faults: readonly FieldFault[] | undefined;
  constructor(code: HttpErrorCode, faults?: readonly FieldFault[]) {
    super(errorSentences[code]);
    this.name = 'HttpRefusal';
    this.code = code;
    this.statusCode = statuses[code];
    this.faults = faults;
  }
}

/** What a port has done, or its refusal as an answer. */
export function orRefuse<T>(done: T | Refused): T {
  if (done instanceof Refused) throw new HttpRefusal(done.code, done.faults);
  return done;
}

export function tooMany(): HttpRefusal {
  return new HttpRefusal('too-many');
}

function codeOf(error: Error): HttpErrorCode {
  if (error instanceof HttpRefusal) return error.code;
  if (error instanceof Fault) return 'not-available';
  const { statusCode: status = 500, code } = error as Partial<FastifyError>;
  if (status === 413) return 'too-large';
  if (status === 415) return 'json-only';
  // An address that cannot be parsed is answered like any other unknown one.
  if (status === 404 || status === 403 || code === 'FST_ERR_BAD_URL') return 'not-found';
  if (status === 503) return 'not-available';
  return status >= 400 && status < 500 ? 'malformed' : 'broken';
}

export function sendError(request: FastifyRequest, reply: FastifyReply, error: Error): FastifyReply {
  const code = codeOf(error);
  const status = statuses[code];
  if (status >= 500) request.log.error({ err: error, req: request }, 'request failed');
  reply.header('cache-control', 'no-store');
  if (isDoor(request) || (code === 'too-many' && isSeat(request)))
    return sendClosedDoor(reply, code === 'too-many' ? 'too-many' : status >= 500 ? 'unavailable' : 'no-door');
  const faults = error instanceof HttpRefusal && error.faults ? { faults: error.faults } : {};
  return reply.code(status).send({ error: code, message: errorSentences[code], ...faults });
}

export function asksForJson(request: FastifyRequest): boolean {
  return request.headers.accept === 'application/json';
}

/** Whether a person reads the answer rather than a program. */
function isDoor(request: FastifyRequest): boolean {
  return /^(GET|HEAD)$/.test(request.method) && /^\/in(\/|\?|$)/.test(request.url) && !asksForJson(request);
}

function isSeat({ method, url }: FastifyRequest): boolean {
  return /^(GET|HEAD)$/.test(method) && url.startsWith(seatAddress(''));
}

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error, request, reply) => sendError(request, reply, error));
  const limit = app.rateLimit({ max: 240, timeWindow: 60_000 });
  app.setNotFoundHandler({ preHandler: limit }, (request, reply) => sendError(request, reply, new HttpRefusal('not-found')));
}
