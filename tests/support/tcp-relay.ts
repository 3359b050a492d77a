// A relay to a port that the test controls: what comes back can be changed or cut off, and everything can be swallowed as by a dead network.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpRelay {
  readonly port: number;
  /** Nothing passes any more on the present connections, in either direction, and nobody is told. New ones work. */
  swallow(): void;
  /** Ends all connections, and each new one at once, until it is told to let them pass again. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

/** `change` answers with what should arrive, or null to end that connection instead. */
export async function relayTo(target: number, change: (answer: string) => string | null = (answer) => answer): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  let swallowed = 0;
  let opened = 0;
  let isRefusing = false;
  const server = createServer((near) => {
    if (isRefusing) return void near.destroy();
    const number = ++opened;
    const isDead = () => number <= swallowed;
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => near.destroy() && far.destroy());
    }
    near.on('data', (bytes) => isDead() || far.write(bytes));
    far.on('data', (bytes) => {
      const arriving = change(bytes.toString('latin1'));
      if (arriving === null) near.destroy();
      else if (!isDead()) near.write(arriving, 'latin1');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    swallow() {
      swallowed = opened;
    },
    refuse(isSo) {
      isRefusing = isSo;
      if (isSo) for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
