// What other systems of a program may ask, each with a key of its own (`/api/v1`), and the document that says so. One set of shapes reads what is
// asked, cuts what is answered, and is told in the document.
import swagger from '@fastify/swagger';
import type { FastifyError, FastifyInstance } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { periodOf } from '../../../shared/protocol/program/credit.ts';
import { type Scope, v1 } from '../../../shared/protocol/program/systems.ts';
import { product } from '../../../shared/words/en.ts';
import { HttpRefusal, orRefuse, sendError } from '../errors.ts';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { knownZone } from '../program/known-zone.ts';
import { webhooksDocument } from './webhooks-document.ts';
import { asksOf, keyOf, once, withKey } from './with-key.ts';

const mostAtOnce = 200;
/** As many as one address may ask for. */
const perKey = { burst: 240, perSecond: 4 };

/** Every answer that is none. */
const refusals = Object.fromEntries([401, 403, 404, 409, 422, 429].map((status) => [status, v1.refusal]));
const byKey = { fromAnotherServer: true };

export function registerV1(app: FastifyInstance, { systems, people, clock }: HttpPorts, options: HttpOptions): void {
  app.register(async (plain) => {
    plain.setValidatorCompiler(validatorCompiler);
    plain.setSerializerCompiler(serializerCompiler);
    plain.setErrorHandler((error: Error, request, reply) => sendError(request, reply, asFaults(error)));
    await plain.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: product,
          version: '1',
          description: 'People, dates, minutes and certificates of one program, for other systems.',
        },
        components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
        security: [{ key: [] }],
      },
      transform: jsonSchemaTransform,
    });
    const mayAsk = asksOf(systems, perKey);
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    const guarded = (needs: Scope) => ({ preHandler: withKey(systems, needs, mayAsk), config: byKey });
    const told = (needs: Scope, summary: string) => ({ summary, description: `The key needs the scope ${needs}.` });

    scope.get(
      '/api/v1/people',
      {
        ...guarded('people:read'),
        schema: {
          ...told('people:read', 'The people of the program, in pages.'),
          querystring: v1.peopleQuery,
          response: { ...refusals, 200: z.object({ people: z.array(v1.person), next: z.nullable(z.string()) }) },
        },
      },
      async (request) => {
        const { after = null, limit = mostAtOnce } = request.query;
        const found = await systems.people(keyOf(request).programId, { after, limit });
        return { people: [...found], next: found.length < limit ? null : (found.at(-1)?.id ?? null) };
      },
    );

    scope.put(
      '/api/v1/people/:outsideRef',
      {
        ...guarded('people:write'),
        schema: {
          ...told(
            'people:write',
            'Adds a person, or changes the one of this name; what is left out stays. A proved address is its owner’s.',
          ),
          params: v1.personParams,
          body: v1.writtenPerson,
          response: { ...refusals, 200: v1.person, 201: v1.person },
        },
      },
      async (request, reply) => {
        const key = keyOf(request);
        const { outsideRef } = request.params;
        const { status, body } = await once(systems, request, reply, async () => {
          const { zone, ...said } = request.body;
          const person = { ...said, ...(zone === undefined ? {} : { zone: zone && knownZone(zone) }) };
          const { name, address = null } = person;
          const card = orRefuse(await systems.cardFor(key.programId, outsideRef, { name, address }, key.id));
          orRefuse(await people.change(key.programId, card.id, person, changerOf(key)));
          return { status: card.isNew ? 201 : 200, body: await systems.person(key.programId, outsideRef) };
        });
        return reply.code(status as 200).send(body as z.infer<typeof v1.person>);
      },
    );

    scope.delete(
      '/api/v1/people/:outsideRef',
      {
        ...guarded('people:write'),
        schema: {
          ...told(
            'people:write',
            'Ends a person’s card with all its seats. What was counted of them stays as long as the program keeps it.',
          ),
          params: v1.personParams,
          response: { ...refusals, 204: z.null() },
        },
      },
      async (request, reply) => {
        const key = keyOf(request);
        await once(systems, request, reply, async () => {
          const person = await systems.person(key.programId, request.params.outsideRef);
          if (person === null) throw new HttpRefusal('not-found');
          const { seats, groups } = orRefuse(await people.end(key.programId, person.id, changerOf(key)));
          for (const ref of seats) options.onSessionsEnded(ref);
          for (const group of groups) options.onRosterChanged(group);
          return { status: 204 };
        });
        return reply.code(204).send(null);
      },
    );

    scope.get(
      '/api/v1/meetings',
      {
        ...guarded('dates:read'),
        schema: {
          ...told('dates:read', 'The meetings of a period, of all groups; without one, of the year until tomorrow.'),
          querystring: v1.meetingsQuery,
          response: { ...refusals, 200: z.object({ meetings: z.array(v1.meeting) }) },
        },
      },
      async (request) => {
        const tomorrow = new Date(clock.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
        const period = periodOf(request.query, tomorrow);
        if ('code' in period) throw new HttpRefusal('faults', [period]);
        return { meetings: [...(await systems.meetings(keyOf(request).programId, period))] };
      },
    );

    scope.get(
      '/api/v1/attendance',
      {
        ...guarded('attendance:read'),
        schema: {
          ...told(
            'attendance:read',
            'Minutes in the order in which they were written, a minute or so later. `next` is asked for as `since`, for ever: what is corrected comes again.',
          ),
          querystring: v1.attendanceQuery,
          response: { ...refusals, 200: z.object({ attendance: z.array(v1.attendance), next: z.string(), hasMore: z.boolean() }) },
        },
      },
      async (request) => {
        const { since = null, limit = mostAtOnce } = request.query;
        const found = await systems.attendance(keyOf(request).programId, { after: since, limit });
        if (found === null) throw new HttpRefusal('faults', [{ path: 'since', code: 'unknown' }]);
        return { ...found, attendance: [...found.attendance] };
      },
    );

    scope.get(
      '/api/v1/certificates/:id',
      {
        ...guarded('certificates:read'),
        schema: {
          ...told('certificates:read', 'What a certificate says in sum, and whether it was withdrawn.'),
          params: v1.certificateParams,
          response: { ...refusals, 200: v1.certificate },
        },
      },
      async (request) => {
        const found = await systems.certificate(keyOf(request).programId, request.params.id);
        if (found === null) throw new HttpRefusal('not-found');
        return found;
      },
    );

    plain.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
      reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
      return reply
        .serializer((document: unknown) => JSON.stringify(document))
        .send({ ...plain.swagger(), webhooks: webhooksDocument });
    });
  });
}

/** The acts of a key are noted under its name; nobody's role stands behind it. */
function changerOf({ id, programId }: { readonly id: string; readonly programId: string }) {
  return { accountId: id, roles: new Set<never>(), programId };
}

function asFaults(error: Error): Error {
  if (!hasZodFastifySchemaValidationErrors(error)) return error;
  const { validationContext = '' } = error as FastifyError;
  const faults = new Map<string, string>();
  // The first thing that is wrong with a part is enough.
  for (const { instancePath, keyword } of error.validation) {
    const path = [validationContext, ...instancePath.split('/').filter(Boolean)].join('.');
    if (!faults.has(path)) faults.set(path, keyword);
  }
  return new HttpRefusal(
    'faults',
    [...faults].map(([path, code]) => ({ path, code })),
  );
}
