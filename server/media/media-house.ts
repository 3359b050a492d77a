// The media's part of the house, put together: the lines, the keeper of rights, the proxy and the media server's notices.
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { By, Command } from '../../shared/ritual/commands.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import type { Clock, MediaGateway, RoomId } from '../ports.ts';
import type { LiveRooms, RoomChange } from '../rooms/live-rooms.ts';
import type { ReceiveNotice } from './livekit-gateway.ts';
import type { MediaTickets } from './media-ticket.ts';
import { OpenLines } from './open-lines.ts';
import { RightsKeeper } from './rights-keeper.ts';
import { SignallingProxy } from './signalling-proxy.ts';
import { livekitWebhook } from './webhook.ts';

/** A media server, as seen from here. */
export interface MediaParts {
  readonly gateway: MediaGateway;
  /** Where it answers, such as `http://127.0.0.1:7880`; for us alone. */
  readonly url: string;
  readonly receive: ReceiveNotice;
}

interface Surroundings extends MediaParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tickets: MediaTickets;
  readonly publicUrl: string | null;
  readonly rooms: LiveRooms;
  readonly ask: (room: RoomId, command: Command, by: By) => void;
}

export interface MediaHouse {
  roomChanged(change: RoomChange): void;
  /** After a restart: resolves when the room's rights have been looked at once. */
  watch(room: RoomId, state: RoomState): Promise<void>;
  /** A listener in the room says that sound of this person reaches them though it may not. */
  soundFrom(room: RoomId, personId: PersonId): void;
  register(app: FastifyInstance): void;
  stop(): void;
}

export function buildMediaHouse({
  gateway,
  url,
  receive,
  clock,
  logger: log,
  tickets,
  publicUrl,
  rooms,
  ask,
}: Surroundings): MediaHouse {
  const lines = new OpenLines();
  const roomState = (room: RoomId) => rooms.current(room);
  const keeper = new RightsKeeper({
    gateway,
    lines,
    clock,
    roomState,
    log,
    onSilence: (room, personId, silenceNumber, verdict) =>
      ask(room, { type: verdict === 'confirmed' ? 'confirmSilence' : 'doubtSilence', personId, silenceNumber }, 'media'),
  });
  const proxy = new SignallingProxy({
    gateway,
    mediaUrl: url,
    tickets,
    lines,
    keeper,
    roomState,
    clock,
    log,
    ...(publicUrl !== null && { publicUrl }),
  });
  return {
    roomChanged({ room, before, after }) {
      lines.holdTo(room, after);
      keeper.roomChanged(room, before, after);
    },
    watch: (room, state) => keeper.watch(room, state),
    soundFrom: (room, personId) => keeper.soundFrom(room, personId),
    register(app) {
      proxy.attach(app.server);
      app.get('/media/*', async (request, reply) => {
        const status = await proxy.validate(request.raw.url ?? '', request.headers);
        return reply.code(status).header('cache-control', 'no-store').send();
      });
      app.register(livekitWebhook, { receive, kick: (room) => keeper.webhook(room) });
    },
    stop() {
      proxy.close();
      keeper.stop();
    },
  };
}
