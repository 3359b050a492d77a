// Every error answer: `{ error: code, message }`, or the door's own page under /in/. What went wrong inside stays inside.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../ports/fault.ts';
import { sendClosedDoor } from './door-page.ts';

export type HttpErrorCode =
  | 'not-found'
  | 'not-signed-in'
  | 'foreign-origin'
  | 'too-many'
  | 'too-large'
  | 'json-only'
  | 'malformed'
  | 'stale'
  | 'no-meeting'
  | 'circle-full'
  | 'not-available'
  | 'broken';

const answers: Record<HttpErrorCode, { status: number; message: string }> = {
  'not-found': { status: 404, message: 'There is nothing here.' },
  'not-signed-in': { status: 401, message: 'Please open your personal link again.' },
  'foreign-origin': { status: 403, message: 'This request did not come from a page of this server.' },
  'too-many': { status: 429, message: 'Too many tries. Please wait a minute.' },
  'too-large': { status: 413, message: 'This is more than the server takes.' },
  'json-only': { status: 415, message: 'Only JSON is understood here.' },
  malformed: { status: 400, message: 'This request is not understood.' },
  stale: { status: 409, message: 'This page was open too long. Please open the link again.' },
  'no-meeting': { status: 409, message: 'No meeting is planned that a guest could be invited to.' },
  'circle-full': { status: 409, message: 'All twelve seats are taken.' },
  'not-available': { status: 503, message: 'Not available at the moment. Please try again shortly.' },
  broken: { status: 500, message: 'Something is wrong on our side.' },
};

/** Thrown by a route to answer with one of the known codes. */
export class HttpRefusal extends Error {
  readonly code: HttpErrorCode;
  readonly statusCode: number;
  constructor(code: HttpErrorCode) {
    super(answers[code].message);
    this.name = 'HttpRefusal';
    this.code = code;
    this.statusCode = answers[code].status;
  }
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
  const { status, message } = answers[code];
  if (status >= 500) request.log.error({ err: error, req: request }, 'request failed');
  reply.header('cache-control', 'no-store');
  if (isDoor(request)) return sendClosedDoor(reply, code === 'too-many' ? 'too-many' : status >= 500 ? 'unavailable' : 'no-door');
  return reply.code(status).send({ error: code, message });
}

export function asksForJson(request: FastifyRequest): boolean {
  return request.headers.accept === 'application/json';
}

/** Whether a person reads the answer rather than a program. */
function isDoor(request: FastifyRequest): boolean {
  return /^(GET|HEAD)$/.test(request.method) && /^\/in(\/|\?|$)/.test(request.url) && !asksForJson(request);
}

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error, request, reply) => sendError(request, reply, error));
  const limit = app.rateLimit({ max: 240, timeWindow: 60_000 });
  app.setNotFoundHandler({ preHandler: limit }, (request, reply) => sendError(request, reply, new HttpRefusal('not-found')));
}
