// A network line for datagrams between two programs on this machine that a test can break: one port that leads to another, as in a router.
// Use: `const line = await udpLink(port); … send to line.port …; line.mute(); line.pass(); await line.close()`.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface UdpLink {
  readonly port: number;
  pass(): void;
  /** Nothing comes through in either direction, and nobody is told. */
  mute(): void;
  /** Like a router that forgets, or another network: from now on everything comes from another address, and answers to the old one are lost. */
  move(): void;
  /** How much gets back to whoever sent first; what waits longer than half a second is lost; null: everything. */
  narrow(bitsPerSecond: number | null): void;
  close(): Promise<void>;
}

const longestWaitMs = 500;
/** Of IP and UDP, which narrow lines carry too. */
const headBytes = 28;

export async function udpLink(to: number): Promise<UdpLink> {
  let isMute = false;
  let speed: number | null = null;
  let freeAt = 0;
  const front = await bound();
  /** For each sender a port of its own, by which answers find back. */
  const backs = new Map<string, Promise<Socket>>();
  const left: Promise<Socket>[] = [];
  const comeBack = (bytes: Buffer, port: number, address: string) => {
    if (isMute) return;
    if (speed === null) return front.send(bytes, port, address);
    const now = performance.now();
    const waits = Math.max(0, freeAt - now);
    if (waits > longestWaitMs) return;
    freeAt = now + waits + ((bytes.length + headBytes) * 8000) / speed;
    setTimeout(() => isMute || front.send(bytes, port, address), freeAt - now);
  };
  const backOf = (port: number, address: string) => {
    const known = backs.get(`${address} ${port}`);
    if (known) return known;
    const made = bound();
    backs.set(`${address} ${port}`, made);
    void made.then((back) => back.on('message', (bytes) => left.includes(made) || comeBack(bytes, port, address)));
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
    move() {
      left.push(...backs.values());
      backs.clear();
    },
    narrow(bitsPerSecond) {
      speed = bitsPerSecond;
    },
    async close() {
      for (const socket of [front, ...(await Promise.all([...left, ...backs.values()]))]) socket.close();
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
