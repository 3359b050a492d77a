// Puts the media part of the app together: connections, the rights keeper, the proxy and the media server's notices.
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { By, Command } from '../../shared/ritual/commands.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { PresenceRegistry, ServerBus, ServerNews, SharedCounts } from '../ports/cluster.ts';
import type { MediaGateway } from '../ports/media.ts';
import type { Meters } from '../ports/meters.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { LiveRoom, LiveRooms, RoomChange } from '../rooms/live-rooms.ts';
import { RightsKeeper } from './enforcement/rights-keeper.ts';
import type { ReceiveNotice } from './livekit/livekit-gateway.ts';
import type { MediaNodes } from './livekit/nodes-of-media.ts';
import { livekitWebhook } from './livekit/webhook.ts';
import type { MediaTickets } from './signalling/media-ticket.ts';
import { ReachRooms } from './signalling/reach-room.ts';
import { SharedMediaConnections } from './signalling/shared-media-connections.ts';
import { SignallingProxy } from './signalling/signalling-proxy.ts';

/** A media server, as seen from here. */
export interface MediaParts {
  readonly gateway: MediaGateway;
  readonly nodes: MediaNodes;
  readonly receive: ReceiveNotice;
  /**
   * The meeting is over and nobody comes back to its room. If the media server does not answer it is closed once it does. Throws `Fault` when
   * that cannot be noted.
   */
  readonly closeForGood: (room: RoomId) => Promise<void>;
}

interface Surroundings extends MediaParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meters: Meters;
  readonly tickets: MediaTickets;
  readonly publicUrl: string | null;
  readonly rooms: LiveRooms;
  readonly presence: PresenceRegistry;
  readonly others: ServerBus;
  readonly counts?: SharedCounts;
  readonly isOurs: (room: RoomId) => boolean;
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
  readonly ask: (room: RoomId, command: Command, by: By) => void;
}

export interface Media {
  /** For the check page. */
  readonly reach: ReachRooms;
  roomChanged(change: RoomChange): void;
  /** This server looks after the room from now on. Resolves when its rights have been checked once. */
  watch(room: RoomId, live: LiveRoom): Promise<void>;
  /** The media server is back. Resolves when every room that we look after has been checked. */
  lookAtAll(): Promise<void>;
  /** The room is over, or another server looks after it alone. */
  forget(room: RoomId): void;
  /** A listener in the room says that sound from this person reaches them though it may not. */
  soundFrom(room: RoomId, personId: PersonId): void;
  /** News from another server: acted on here or not at all. */
  heard(news: Extract<ServerNews, { type: 'cutMedia' | 'lookAtMedia' | 'soundFrom' }>): void;
  register(app: FastifyInstance): void;
  stop(): void;
}

export function buildMedia({
  gateway,
  nodes,
  receive,
  clock,
  logger: log,
  meters,
  tickets,
  publicUrl,
  rooms,
  presence,
  others,
  counts,
  isOurs,
  failed,
  ask,
}: Surroundings): Media {
  const connections = new SharedMediaConnections({ presence, others, failed });
  const roomState = (room: RoomId) => rooms.catchUp(room);
  const tell = (news: ServerNews & { room: RoomId }) =>
    others.tell(news).catch((cause: unknown) => failed(news.room, news.type, cause));
  const keeper = new RightsKeeper({
    gateway,
    connections,
    clock,
    roomState,
    isOurs,
    log,
    meters,
    onSilence: (room, personId, silenceNumber, verdict) =>
      ask(room, { type: verdict === 'confirmed' ? 'confirmSilence' : 'doubtSilence', personId, silenceNumber }, 'media'),
    onLie: (room, personId) => ask(room, { type: 'closeForPhase', personId }, 'media'),
  });
  const proxy = new SignallingProxy({
    gateway,
    nodes,
    tickets,
    connections: connections.here,
    keeper,
    roomState,
    clock,
    log,
    meters,
    ...(publicUrl !== null && { publicUrl }),
    ...(counts && { counts }),
  });
  meters.watch('openMediaConnections', () => connections.here.count);
  meters.watch('oldestLookSeconds', () => keeper.oldestLookSeconds());
  const kick = (room: RoomId) => {
    if (isOurs(room)) keeper.webhook(room);
    else void tell({ type: 'lookAtMedia', room });
  };
  const reach = new ReachRooms({ gateway, nodes, clock, log });
  return {
    reach,
    roomChanged(change) {
      connections.holdTo(change.room, change.after);
      keeper.roomChanged(change);
    },
    watch: (room, live) => keeper.watch(room, live),
    lookAtAll: () => keeper.lookAtAll(),
    forget(room) {
      keeper.forget(room);
      connections.here.forgetRoom(room);
    },
    soundFrom(room, personId) {
      if (isOurs(room)) keeper.soundFrom(room, personId);
      else void tell({ type: 'soundFrom', room, personId });
    },
    heard(news) {
      if (news.type === 'cutMedia') connections.here.cut(news.room, news.personId);
      else if (news.type === 'lookAtMedia') keeper.webhook(news.room);
      else if (isOurs(news.room)) keeper.soundFrom(news.room, news.personId);
    },
    register(app) {
      proxy.attach(app.server);
      app.get('/media/*', async (request, reply) => {
        const status = await proxy.validate(request.raw.url ?? '', request.headers);
        return reply.code(status).header('cache-control', 'no-store').send();
      });
      app.register(livekitWebhook, { receive, kick });
    },
    stop() {
      reach.stop();
      proxy.close();
      keeper.stop();
    },
  };
}
