// The app, built from its ports: rooms, media, people and doors, in this order. Opens no port and chooses no adapter.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { By, Command } from '../shared/ritual/commands.ts';
import { followOthers } from './follow-others.ts';
import { Callers } from './http/callers.ts';
import { fastifyOptions } from './http/fastify-options.ts';
import { logAnswers } from './http/logger.ts';
import { isOwnOrigin } from './http/own-origin.ts';
import { registerHttp } from './http/register-http.ts';
import { refuseUpgrade, takeUpgrades } from './http/upgrades.ts';
import { sharedLook } from './limits/shared-look.ts';
import { buildMedia, type MediaParts } from './media/media.ts';
import { MediaTickets } from './media/signalling/media-ticket.ts';
import { ConfirmationWatch } from './metrics/confirmation-watch.ts';
import { tellingWatch } from './metrics/telling-watch.ts';
import type { AfterMeetings } from './ports/after.ts';
import type { Certificates } from './ports/certificates.ts';
import type { Clock } from './ports/clock.ts';
import type { PresenceRegistry, RoomLeases, ServerBus, SharedCounts } from './ports/cluster.ts';
import type { CredentialLogs } from './ports/credential-log.ts';
import type { Credit } from './ports/credit.ts';
import type { Dates } from './ports/dates.ts';
import type { Feeds } from './ports/feeds.ts';
import type { Identities } from './ports/identity.ts';
import type { Keeping } from './ports/keeping.ts';
import type { ProgramMails, TrialOutbox } from './ports/mail.ts';
import type { Meters } from './ports/meters.ts';
import { noMeters } from './ports/no-meters.ts';
import type { Passkeys } from './ports/passkeys.ts';
import type { People } from './ports/people.ts';
import type { ProgramRoles, Programs } from './ports/programs.ts';
import type { Accounts, Groups } from './ports/records.ts';
import type { Reminders } from './ports/reminders.ts';
import type { RoomId, RoomLog } from './ports/rooms.ts';
import type { Rosters } from './ports/rosters.ts';
import type { SignIn } from './ports/sign-in.ts';
import type { Systems } from './ports/systems.ts';
import { toldInLog } from './ports/told-apart.ts';
import type { Webhooks } from './ports/webhooks.ts';
import { blameConnections } from './process/whose-fault.ts';
import { RoomLife } from './room-life.ts';
import { GraceKeeper } from './rooms/grace-keeper.ts';
import { LiveRooms } from './rooms/live-rooms.ts';
import { MeetingCloser } from './rooms/meeting-closer.ts';
import { CommandPath } from './rooms/perform-command.ts';
import { RoomCare } from './rooms/room-care.ts';
import { Admission } from './sockets/admission.ts';
import { Announcer } from './sockets/announcer.ts';
import { CheckDesk } from './sockets/check-desk.ts';
import { Connections } from './sockets/connections.ts';
import { openGateway } from './sockets/gateway.ts';
import { MediaNews } from './sockets/media-news.ts';
import { Notes } from './sockets/notes.ts';
import { isShutTo, openDoorFor } from './sockets/open-door.ts';
import { Reception } from './sockets/reception.ts';
import { SessionCare } from './sockets/session-care.ts';
import { StoredActs } from './sockets/stored-acts.ts';

export interface AppPorts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly signIn: SignIn;
  readonly passkeys: Passkeys;
  readonly identities: Identities;
  readonly programRoles: ProgramRoles;
  readonly programs: Programs;
  readonly programMails: ProgramMails;
  /** On a trial's own machine alone. */
  readonly outbox: TrialOutbox | null;
  readonly rosters: Rosters;
  readonly dates: Dates;
  readonly people: People;
  readonly feeds: Feeds;
  readonly keeping: Keeping;
  readonly after: AfterMeetings;
  readonly credit: Credit;
  readonly systems: Systems;
  readonly webhooks: Webhooks;
  readonly certificates: Certificates;
  readonly credentialLogs: CredentialLogs;
  readonly reminders: Reminders;
  /** The other servers, if there are any. */
  readonly leases: RoomLeases;
  readonly presence: PresenceRegistry;
  readonly others: ServerBus;
  /** Left out: this server counts alone. */
  readonly counts?: SharedCounts;
  readonly logger: Logger;
  /** Left out: nothing is measured. */
  readonly meters?: Meters;
  /** Null: the ritual alone, without sound and picture. */
  readonly media: MediaParts | null;
}

export interface AppOptions {
  readonly secret: string;
  readonly publicUrl: string | null;
  readonly clientFolder: string;
  /** Leaders are told that the media server can be reached without our proxy. */
  readonly isGuarded: boolean;
  /** For `/readyz`. */
  readonly recordsReachable: () => Promise<boolean>;
}

export interface App {
  readonly http: FastifyInstance;
  /** Puts the live rooms in order (their rights first), then lets people in. The port may be open before. */
  open(): Promise<void>;
  /** Pages hear at once that the media server is gone, and that it is back when each room here has been looked at. */
  mediaChanged(isUp: boolean): Promise<void>;
  /** From now on `/readyz` says no, so that nobody else is sent here; everything else goes on. */
  retire(): void;
  /** Lets nobody in, answers what has been asked, sends everybody elsewhere, then ends the media; the rooms stay in the log. */
  close(): Promise<void>;
}

export async function buildApp(ports: AppPorts, options: AppOptions): Promise<App> {
  const { clock, log, accounts, groups, leases, presence, others, logger, meters = noMeters } = ports;
  const counts = ports.counts && { counts: ports.counts };
  const http = Fastify(fastifyOptions(logger as FastifyBaseLogger, options.publicUrl)) as unknown as FastifyInstance;
  logAnswers(http);
  blameConnections(http.server, (err) => logger.error({ why: 'something broke', err }, 'a connection was cut'));
  const failed = (room: RoomId, what: string, cause: unknown) =>
    logger.error({ room, command: toldInLog(what), err: cause }, 'a command failed');

  // The rooms.
  const rooms = new LiveRooms(log, (room) => life.leaveToNewer(room), meters);
  const path = new CommandPath(log, rooms, clock, meters);
  const perform = (room: RoomId, command: Command, by: By) =>
    path.perform(room, randomUUID(), command, by).catch((cause: unknown) => {
      failed(room, command.type, cause);
      throw cause;
    });
  const ask = (room: RoomId, command: Command, by: By) => void perform(room, command, by).catch(() => undefined);
  const graces = new GraceKeeper(clock, (room, command) => perform(room, command, 'clock'));
  const closing = { clock, log, groups, media: ports.media, rooms, path };
  const closer = new MeetingCloser(
    closing,
    (room) => life.over(room),
    (room, cause) => failed(room, 'closeMeeting', cause),
  );
  const care: RoomCare = new RoomCare({
    ...{ clock, log, rooms, leases, failed },
    takeUp: (room, live) => life.takeUp(room, live),
    letGo: (room) => life.letGo(room),
  });
  const isOurs = (room: RoomId) => care.isOurs(room);

  // The media.
  const tickets = new MediaTickets(options.secret);
  const surroundings = {
    clock,
    logger,
    meters,
    tickets,
    publicUrl: options.publicUrl,
    rooms,
    presence,
    others,
    ...counts,
    isOurs,
    failed,
    ask,
  };
  const media = ports.media && buildMedia({ ...ports.media, ...surroundings });

  // The people.
  const connections = new Connections();
  const mediaNews = new MediaNews(connections, media);
  const announcer = new Announcer(connections, clock, options.isGuarded);
  const notes = new Notes(connections, clock, others);
  const storedActs = new StoredActs(() => clock.now());
  const sessionCare = new SessionCare(clock, connections, (connection) => reception.putOut(connection));
  const admission = new Admission({ accounts, groups, rooms, path, clock, failed });
  const reception = new Reception({
    ...{ clock, rooms, path, connections, presence, announcer, notes, storedActs, failed },
    mediaState: () => mediaNews.state,
    soundFrom: (room, personId) => media?.soundFrom(room, personId),
    mediaTicket: ({ room, personId, device }) => tickets.make({ room, personId, device }, clock.now()),
  });
  const life: RoomLife = new RoomLife({ rooms, care, graces, closer, media, connections, notes, storedActs, reception });

  // Whoever follows each change. The media first: a silence must not wait for anybody's screen.
  if (media) rooms.follow((change) => media.roomChanged(change));
  for (const follower of [announcer, notes, storedActs]) rooms.follow((change) => follower.roomChanged(change));
  rooms.follow(tellingWatch(meters, clock));
  for (const follower of [new ConfirmationWatch(meters, clock), reception, life])
    rooms.follow((change) => follower.roomChanged(change));
  const stopFollowing = followOthers({ log, others, rooms, media, notes, reception, failed, over: (room) => life.over(room) });

  // The doors.
  let [isOpen, isRetired] = [false, false];
  const recordsReachable = sharedLook(options.recordsReachable, 500);
  await registerHttp(http, ports, {
    publicUrl: options.publicUrl,
    clientFolder: options.clientFolder,
    isReady: async () => isOpen && !isRetired && (await recordsReachable()),
    onSessionsEnded(ref) {
      reception.sessionsEnded(ref);
      others.tell({ type: 'sessionsEnded', ref }).catch((cause: unknown) => failed('', 'sessionsEnded', cause));
    },
    onGuestNamed: (room) => admission.guestNamed(room),
    onRosterChanged: (groupId) => admission.rosterChanged(groupId),
    isSatIn: (groupId) => admission.isSatIn(groupId),
    isShutTo: (seat, meeting) => isShutTo(seat, meeting, { rooms, clock }),
    meetingFor: (seat) => openDoorFor(seat, { groups, rooms, clock }),
  });
  if (media) media.register(http);
  else takeUpgrades(http.server, (_request, socket) => refuseUpgrade(socket, 404));
  const gateway = openGateway(http.server, {
    ...{ admission, reception, failed, log: logger, ...counts },
    checkDesk: new CheckDesk({ accounts, clock, reach: media?.reach ?? null }),
    callers: new Callers(accounts, options.publicUrl),
    isOurs: (origin, host) => origin === undefined || isOwnOrigin(origin, host, options.publicUrl),
  });
  meters.watch('openSockets', () => connections.all().length);
  meters.watch('roomsKnown', () => rooms.count);
  meters.watch('roomsLookedAfter', () => care.count);

  return {
    http,
    async open() {
      await care.beginAll();
      admission.isOpen = reception.isOpen = isOpen = true;
    },
    mediaChanged: (isUp) => mediaNews.changed(isUp),
    retire() {
      isRetired = true;
    },
    async close() {
      admission.isOpen = reception.isOpen = isOpen = false;
      await gateway.settled();
      for (const connection of connections.all()) connection.move();
      stopFollowing();
      for (const part of [care, graces, closer, sessionCare]) part.stop();
      const closed = gateway.close(); // it waits for media connections, too
      media?.stop();
      await closed;
      await http.close();
    },
  };
}
