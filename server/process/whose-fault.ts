// The last resort: an error on behalf of a connection, in whatever code and however much later, costs that connection alone. Every entrance
// guards itself; this is for what gets past, in libraries too. What rooms, keepers and the clock do is on behalf of nobody.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

type Blame = (cause: unknown) => void;

const blamed = new AsyncLocalStorage<Blame | null>();

/** From now on, everything that these connections cause is done on their behalf. `broke` is called for each that is cut. */
export function blameConnections(server: Server, broke: Blame): void {
  const behalfOf =
    (socket: Duplex): Blame =>
    (cause) => {
      broke(cause);
      socket.destroy();
    };
  // An upgraded connection is read through its own events; one that is still HTTP, through those of the server.
  server.prependListener('connection', (socket: Duplex) => bindEvents(socket, () => behalfOf(socket)));
  bindEvents(server, (_event, first, second) => {
    const socket = socketOf(first) ?? socketOf(second);
    return socket && behalfOf(socket);
  });
}

/** Whether a connection was to blame for this error and has been cut. */
export function isSomebodysFault(cause: unknown): boolean {
  const blame = blamed.getStore() ?? null;
  blamed.enterWith(null); // otherwise Node 24 would go on blaming it after a throw
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

/** The socket of a request; or, if it could not be parsed as one, the socket itself. */
function socketOf(of: unknown): Duplex | null {
  if (typeof of !== 'object' || of === null) return null;
  if ('socket' in of && isSocket(of.socket)) return of.socket;
  return isSocket(of) ? of : null;
}

function isSocket(of: unknown): of is Duplex {
  return typeof of === 'object' && of !== null && 'destroy' in of && 'writable' in of;
}
