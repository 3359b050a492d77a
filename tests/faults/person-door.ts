// One person's own route to the servers, as a browser and a balancer would make it: it adds the session's cookie and leads to the preferred
// server, or to the next one while that does not accept connections. It can be muted or cut like any network line.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';

export interface DoorServer {
  readonly name: string;
  readonly url: string;
  /** The address by which a balancer reaches it. */
  readonly way: CuttableConnection;
}

/** How long a balancer waits for a server that does not answer. */
const patienceMs = 1_000;

export class PersonDoor {
  readonly #servers: readonly DoorServer[];
  readonly #cookie: string;
  readonly #http = createServer((asked, answer) => void this.#ask(asked, answer));
  readonly #lines = new Map<Socket, string>();
  #line: CuttableConnection | null = null;
  #server = '';

  private constructor(servers: readonly DoorServer[], cookie: string) {
    this.#servers = servers;
    this.#cookie = cookie;
    this.#http.on('upgrade', (asked: IncomingMessage, socket: Socket, head: Buffer) => void this.#upgrade(asked, socket, head));
  }

  /** The first of the servers is preferred. */
  static async open(servers: readonly DoorServer[], cookie: string): Promise<PersonDoor> {
    const door = new PersonDoor(servers, cookie);
    await new Promise<void>((listening) => door.#http.listen(0, '127.0.0.1', listening));
    door.#line = await cuttableConnection((door.#http.address() as AddressInfo).port);
    return door;
  }

  /** For the page of this person. */
  get url(): string {
    return `http://127.0.0.1:${this.line.port}`;
  }

  /** The line between the person and everything else. */
  get line(): CuttableConnection {
    if (!this.#line) throw new Error('the door is not open');
    return this.#line;
  }

  /** The server that the newest socket leads to. */
  get server(): string {
    return this.#server;
  }

  get isAsPreferred(): boolean {
    return this.#server === this.#servers[0]?.name;
  }

  /** Breaks the socket, as a balancer does to send people elsewhere. */
  breakConnection(): void {
    for (const socket of this.#lines.keys()) socket.destroy();
  }

  async close(): Promise<void> {
    this.breakConnection();
    await this.#line?.close();
    this.#http.closeAllConnections();
    await new Promise((closed) => this.#http.close(closed));
  }

  async #ask(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const found = await this.#reach();
    if (!found) return void answer.writeHead(502).end();
    const { port } = found.server.way;
    found.socket.destroy();
    const headers = { ...asked.headers, cookie: this.#cookie };
    const onward = request({ hostname: '127.0.0.1', port, path: asked.url, method: asked.method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }

  async #upgrade(asked: IncomingMessage, outer: Socket, head: Buffer): Promise<void> {
    outer.on('error', () => outer.destroy());
    const found = await this.#reach();
    if (!found) return void outer.destroy();
    const { server, socket: inner } = found;
    this.#server = server.name;
    this.#lines.set(outer, server.name);
    const said = asked.rawHeaders.reduce((text, part, i) => text + part + (i % 2 ? '\r\n' : ': '), '');
    inner.write(`GET ${asked.url} HTTP/1.1\r\n${said}Cookie: ${this.#cookie}\r\n\r\n`);
    inner.write(head);
    inner.on('error', () => inner.destroy());
    outer.once('close', () => {
      this.#lines.delete(outer);
      inner.destroy();
    });
    inner.once('close', () => outer.destroy());
    if (outer.destroyed) inner.destroy();
    outer.pipe(inner).pipe(outer);
  }

  async #reach(): Promise<{ server: DoorServer; socket: Socket } | null> {
    for (const server of this.#servers) {
      const { url, way } = server;
      // Our network line accepts connections whatever is at its end; a real network does not.
      if (way.state === 'mute') await pause(patienceMs);
      if (way.state !== 'passes' || !(await takesConnections(url))) continue;
      const socket = await connected(way.port);
      if (socket) return { server, socket };
    }
    return null;
  }
}

async function takesConnections(url: string): Promise<boolean> {
  const socket = await connected(Number(new URL(url).port));
  socket?.destroy();
  return socket !== null;
}

function connected(port: number): Promise<Socket | null> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', () => settle(null));
    socket.once('connect', () => settle(socket));
  });
}
