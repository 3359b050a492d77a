// The house, built from its ports: pages, sockets, rooms, keepers and the way to the media. Opens no port and chooses no adapter.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { MediaState } from '../shared/protocol/messages.ts';
import type { By, Command } from '../shared/ritual/commands.ts';
import { Callers } from './http/callers.ts';
import { fastifyOptions } from './http/fastify-options.ts';
import { logAnswers } from './http/logger.ts';
import { isOwnOrigin } from './http/own-origin.ts';
import { registerHttp } from './http/register-http.ts';
import { refuseUpgrade, takeUpgrades } from './http/upgrades.ts';
import { sharedLook } from './limits/shared-look.ts';
import { buildMedia, type MediaParts } from './media/media.ts';
import { MediaTickets } from './media/signalling/media-ticket.ts';
import { MeasuredLog } from './metrics/measured-log.ts';
import { SilenceWatch } from './metrics/silence-watch.ts';
import type { Clock } from './ports/clock.ts';
import type { PresenceRegistry, RoomLeases, ServerBus, ServerNews } from './ports/cluster.ts';
import type { Meters } from './ports/meters.ts';
import { noMeters } from './ports/no-meters.ts';
import type { Accounts, Groups } from './ports/records.ts';
import type { RoomId, RoomLog } from './ports/rooms.ts';
import { toldInLog } from './ports/told-apart.ts';
import { GraceKeeper } from './rooms/grace-keeper.ts';
import { type LiveRoom, LiveRooms } from './rooms/live-rooms.ts';
import { MeetingCloser } from './rooms/meeting-closer.ts';
import { CommandPath } from './rooms/perform-command.ts';
import { RoomCare } from './rooms/room-care.ts';
import { Announcer } from './sockets/announcer.ts';
import { CheckDesk } from './sockets/check-desk.ts';
import { Connections } from './sockets/connections.ts';
import { openGateway } from './sockets/gateway.ts';
import { Notes } from './sockets/notes.ts';
import { Reception } from './sockets/reception.ts';
import { SessionCare } from './sockets/session-care.ts';
import { StoredActs } from './sockets/stored-acts.ts';
import { blameConnections } from './whose-fault.ts';

export interface AppPorts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly accounts: Accounts;
  readonly groups: Groups;
  /** Of the other servers, if there are any. */
  readonly leases: RoomLeases;
  readonly presence: PresenceRegistry;
  readonly others: ServerBus;
  readonly logger: Logger;
  /** Left out: nobody counts. */
  readonly meters?: Meters;
  /** Null: the ritual alone, without sound and picture. */
  readonly media: MediaParts | null;
}

export interface AppOptions {
  readonly secret: string;
  readonly publicUrl: string | null;
  readonly clientFolder: string;
  /** Leaders are told that the media server can be reached beside our proxy. */
  readonly isGuarded: boolean;
  /** For `/readyz`. */
  readonly recordsReachable: () => Promise<boolean>;
}

export interface App {
  readonly app: FastifyInstance;
  /** Puts the living rooms in order (their rights first), then lets people in. The port may be open before. */
  open(): Promise<void>;
  /** Pages hear that the media is back when each room here has been looked at; that it is gone they hear at once. */
  mediaChanged(isUp: boolean): Promise<void>;
  /** `/readyz` says no from now on, so that nobody is sent here any more; everything else goes on. */
  retire(): void;
  /** Lets nobody in, answers what has been asked, sends every line elsewhere, and the media last; the rooms stay in the log. */
  close(): Promise<void>;
}

/** When a server has gone, people the log knows as present have so long to come back before their chairs say the line is lost. */
const comeBackMs = 15_000;

export async function buildApp(ports: AppPorts, options: AppOptions): Promise<App> {
  const { clock, accounts, groups, leases, presence, others, logger, meters = noMeters } = ports;
  const log = new MeasuredLog(ports.log, meters, clock);
  const app = Fastify(fastifyOptions(logger as FastifyBaseLogger, options.publicUrl)) as unknown as FastifyInstance;
  logAnswers(app);
  blameConnections(app.server, (err) => logger.error({ why: 'something broke', err }, 'a connection was cut'));
  const failed = (room: RoomId, what: string, cause: unknown) =>
    logger.error({ room, command: toldInLog(what), err: cause }, 'a command failed');

  const rooms = new LiveRooms(log, leaveToNewer);
  const path = new CommandPath(log, rooms, clock, meters);
  const ask = (room: RoomId, command: Command, by: By) => {
    path.perform(room, randomUUID(), command, by).catch((cause: unknown) => failed(room, command.type, cause));
  };
  const tickets = new MediaTickets(options.secret);
  const care = new RoomCare({ clock, log, rooms, leases, takeUp, letGo, failed });
  const isOurs = (room: RoomId) => care.isOurs(room);
  const surroundings = {
    clock,
    logger,
    meters,
    tickets,
    publicUrl: options.publicUrl,
    rooms,
    presence,
    others,
    isOurs,
    failed,
    ask,
  };
  const media = ports.media && buildMedia({ ...ports.media, ...surroundings });
  let mediaState: MediaState = ports.media ? 'down' : 'none';
  let mediaChanges = 0;
  let isOpen = false;
  let isRetired = false;

  const connections = new Connections();
  meters.watch('openSockets', () => connections.all().length);
  meters.watch('roomsKnown', () => rooms.count);
  meters.watch('roomsLookedAfter', () => care.count);
  const sessionCare = new SessionCare(clock, connections);
  const announcer = new Announcer(connections, clock, options.isGuarded);
  const notes = new Notes(connections, clock, others);
  const storedActs = new StoredActs(() => clock.now());
  const reception = new Reception({
    accounts,
    groups,
    clock,
    rooms,
    path,
    connections,
    presence,
    announcer,
    notes,
    storedActs,
    mediaState: () => mediaState,
    soundFrom: (room, personId) => media?.soundFrom(room, personId),
    mediaTicket: ({ room, personId, device }) => tickets.make({ room, personId, device }, clock.now()),
    failed,
  });
  const graces = new GraceKeeper(clock, (room, command) =>
    path.perform(room, randomUUID(), command, 'clock').catch((cause: unknown) => {
      failed(room, command.type, cause);
      throw cause;
    }),
  );
  const closing = { clock, log, groups, media: ports.media?.gateway ?? null, rooms, path };
  const closer = new MeetingCloser(closing, farewell, (room, cause) => failed(room, 'closeMeeting', cause));
  // The media first: a silence must not wait for anybody's screen.
  if (media) rooms.follow((change) => media.roomChanged(change));
  for (const follower of [announcer, notes, storedActs]) rooms.follow((change) => follower.roomChanged(change));
  rooms.follow((change) => log.told(change));
  const silences = new SilenceWatch(meters, clock);
  rooms.follow((change) => silences.roomChanged(change));
  rooms.follow((change) => reception.roomChanged(change));
  rooms.follow((change) => {
    if (!isOurs(change.room)) return;
    graces.roomChanged(change);
    closer.roomChanged(change);
  });
  rooms.follow(({ room, before }) => before === null && void care.begin(room));
  const stopFollowing = log.follow((room, news) => {
    if (news === 'removed') return farewell(room);
    const heard = news === 'unsure' ? rooms.catchUp(room) : rooms.hear(room, news);
    heard.catch((cause: unknown) => failed(room, 'catchUp', cause));
  });
  const stopListening = others.follow((news) => void heard(news).catch((cause: unknown) => failed('', news.type, cause)));

  const recordsReachable = sharedLook(options.recordsReachable, 500);
  await registerHttp(app, ports, {
    publicUrl: options.publicUrl,
    clientFolder: options.clientFolder,
    isReady: async () => isOpen && !isRetired && (await recordsReachable()),
    onSessionsEnded(ref) {
      reception.sessionsEnded(ref);
      others.tell({ type: 'sessionsEnded', ref }).catch((cause: unknown) => failed('', 'sessionsEnded', cause));
    },
    onGuestNamed: (room) => reception.guestNamed(room),
  });
  if (media) media.register(app);
  else takeUpgrades(app.server, (_request, socket) => refuseUpgrade(socket, 404));
  const gateway = openGateway(app.server, {
    reception,
    checkDesk: new CheckDesk({ accounts, clock, reach: media?.reach ?? null }),
    callers: new Callers(accounts, options.publicUrl),
    log: logger,
    isOurs: (origin, host) => origin === undefined || isOwnOrigin(origin, host, options.publicUrl),
    failed,
  });

  async function takeUp(room: RoomId, live: LiveRoom): Promise<void> {
    const change = { room, before: null, after: live.state, version: live.version, isOwn: false };
    graces.roomChanged(change);
    closer.roomChanged(change);
    for (const [personId, { where, device }] of Object.entries(live.state.people)) {
      if (device !== null && (where === 'in' || where === 'knocking')) reception.expectBack({ room, personId, device }, comeBackMs);
    }
    await media?.watch(room, live);
  }

  function letGo(room: RoomId): void {
    graces.forget(room);
    closer.forget(room);
  }

  function farewell(room: RoomId): void {
    rooms.forget(room);
    care.end(room);
    media?.forget(room);
    for (const connection of connections.inRoom(room)) connection.close('over');
    notes.forget(room);
  }

  /** A newer version writes this room's log: its people find a server that can read it. */
  function leaveToNewer(room: RoomId): void {
    care.leave(room);
    media?.forget(room);
    for (const connection of connections.inRoom(room)) connection.move();
    notes.forget(room);
  }

  async function heard(news: ServerNews): Promise<void> {
    if (news.type === 'sessionsEnded') return reception.sessionsEnded(news.ref);
    if (news.type !== 'whisper') return media?.heard(news);
    // As new as the sender's: it may speak of a presenter of whom we have not heard.
    const live = await rooms.catchUp(news.room).catch((cause: unknown) => failed(news.room, 'whisper', cause));
    if (live) notes.deliver(news.room, live.state, news.whisper);
  }

  async function open(): Promise<void> {
    await care.beginAll();
    reception.isOpen = isOpen = true;
  }

  return {
    app,
    open,
    async mediaChanged(isUp) {
      if (!media) return;
      const change = ++mediaChanges;
      if (isUp) await media.lookAtAll();
      if (change !== mediaChanges) return;
      mediaState = isUp ? 'up' : 'down';
      for (const connection of connections.all()) connection.sendMedia(mediaState);
    },
    retire() {
      isRetired = true;
    },
    async close() {
      reception.isOpen = isOpen = false;
      await gateway.settled();
      for (const connection of connections.all()) connection.move();
      stopFollowing();
      stopListening();
      care.stop();
      graces.stop();
      closer.stop();
      sessionCare.stop();
      const closed = gateway.close(); // it waits for the lines into the media, too
      media?.stop();
      await closed;
      await app.close();
    },
  };
}
