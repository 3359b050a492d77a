// Receives LiveKit's notices that something happened in a room. The signature is checked; the content is only a reason to look.
import type { FastifyInstance } from 'fastify';
import type { RoomId } from '../../ports/rooms.ts';
import type { ReceiveNotice } from './livekit-gateway.ts';

export interface WebhookPorts {
  readonly receive: ReceiveNotice;
  readonly kick: (room: RoomId) => void;
}

/** For each address: several notices for everybody who joins, in many rooms at once; what is refused here is made up for by the next look. */
const ofLiveKit = { max: 6_000, timeWindow: 60_000 };

/** Register it as a plugin of its own: its body parser is not for other routes. */
export async function livekitWebhook(app: FastifyInstance, { receive, kick }: WebhookPorts): Promise<void> {
  app.addContentTypeParser('application/webhook+json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/internal/livekit-webhook', { config: { fromAnotherServer: true, rateLimit: ofLiveKit } }, async (request, reply) => {
    let room: RoomId | null;
    try {
      room = await receive(String(request.body), request.headers.authorization);
    } catch {
      return reply.code(401).send();
    }
    // Answered first: LiveKit sends one notice at a time and waits.
    reply.code(200).send();
    if (room) kick(room);
    return reply;
  });
}
