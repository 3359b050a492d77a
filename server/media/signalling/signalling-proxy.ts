// A browser's only way to the media server. Every join is decided from the room's present state: what the browser brings
// (an old pass, a label, a second name) counts for nothing. Until the rights are settled it does not get one byte.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { RoomState } from '../../../shared/ritual/state.ts';
import { isOwnOrigin } from '../../http/own-origin.ts';
import { type RefusedUpgrade, refuseUpgrade, takeUpgrades } from '../../http/upgrades.ts';
import { SharedAllowances } from '../../limits/shared-allowances.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SharedCounts } from '../../ports/cluster.ts';
import { Fault } from '../../ports/fault.ts';
import type { MediaGateway } from '../../ports/media.ts';
import type { Meters } from '../../ports/meters.ts';
import type { ConnectionKeeper, RoomStateOf } from '../enforcement/keeper-ports.ts';
import type { MediaNodes } from '../livekit/nodes-of-media.ts';
import { beginAnew } from './begin-anew.ts';
import { readJoinQuery } from './join-query.ts';
import { LostStays } from './lost-stays.ts';
import { type MediaAddress, readMediaAddress } from './media-address.ts';
import type { MediaTicket, MediaTickets } from './media-ticket.ts';
import { type MediaConnection, mayHoldMediaConnection, type OpenMediaConnections } from './open-media-connections.ts';
import { relay } from './signal-relay.ts';

export interface SignallingProxyPorts {
  readonly gateway: MediaGateway;
  readonly nodes: MediaNodes;
  readonly tickets: MediaTickets;
  readonly connections: OpenMediaConnections;
  readonly keeper: ConnectionKeeper;
  readonly roomState: RoomStateOf;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly meters?: Pick<Meters, 'mediaJoined'>;
  /** The address that people use, if a server in front of us changes the Host header. */
  readonly publicUrl?: string | null;
  readonly counts?: SharedCounts;
}

/** HTTP answers that say as little as a status can. */
type Status = 200 | RefusedUpgrade;

/** About three times the longest message of a browser in a circle of twelve. */
const largestSignal = 256 * 1024;
/** Per person, however many connections they have, on whichever servers. A client in trouble joins several times in a row. */
const joins = { burst: 60, perSecond: 3 };
/** A device that has been left behind may still have a ticket: what it tries is not the person's. */
const triesOfDevice = joins;
const signals = { burst: 500, perSecond: 40 };
const signalBytes = { burst: 1024 * 1024, perSecond: 64 * 1024 };

export class SignallingProxy {
  readonly #ports: SignallingProxyPorts;
  readonly #stays: LostStays;
  readonly #tries: SharedAllowances;
  readonly #joins: SharedAllowances;
  readonly #signals: SharedAllowances;
  readonly #signalBytes: SharedAllowances;
  readonly #accept = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestSignal });

  constructor(ports: SignallingProxyPorts) {
    this.#ports = ports;
    this.#stays = new LostStays(ports.nodes);
    this.#tries = new SharedAllowances('tries of a device', triesOfDevice, ports.counts);
    this.#joins = new SharedAllowances('joins', joins, ports.counts);
    this.#signals = new SharedAllowances('signals', signals, ports.counts);
    this.#signalBytes = new SharedAllowances('signal bytes', signalBytes, ports.counts);
  }

  /** Takes every upgrade request but Socket.IO's; those that belong to nobody are closed here. */
  attach(server: Server): void {
    takeUpgrades(server, (request, socket, head) => {
      const since = performance.now();
      void this.#upgrade(request, socket, head)
        .catch((error): Status => {
          this.#ports.log.warn({ err: error }, 'a media connection failed');
          return refuseUpgrade(socket, 503);
        })
        .then((status) => this.#ports.meters?.mediaJoined(outcomeOf(status), (performance.now() - since) / 1000));
    });
  }

  /** LiveKit's clients ask this to learn why a connection was refused. `url` is the path and query of the request. */
  async validate(url: string, headers: IncomingMessage['headers']): Promise<Status> {
    const asked = readMediaAddress(url);
    if (!asked?.isValidation) return 404;
    const found = await this.#whoAsks(asked, headers);
    if (typeof found === 'number') return found;
    return (await this.#ports.gateway.isUp()) ? 200 : 503;
  }

  close(): void {
    this.#stays.stop();
    this.#ports.connections.cutAll();
    this.#accept.close();
  }

  async #whoAsks(
    asked: MediaAddress,
    headers: IncomingMessage['headers'],
  ): Promise<RefusedUpgrade | { ticket: MediaTicket; state: RoomState }> {
    const { tickets, clock, roomState, publicUrl } = this.#ports;
    // A browser always names the page it comes from; other programs need not.
    if (headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host, publicUrl ?? null)) return 403;
    const ticket = tickets.read(asked.ticket, clock.now());
    if (!ticket) return 401;
    if (!this.#tries.take(`${whoIn(ticket)}/${ticket.device}`)) return 429;
    const known = await roomState(ticket.room);
    if (!known || !mayHoldMediaConnection(known.state, ticket)) return 403;
    return this.#joins.take(whoIn(ticket)) ? { ticket, state: known.state } : 429;
  }

  /** After a restart of ours or of the media server, the browser would go on trying to take up a stay that no longer exists. */
  #sendAnew(request: IncomingMessage, socket: Duplex, head: Buffer): 'anew' {
    this.#accept.handleUpgrade(request, socket, head, (browser) => {
      browser.on('error', () => browser.terminate());
      browser.send(beginAnew());
      browser.close(1000);
    });
    return 'anew';
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<Status | 'joined' | 'anew'> {
    const { gateway, nodes, connections, keeper, roomState, log } = this.#ports;
    const asked = readMediaAddress(request.url ?? '');
    if (!asked || asked.isValidation) return refuseUpgrade(socket, 404);
    const found = await this.#whoAsks(asked, request.headers);
    if (typeof found === 'number') return refuseUpgrade(socket, found);
    const { room, personId, device } = found.ticket;
    const query = readJoinQuery(asked.version, asked.query, connections.stay(room, personId));
    if (!query) return refuseUpgrade(socket, 400);
    const { kinds } = query;
    if (!kinds) return this.#sendAnew(request, socket, head);

    const ending = new AbortController();
    const connection: MediaConnection = { room, personId, device, close: () => ending.abort() };
    const end = () => {
      connections.forget(connection);
      ending.abort();
    };
    socket.once('close', end);
    ending.signal.addEventListener('abort', () => socket.destroy());
    // From here on a change of state can cut the connection, though nothing is passed on yet.
    connections.open(connection);
    try {
      const path = asked.version === 'v1' ? '/rtc/v1' : '/rtc';
      const { isResume, search } = query;
      const join = {
        room,
        personId,
        rights: rightsOf(found.state, personId),
        target: `${path}?${search}`,
        userAgent: request.headers['user-agent'],
        isResume,
        ending: ending.signal,
      };
      // The room is nearly always there; only somebody who finds it missing waits for it to be opened.
      const joined = await nodes.dial(join).catch(async (error) => {
        if (!(error instanceof Fault) || error.code !== 'media-not-found') throw error;
        if (isResume) return null;
        await gateway.openRoom(room);
        return nodes.dial(join);
      });
      if (joined === null) {
        connections.forget(connection);
        return this.#sendAnew(request, socket, head);
      }
      const { upstream, name } = joined;
      connections.beginStay(connection, kinds);
      // The person is in the media server's room now, and their browser knows nothing yet: the moment to hold them to the newest rights.
      const outcome = await keeper.settle(room, personId);
      const newest = await roomState(room);
      const isSettled = outcome === 'settled' || (outcome === 'absent' && isResume);
      if (!isSettled || !newest || !mayHoldMediaConnection(newest.state, connection) || ending.signal.aborted) {
        const status = refuseUpgrade(socket, isSettled ? 403 : 503);
        end();
        return status;
      }
      this.#accept.handleUpgrade(request, socket, head, (browser) => {
        const beginsAnew = () => {
          if (browser.readyState === browser.OPEN) browser.send(beginAnew());
          upstream.socket.terminate();
        };
        browser.once('close', this.#stays.add({ room, name, beginAnew: beginsAnew }));
        relay({
          browser,
          upstream,
          kinds,
          ending: ending.signal,
          onInnerEnd: () => {
            connections.forget(connection);
            nodes.doubt();
          },
          onEnd: end,
          onLie: (why) => keeper.lied(room, personId, why),
          mayCome: (bytes) => this.#signals.take(whoIn(connection)) && this.#signalBytes.take(whoIn(connection), bytes),
        });
      });
      return 'joined';
    } catch (error) {
      log.info({ err: error, room }, 'a media connection was not opened');
      const status = refuseUpgrade(socket, 503);
      end();
      return status;
    }
  }
}

function whoIn({ room, personId }: Pick<MediaConnection, 'room' | 'personId'>): string {
  return `${room}/${personId}`;
}

function outcomeOf(end: Status | 'joined' | 'anew'): Parameters<Meters['mediaJoined']>[0] {
  if (typeof end === 'string') return end;
  return end === 503 ? 'failed' : 'refused';
}
