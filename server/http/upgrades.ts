// Requests that ask to leave HTTP. Socket.IO takes its own by itself; who takes the others is told here, and whoever refuses closes.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** As Socket.IO itself tells them: with the slash. */
const socketIo = '/socket.io/';

/** `take` gets every upgrade but Socket.IO's, and has to answer or close each. */
export function takeUpgrades(server: Server, take: TakeUpgrade): void {
  server.prependListener('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // First of all, whoever takes it: a line that breaks while nobody listens would end the whole server.
    socket.on('error', () => socket.destroy());
    if (!request.url?.startsWith(socketIo)) take(request, socket, head);
  });
}

const words = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
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
