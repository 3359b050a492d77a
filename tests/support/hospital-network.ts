// The network between a browser and an app, as hospitals and hotels have it: it may refuse, swallow or break lasting connections while
// pages come through, or answer everything itself until somebody signs in. Use: `network.sockets = 'swallowed'`, `network.answers = 'html'`.
import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** `dead`: the handshake is answered, and not a byte follows. `cutSoon`: they last for a second or two. */
type Sockets = 'pass' | 'refused' | 'swallowed' | 'dead' | 'cutSoon';
/** What every request gets instead of the app's own answer. */
type Answers = 'ours' | 'html' | 'redirect' | 'signInStatus' | 'nothing';

export interface HospitalNetwork {
  readonly url: string;
  sockets: Sockets;
  answers: Answers;
  /** Ends the present lasting connections. */
  cut(): void;
  close(): Promise<void>;
}

const cutAfterMs = 1_500;
const signInPage = '<!doctype html><title>Hotel</title><h1>Sign in to the Wi-Fi</h1>';

export async function hospitalNetwork(app: string): Promise<HospitalNetwork> {
  const target = { host: '127.0.0.1', port: Number(new URL(app).port) };
  const lasting = new Set<Socket>();
  const server = createServer((request, reply) => {
    // Pages and their files still get through, so that a page can meet this network.
    const isAsked = /^\/(api|readyz)/.test(request.url ?? '');
    if (network.answers === 'ours' || !isAsked) passOn(request, reply, target);
    else portal(network.answers, reply);
  });
  server.on('upgrade', (request, near, head) => {
    const socket = near as Socket;
    lasting.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => lasting.delete(socket));
    if (network.sockets === 'refused') socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    else if (network.sockets !== 'swallowed' && network.answers === 'ours') join(request, socket, head, network.sockets, target);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network: HospitalNetwork = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets: 'pass',
    answers: 'ours',
    cut() {
      for (const socket of lasting) socket.destroy();
    },
    async close() {
      network.cut();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return network;
}

interface Target {
  readonly host: string;
  readonly port: number;
}

function passOn(request: IncomingMessage, reply: ServerResponse, target: Target): void {
  const { method, url: path, headers } = request;
  const onward = ask({ ...target, method, path, headers }, (answer) => {
    reply.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(reply);
  });
  onward.on('error', () => reply.destroy());
  request.pipe(onward);
}

function portal(answers: Exclude<Answers, 'ours'>, reply: ServerResponse): void {
  if (answers === 'html') reply.writeHead(200, { 'content-type': 'text/html' }).end(signInPage);
  else if (answers === 'signInStatus') reply.writeHead(511, { 'content-type': 'text/html' }).end(signInPage);
  else if (answers === 'redirect') reply.writeHead(302, { location: 'http://hotel.invalid/sign-in' }).end();
}

function join(request: IncomingMessage, near: Socket, head: Buffer, how: Sockets, target: Target): void {
  const far = connect(target);
  const lines = request.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
  far.write([`${request.method} ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  far.write(head);
  far.on('error', () => near.destroy()).on('close', () => near.destroy());
  near.on('close', () => far.destroy());
  if (how === 'dead') {
    far.once('data', (bytes) => near.write(bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4)));
    return;
  }
  near.pipe(far).pipe(near);
  if (how === 'cutSoon') setTimeout(() => near.destroy(), cutAfterMs);
}
