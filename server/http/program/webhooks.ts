// Where a program's news goes to, for its coordinators: made with a secret that is shown once, tried, paused, ended, and how far each piece came.
import type { FastifyInstance } from 'fastify';
import { isId } from '../../../shared/protocol/program/people.ts';
import {
  type DeliveryRow,
  type MadeWebhook,
  parseNewWebhook,
  parseWebhookChange,
  type WebhookRow,
} from '../../../shared/protocol/program/webhooks.ts';
import { HttpRefusal, orRefuse } from '../errors.ts';
import type { HttpPorts } from '../http-ports.ts';
import { mayRoute } from './may-route.ts';

const all = '/api/programs/:p/webhooks';
const one = '/api/programs/:p/webhooks/:id';
const object = 'webhooks';

/** What has no shape of ours exists nowhere. */
function idIn(params: Readonly<Record<string, string>>, name = 'id'): string {
  const id = params[name];
  if (!isId(id)) throw new HttpRefusal('not-found');
  return id;
}

export function webhookRoutes(app: FastifyInstance, ports: HttpPorts): void {
  const { webhooks } = ports;

  mayRoute(
    app,
    ports,
    { method: 'GET', url: all, object, act: 'read' },
    async (request): Promise<{ webhooks: readonly WebhookRow[] }> => ({ webhooks: await webhooks.list(request.params.p ?? '') }),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: all, object, act: 'make' },
    async (request, reply, { accountId }): Promise<MadeWebhook> => {
      const webhook = parseNewWebhook(request.body);
      if (webhook === null) throw new HttpRefusal('malformed');
      const made = orRefuse(await webhooks.make(request.params.p ?? '', webhook, accountId));
      reply.code(201);
      return made;
    },
  );

  mayRoute(app, ports, { method: 'PATCH', url: one, object, act: 'change' }, async (request, reply, { accountId }) => {
    const change = parseWebhookChange(request.body);
    if (change === null) throw new HttpRefusal('malformed');
    orRefuse(await webhooks.change(request.params.p ?? '', idIn(request.params), change, accountId));
    return reply.code(204).send();
  });

  mayRoute(app, ports, { method: 'DELETE', url: one, object, act: 'end' }, async (request, reply, { accountId }) => {
    orRefuse(await webhooks.end(request.params.p ?? '', idIn(request.params), accountId));
    return reply.code(204).send();
  });

  mayRoute(app, ports, { method: 'POST', url: `${one}/test`, object, act: 'test' }, async (request, reply, { accountId }) => {
    orRefuse(await webhooks.test(request.params.p ?? '', idIn(request.params), accountId));
    return reply.code(204).send();
  });

  mayRoute(
    app,
    ports,
    { method: 'GET', url: `${one}/deliveries`, object, act: 'read' },
    async (request): Promise<{ deliveries: readonly DeliveryRow[] }> => ({
      deliveries: orRefuse(await webhooks.deliveries(request.params.p ?? '', idIn(request.params))),
    }),
  );

  mayRoute(
    app,
    ports,
    { method: 'POST', url: `${one}/deliveries/:d/again`, object, act: 'again' },
    async (request, reply, { accountId }) => {
      const delivery = idIn(request.params, 'd');
      orRefuse(await webhooks.again(request.params.p ?? '', idIn(request.params), delivery, accountId));
      return reply.code(204).send();
    },
  );
}
