// A way for datagrams between two on this machine that a test can break: one port here that leads to one port there, as a router does it.
// Use: `const line = await udpLine(port); … send to line.port …; line.mute(); line.pass(); await line.close()`.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface UdpLine {
  readonly port: number;
  pass(): void;
  /** Nothing comes through in either direction, and nobody is told. */
  mute(): void;
  close(): Promise<void>;
}

export async function udpLine(to: number): Promise<UdpLine> {
  let isMute = false;
  const front = await bound();
  /** For each sender a port of its own, by which answers find back. */
  const backs = new Map<string, Promise<Socket>>();
  const backOf = (port: number, address: string) => {
    const known = backs.get(`${address} ${port}`);
    if (known) return known;
    const made = bound();
    backs.set(`${address} ${port}`, made);
    void made.then((back) => back.on('message', (bytes) => isMute || front.send(bytes, port, address)));
    return made;
  };
  front.on('message', async (bytes, { port, address }) => {
    const back = await backOf(port, address);
    if (!isMute) back.send(bytes, to, '127.0.0.1');
  });
  return {
    port: front.address().port,
    pass() {
      isMute = false;
    },
    mute() {
      isMute = true;
    },
    async close() {
      for (const socket of [front, ...(await Promise.all(backs.values()))]) socket.close();
    },
  };
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined); // nobody listens there any more
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}
