// Requests to upgrade from HTTP. The room's sockets have their own door; all others go to one taker, which has to close what it refuses.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The exact address at which our pages open a socket. */
export const socketAddress = '/socket.io/?EIO=4&transport=websocket';

/** `take` gets every upgrade but that one, and has to answer or close each. */
export function takeUpgrades(server: Server, take: TakeUpgrade): void {
  server.prependListener('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Before anything else: a connection that breaks while nobody listens for errors would end the whole server.
    socket.on('error', () => socket.destroy());
    if (request.url !== socketAddress) take(request, socket, head);
  });
}

const words = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

export type RefusedUpgrade = keyof typeof words;

/** Answers with a bare status, and closes. */
export function refuseUpgrade<S extends RefusedUpgrade>(socket: Duplex, status: S): S {
  if (socket.destroyed || socket.writableEnded) return status;
  // A refused client might never close its half.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${words[status]}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`);
  return status;
}
