// A system that receives webhooks: a real TLS server on this machine with an authority of its own, which answers as a test wishes and keeps what came.
// Use: `const receiver = await startReceiver(); receiver.behave('/one', (answer) => answer.writeHead(500).end()); … await receiver.stop();`
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from 'vitest';
import { ownAuthority } from './own-authority.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Behaviour = (answer: ServerResponse, request: IncomingMessage) => void;

export interface TestReceiver {
  /** The authority's certificate. */
  readonly ca: string;
  readonly port: number;
  /** Oldest first. */
  readonly received: Received[];
  /** How many connections there have been. */
  readonly connections: () => number;
  /** How many bytes of answers could be handed to the system. */
  readonly sentBytes: () => number;
  url(path: string): string;
  at(path: string): Received[];
  /** Of everything under this path from now on; without one it says 204. */
  behave(path: string, behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<TestReceiver> {
  const authority = await ownAuthority('Receivers of the tests');
  const papers = await authority.serverFor('localhost');
  const behaviours = new Map<string, Behaviour>();
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let [connections, sentBefore] = [0, 0];
  const server = createServer(papers, (request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, headers, body: Buffer.concat(parts).toString('utf8') });
      answer.on('error', () => undefined);
      const behaviour = behaviours.get(path) ?? ((plain: ServerResponse) => plain.writeHead(204).end());
      behaviour(answer, request);
    });
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      sentBefore += socket.bytesWritten;
    });
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ ca: authority.certificate, port, received },
    connections: () => connections,
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, sentBefore),
    url: (path) => `https://localhost:${port}${path}`,
    at: (path) => received.filter((one) => one.path === path),
    behave: (path, behaviour) => void behaviours.set(path, behaviour),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As a receiver checks it that knows the specification and nothing of us. */
export function expectSigned({ headers, body }: Received, secret: string): void {
  const [id, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  expect(at).toMatch(/^\d{10}$/);
  expect(id).not.toContain('.');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  expect(key.length).toBeGreaterThanOrEqual(24);
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  expect(String(headers['webhook-signature']).split(' ')).toContain(`v1,${signature}`);
}
