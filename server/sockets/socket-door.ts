// The bare entrance for sockets: one exact address, WebSocket only, a few connections per caller; whoever floods it or does not read is cut off.
// Knows nothing of what is said.
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import type { WebSocket } from 'ws';
import { refuseUpgrade, socketAddress } from '../http/upgrades.ts';
import { Allowances, Places } from '../limits/allowances.ts';

/** A command has a few hundred bytes; nothing larger than this is read. */
const largestMessage = 10_000;
/** One browser may hold several seats of a group, each with a tab or two; behind one address there may be a whole hospital. */
const connections = { ofSeat: 32, ofAddress: 100 };
const openings = { ofSeat: { burst: 60, perSecond: 1 }, ofAddress: { burst: 240, perSecond: 4 } };
/** Far more than a page sends, replies to pings included. */
const frames = { burst: 1_000, perSecond: 50 };
/** Whoever has left this many messages unread will not read the next. */
const mostUnread = 500;

export interface DoorParts {
  /** Whether the request comes from a page of this server; `undefined` is a client other than a browser. */
  readonly isOurs: (origin: string | undefined, host: string | undefined) => boolean;
  /** The caller to whom a request is counted. */
  readonly callerOf: (request: IncomingMessage) => string;
  readonly isSeat: (caller: string) => boolean;
  readonly cut: (why: string) => void;
}

export function openSocketDoor(http: HttpServer, { isOurs, callerOf, isSeat, cut }: DoorParts): Engine {
  const held = { seat: new Places(connections.ofSeat), address: new Places(connections.ofAddress) };
  const opened = { seat: new Allowances(openings.ofSeat), address: new Allowances(openings.ofAddress) };
  const engine = new Engine({
    transports: ['websocket'],
    maxHttpBufferSize: largestMessage,
    // A dead network is noticed within seven seconds, so that a page plays no voice on the strength of an outdated view.
    pingInterval: 3_000,
    pingTimeout: 4_000,
  });
  const take = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isOurs(request.headers.origin, request.headers.host)) return refuseUpgrade(socket, 403);
    const caller = callerOf(request);
    const kind = isSeat(caller) ? 'seat' : 'address';
    const giveBack = opened[kind].take(caller) ? held[kind].take(caller) : null;
    if (giveBack === null) return refuseUpgrade(socket, 429);
    socket.once('close', giveBack);
    if (socket.destroyed) giveBack();
    // The library's types allow upgrades only on a TCP socket.
    engine.handleUpgrade(request as Parameters<Engine['handleUpgrade']>[0], socket, head);
  };
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== socketAddress) return;
    try {
      take(request, socket, head);
    } catch (cause) {
      cut(cause instanceof Error ? cause.message : 'an upgrade failed');
      socket.destroy();
    }
  });
  engine.on('connection', (connection: Connection) => {
    const allowance = new Allowances(frames);
    let unread = 0;
    const end = (why: string) => {
      if (connection.readyState !== 'open') return;
      cut(why);
      connection.close();
      connection.request.websocket?.terminate();
    };
    connection.on('packet', () => {
      if (!allowance.take('')) end('a flood');
    });
    connection.on('packetCreate', () => {
      unread += 1;
      if (unread > mostUnread) end('the messages are not being read');
    });
    connection.on('flush', () => {
      unread = 0;
    });
  });
  return engine;
}

interface Connection {
  readonly readyState: string;
  readonly request: IncomingMessage & { readonly websocket?: WebSocket };
  on(event: 'packet' | 'packetCreate' | 'flush', call: () => void): void;
  close(): void;
}
