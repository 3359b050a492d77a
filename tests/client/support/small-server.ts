// A real Socket.IO server on a spare port for tests of the connection: it keeps what it was told and answers as the test says.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { ClientToServer, Perform, Reply, ServerToClient } from '../../../shared/protocol/messages.ts';
import type { View } from '../../../shared/ritual/view.ts';

type ServerSocket = Socket<ClientToServer, ServerToClient>;

export interface SmallServer {
  readonly url: string;
  readonly io: Server<ClientToServer, ServerToClient>;
  /** Every message as it came, repeats included. */
  readonly told: Perform[];
  /** Ids done, each once. */
  readonly done: string[];
  /** What whoever knocks before a try is told. */
  isReady: boolean;
  /** Why nobody is let in; null lets them in. */
  refuses: string | null;
  greet: (socket: ServerSocket) => void;
  answer: (message: Perform, socket: ServerSocket) => Reply | 'nothing';
  sockets(): ServerSocket[];
  /** Breaks every connection as a lost network does; the browser's side is told nothing beforehand. */
  cut(): void;
  close(): Promise<void>;
}

export async function startSmallServer(port = 0): Promise<SmallServer> {
  const http: HttpServer = createServer((_request, response) => response.writeHead(server.isReady ? 200 : 503).end());
  const io = new Server<ClientToServer, ServerToClient>(http, { transports: ['websocket'] });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const sockets = () => [...io.sockets.sockets.values()];
  const server: SmallServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    io,
    told: [],
    done: [],
    isReady: true,
    refuses: null,
    greet: (socket) => socket.emit('view', doorstep(0)),
    answer: () => ({ ok: true, version: 1 }),
    sockets,
    cut: () => {
      for (const socket of sockets()) socket.conn.close(true);
    },
    close: async () => {
      await io.close();
    },
  };
  io.use((_socket, next) => next(server.refuses === null ? undefined : new Error(server.refuses)));
  io.on('connection', (socket) => {
    server.greet(socket);
    socket.on('perform', (message, reply) => {
      server.told.push(message);
      if (!server.done.includes(message.id)) server.done.push(message.id);
      const answer = server.answer(message, socket);
      if (answer !== 'nothing') reply(answer);
    });
    socket.on('mediaDoor', (reply) => reply({ path: '/media/ticket' }));
  });
  return server;
}

export function doorstep(version: number, door: 'outside' | 'knocking' | 'steppedOut' | 'shut' = 'outside'): View {
  return { kind: 'doorstep', version, door };
}
