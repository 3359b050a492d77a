// Lets another system in by its key, for what the key is good for; and does what it asks once, if it names its request.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from '../../../shared/protocol/program/systems.ts';
import { Allowances, type Measure } from '../../limits/allowances.ts';
import type { GoodKey, Systems } from '../../ports/systems.ts';
import { HttpRefusal } from '../errors.ts';

const known = new WeakMap<FastifyRequest, GoodKey>();

/** Counted for the key itself, from however many addresses it is used: here, so that nobody keeps the records busy; and there, over all servers. */
export function asksOf(systems: Systems, measure: Measure): (keyId: string) => Promise<boolean> {
  const here = new Allowances(measure);
  return async (keyId) => here.take(keyId) && (await systems.mayAsk(keyId, measure));
}

export function withKey(systems: Systems, scope: Scope, mayAsk: (keyId: string) => Promise<boolean>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('cache-control', 'no-store');
    const [, said] = /^Bearer +(\S.{0,99})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (said === undefined) throw new HttpRefusal('key-missing');
    const key = await systems.keyOf(said);
    if (typeof key === 'string') throw new HttpRefusal(`key-${key}`);
    if (!(await mayAsk(key.id))) {
      reply.header('retry-after', '1');
      throw new HttpRefusal('too-many');
    }
    if (!key.scopes.includes(scope)) throw new HttpRefusal('scope-too-small');
    known.set(request, key);
  };
}

export function keyOf(request: FastifyRequest): GoodKey {
  const key = known.get(request);
  if (!key) throw new HttpRefusal('key-missing');
  return key;
}

export interface Answered {
  readonly status: number;
  readonly body?: unknown;
}

const nameShape = /^[\x21-\x7e]{1,200}$/;

/** A refusal is not kept: what was asked wrongly may be asked anew under the same name. */
export async function once(
  systems: Systems,
  request: FastifyRequest,
  reply: FastifyReply,
  act: () => Promise<Answered>,
): Promise<Answered> {
  const name = request.headers['idempotency-key'];
  if (name === undefined) return act();
  if (typeof name !== 'string' || !nameShape.test(name)) throw new HttpRefusal('malformed');
  const asked = { keyId: keyOf(request).id, name };
  const all = JSON.stringify([request.method, request.url, request.body ?? null]);
  const begun = await systems.begin(asked, createHash('sha256').update(all).digest('hex'));
  if (begun === 'other') throw new HttpRefusal('request-of-another-body');
  if (begun === 'busy') throw new HttpRefusal('being-done');
  if (begun !== 'first') {
    reply.header('idempotent-replayed', 'true');
    return { status: begun.status, ...(begun.body === '' ? {} : { body: JSON.parse(begun.body) as unknown }) };
  }
  try {
    const answered = await act();
    await systems.finish(asked, answered.status, answered.body === undefined ? '' : JSON.stringify(answered.body));
    return answered;
  } catch (cause) {
    await systems.forget(asked).catch(() => undefined);
    throw cause;
  }
}
