// Requests that ask to leave HTTP. The room's sockets have a door of their own; who takes all others is told here, and whoever refuses closes.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The one address at which our pages open a socket, to the letter. */
export const socketAddress = '/socket.io/?EIO=4&transport=websocket';

/** `take` gets every upgrade but that one, and has to answer or close each. */
export function takeUpgrades(server: Server, take: TakeUpgrade): void {
  server.prependListener('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // First of all, whoever takes it: a line that breaks while nobody listens would end the whole server.
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

/** Answers as little as a status can, and closes. */
export function refuseUpgrade<S extends RefusedUpgrade>(socket: Duplex, status: S): S {
  if (socket.destroyed || socket.writableEnded) return status;
  // Whoever is refused might never close the other half.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${words[status]}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`);
  return status;
}
