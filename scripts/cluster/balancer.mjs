// A small load balancer: every new connection goes to the next server that accepts it. It reads nothing of what it carries.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const PATIENCE = 1_000;

/**
 * @param {number} port
 * @param {readonly number[]} servers their ports on this machine
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function balance(port, servers) {
  let turn = 0;
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer({ allowHalfOpen: true }, async (visitor) => {
    keep(visitor);
    const order = servers.map((_, i) => servers[(turn + i) % servers.length] ?? 0);
    turn += 1;
    for (const each of order) {
      const inner = await reach(each);
      if (inner === null) continue;
      keep(inner);
      visitor.once('close', () => inner.destroy());
      inner.once('close', () => visitor.destroy());
      if (visitor.destroyed) inner.destroy();
      visitor.pipe(inner).pipe(visitor);
      return;
    }
    visitor.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause) => {
    throw new Error(`Port ${port} cannot be used (${cause.code}). Stop what uses it, or choose another with PORT.`, { cause });
  });
  return {
    async close() {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((done) => server.close(done));
    },
  };

  /** @param {import('node:net').Socket} socket */
  function keep(socket) {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
  }
}

/** @param {number} port @returns {Promise<import('node:net').Socket | null>} */
function reach(port) {
  return new Promise((settle) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const fail = () => {
      socket.destroy();
      settle(null);
    };
    socket.setTimeout(PATIENCE, fail);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', fail);
      settle(socket);
    });
  });
}
