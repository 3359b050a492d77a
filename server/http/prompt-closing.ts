// A server that closes answers what was asked and waits for nothing else. Node alone would wait until a connection that browsers keep in store is
// given up, and after an answer until the next question could have come.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export function closePromptly(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
  app.addHook('onResponse', async () => {
    if (isClosing) setImmediate(() => app.server.closeIdleConnections());
  });
}
