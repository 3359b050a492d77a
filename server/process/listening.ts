// Where this machine lets us listen, and why not elsewhere.
import { type AddressInfo, createServer, type Server } from 'node:net';
import { CannotStart } from './cannot-start.ts';
import { whyNot } from './why-not.ts';

interface Where {
  readonly host: string;
  readonly port: number;
}

interface Listener {
  readonly server: Pick<Server, 'address'>;
  listen(where: Where): Promise<unknown>;
}

/** Answers with what it then listens on. Throws `CannotStart`. */
export async function listen(listener: Listener, { host, port }: Where): Promise<AddressInfo> {
  await listener.listen({ host, port }).catch((cause) => {
    throw cannotListen(host, port, cause);
  });
  return listener.server.address() as AddressInfo;
}

/** Listens, and stops again. Rejects with what `cannot` makes of the system's error. */
export async function tryToListen(host: string, port: number, cannot: typeof cannotListen): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(cannot(host, port, cause)));
    server.listen(port, host, resolve);
  });
  await new Promise((closed) => server.close(closed));
}

export function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): CannotStart {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken. Stop what uses it, or choose another: PORT=0 takes any free one.`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
  };
  const other = `HOST=${host} is not an address of this machine (${whyNot(cause)}). 127.0.0.1 always is.`;
  return new CannotStart(why[cause.code ?? ''] ?? other, cause);
}

export function cannotMeasure(host: string, port: number, cause: NodeJS.ErrnoException): CannotStart {
  return new CannotStart(`METRICS_PORT=${port} on ${host} cannot be opened; choose another, or another METRICS_HOST.`, cause);
}
