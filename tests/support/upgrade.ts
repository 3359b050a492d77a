// A bare connection that asks for an upgrade from HTTP, for tests of how it is answered and what happens when it breaks.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Resolves when the request has been written. `url` is the server's, `http:` or `ws:`. */
export async function upgrade(url: string, path: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const key = Buffer.from('sixteen bytes ok').toString('base64');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  return socket;
}
