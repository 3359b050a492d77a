// How a route of the program pages is registered: it names an object and an act, and is reached only by whom the table of roles lets do that
// there. To everybody else it does not exist: a foreign id, an unknown one and one without a right get the same bytes.
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify';
import type { AccountOfRequest, AskedPlace, ProgramRole, ProgramRoles } from '../../ports/programs.ts';
import { type ActOn, anyMay, mayWhileClosed, type ProgramObject } from '../../programs/may.ts';
import { HttpRefusal } from '../errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the table of roles is asked before this route is reached. */
    may?: { readonly object: string; readonly act: string };
  }
}

/** Whoever asks, and what they are at the place that the address names. */
export interface Asking {
  readonly accountId: string;
  readonly roles: ReadonlySet<ProgramRole>;
  readonly programId: string | null;
  readonly groupId: string | null;
  readonly personId: string | null;
  /** The group or program is closed: it is only read. */
  readonly isClosed: boolean;
}

export interface MayPorts {
  readonly signIn: AccountOfRequest;
  readonly programRoles: ProgramRoles;
}

export interface MayRoute<O extends ProgramObject> extends Pick<RouteOptions, 'bodyLimit'> {
  readonly method: Exclude<HTTPMethods, 'HEAD'>;
  /** `:p` is a program, `:g` a group, `:s` a series, `:m` a meeting, `:ref` a seat. With none of them the route is open to everybody signed in. */
  readonly url: `/api/${string}`;
  readonly object: O;
  readonly act: ActOn<O>;
}

type Params = Readonly<Record<string, string>>;
export type ProgramRequest = FastifyRequest<{ Params: Params; Querystring: Params }>;

/** Ours are 18 hex digits; the trial's group has a name. */
const idShape = /^(?:[0-9a-f]{18}|[a-z][a-z-]{1,30})$/;
const places = { p: 'program', g: 'group', s: 'series', m: 'meeting', ref: 'seat' } as const;

export function mayRoute<O extends ProgramObject>(
  app: FastifyInstance,
  ports: MayPorts,
  { method, url, object, act, ...more }: MayRoute<O>,
  answer: (request: ProgramRequest, reply: FastifyReply, asking: Asking) => Promise<unknown>,
): void {
  const known = new WeakMap<FastifyRequest, Asking>();
  app.route({
    ...more,
    method,
    url,
    config: { may: { object, act } },
    preHandler: async (request) => {
      const asking = await askingOf(request, ports);
      if (!anyMay(asking.roles, act, object)) throw new HttpRefusal('not-found');
      if (asking.isClosed && method !== 'GET' && !mayWhileClosed(act, object)) throw new HttpRefusal('closed');
      known.set(request, asking);
    },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return answer(request as ProgramRequest, reply, known.get(request) as Asking);
    },
  });
}

async function askingOf(request: FastifyRequest, { signIn, programRoles }: MayPorts): Promise<Asking> {
  const account = await signIn.accountOfRequest(request.headers.cookie);
  if (account === null) throw new HttpRefusal('not-signed-in');
  const { accountId } = account;
  const place = placeOf(request.params as Params);
  const nowhere = { programId: null, groupId: null, personId: null, isClosed: false };
  if (place === null) return { ...nowhere, accountId, roles: new Set(['signedIn']) };
  const there = Object.values(place).every((id) => idShape.test(id)) ? await programRoles.rolesAt(accountId, place) : null;
  if (there === null) throw new HttpRefusal('not-found');
  return { accountId, ...there };
}

/** Null for an address that names no place. */
function placeOf(params: Params): AskedPlace | null {
  const named = Object.entries(places).filter(([name]) => params[name] !== undefined);
  return named.length === 0 ? null : Object.fromEntries(named.map(([name, place]) => [place, params[name]]));
}
