// The last resort: what breaks on behalf of a connection, in whatever code and however much later, costs that connection alone. Doors guard
// themselves; this is for what gets past them, in a library too. What rooms, keepers and the clock do is on behalf of nobody.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

type Blame = (cause: unknown) => void;

const blamed = new AsyncLocalStorage<Blame | null>();

/** From here on whatever these connections bring is done on their behalf. `broke` is told of each that is cut. */
export function blameConnections(server: Server, broke: Blame): void {
  const behalfOf =
    (socket: Duplex): Blame =>
    (cause) => {
      broke(cause);
      socket.destroy();
    };
  // A line that has left HTTP is read by its own events; what is still HTTP, by those of the server.
  server.prependListener('connection', (socket: Duplex) => bindEvents(socket, () => behalfOf(socket)));
  bindEvents(server, (_event, first, second) => {
    const socket = socketOf(first) ?? socketOf(second);
    return socket && behalfOf(socket);
  });
}

/** Whether somebody's connection has been cut for what has just broken. */
export function isSomebodysFault(cause: unknown): boolean {
  const blame = blamed.getStore() ?? null;
  blamed.enterWith(null); // after a throw Node 24 would go on blaming
  blame?.(cause);
  return blame !== null;
}

export function onBehalfOfNobody<T>(work: () => T): T {
  return blamed.exit(work);
}

function bindEvents(emitter: Duplex | Server, whose: (...event: readonly unknown[]) => Blame | null): void {
  const emit = emitter.emit.bind(emitter) as (...event: unknown[]) => boolean;
  emitter.emit = (...event: unknown[]) => {
    const blame = whose(...event);
    if (blame === null) return emit(...event);
    try {
      return blamed.run(blame, () => emit(...event));
    } catch (cause) {
      blame(cause);
      return true;
    }
  };
}

/** Of a request; of what could not be read as one, the socket itself. */
function socketOf(of: unknown): Duplex | null {
  if (typeof of !== 'object' || of === null) return null;
  if ('socket' in of && isSocket(of.socket)) return of.socket;
  return isSocket(of) ? of : null;
}

function isSocket(of: unknown): of is Duplex {
  return typeof of === 'object' && of !== null && 'destroy' in of && 'writable' in of;
}
