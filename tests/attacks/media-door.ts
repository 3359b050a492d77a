// A proxy in front of a real media server, for apps that are given one: its API can be held back while connections and sound go on.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface MediaDoorman {
  readonly url: string;
  /** From now on API calls are accepted but not answered. */
  holdApi(): void;
  /** Held calls are passed on in order, and later ones at once. */
  releaseApi(): void;
  /** Calls that were held so far. */
  readonly held: number;
  close(): Promise<void>;
}

export async function openMediaDoor(behind: string): Promise<MediaDoorman> {
  const inner = new URL(behind);
  const target = { host: inner.hostname, port: Number(inner.port) };
  const sockets = new Set<Socket>();
  let waiting: (() => void)[] | null = null;
  let held = 0;
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const onward = request({ ...target, path: asked.url, method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  };
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (asked, answer) => {
    if (!waiting || !asked.url?.startsWith('/twirp/')) return pass(asked, answer);
    held += 1;
    waiting.push(() => (answer.destroyed ? undefined : pass(asked, answer)));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (asked, socket: Socket, head) => {
    const onward = connect(target, () => {
      const headers = asked.rawHeaders.reduce((text, part, i) => text + part + (i % 2 ? '\r\n' : ': '), '');
      onward.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers}\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdApi() {
      waiting ??= [];
    },
    releaseApi() {
      const calls = waiting ?? [];
      waiting = null;
      for (const call of calls) call();
    },
    get held() {
      return held;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
