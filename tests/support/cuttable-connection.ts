// A network line between two programs on this machine that a test can cut, mute or slow down: TCP, one port that leads to another.
// Use: `const line = await cuttableConnection(port); … connect to line.port …; line.cut(); line.pass(); await line.close()`.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttableConnection {
  readonly port: number;
  /** How many connections run over it now. */
  readonly count: number;
  readonly state: 'passes' | 'cut' | 'mute';
  /** Works normally. What was held back goes on at once. */
  pass(): void;
  /** Every connection breaks, and none is let in. */
  cut(): void;
  /** Connections stay and new ones are accepted, but not a byte comes through in either direction. */
  mute(): void;
  /** Everything arrives this much later, in order. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** What is on its way over a slow line, in order. */
type Held = (() => void)[];

interface Pair {
  readonly outer: Socket;
  readonly inner: Socket;
  /** For each direction. */
  readonly held: Held[];
}

export async function cuttableConnection(to: number): Promise<CuttableConnection> {
  let state: CuttableConnection['state'] = 'passes';
  let delayMs = 0;
  const pairs = new Set<Pair>();

  const carry = (from: Socket, onward: Socket, held: Held) => {
    const send = (bytes: Buffer | null) => {
      if (!onward.writable) return;
      if (bytes === null) onward.end();
      else onward.write(bytes);
    };
    const take = (bytes: Buffer | null) => {
      if (delayMs === 0) return send(bytes);
      held.push(() => send(bytes));
      setTimeout(() => held.shift()?.(), delayMs);
    };
    from.on('data', take);
    from.on('end', () => take(null));
  };
  const server = createServer({ allowHalfOpen: true }, (outer) => {
    if (state === 'cut') return outer.resetAndDestroy();
    const inner = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    const pair: Pair = { outer, inner, held: [] };
    pairs.add(pair);
    for (const [socket, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      const held: Held = [];
      pair.held.push(held);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
      carry(socket, other, held);
      if (state === 'mute') socket.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const breakAll = () => {
    for (const { outer, inner } of pairs) {
      outer.resetAndDestroy();
      inner.resetAndDestroy();
    }
  };
  const pass = () => {
    state = 'passes';
    delayMs = 0;
    for (const { outer, inner, held } of pairs) {
      for (const waiting of held) for (const send of waiting.splice(0)) send();
      for (const socket of [outer, inner]) socket.resume();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    get count() {
      return pairs.size;
    },
    get state() {
      return state;
    },
    pass,
    cut() {
      state = 'cut';
      breakAll();
    },
    mute() {
      state = 'mute';
      for (const { outer, inner } of pairs) for (const socket of [outer, inner]) socket.pause();
    },
    delay(ms) {
      pass();
      delayMs = ms;
    },
    async close() {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
