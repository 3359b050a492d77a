// One browser tab of the load: a socket that performs commands and reports each view the moment it arrives. Knows no room.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Reply, ServerToClient } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import { nowMs } from './machine.ts';
import type { PersonPlan } from './rooms-driver.ts';

const patienceMs = 30_000;

interface Told {
  view(tab: RoomTab, at: number): void;
  /** The connection ended, though nobody here ended it. */
  lost(): void;
}

export class RoomTab {
  readonly person: PersonPlan;
  readonly #urls: readonly string[];
  readonly #told: Told;
  readonly #device = randomUUID();
  #socket: Socket<ServerToClient, ClientToServer> | null = null;
  /** Which of the servers carries it. */
  server: number;
  /** The size of the newest view, as JSON. */
  bytes = 0;
  #isOver = false;
  #over = () => {};

  constructor(person: PersonPlan, urls: readonly string[], server: number, told: Told) {
    this.person = person;
    this.#urls = urls;
    this.server = server;
    this.#told = told;
  }

  get isOpen(): boolean {
    return this.#socket?.connected === true;
  }

  async connect(): Promise<void> {
    const { ref, session } = this.person;
    const socket: Socket<ServerToClient, ClientToServer> = io(this.#urls[this.server] ?? '', {
      auth: { protocol: protocolVersion, seat: ref, device: this.#device },
      extraHeaders: { cookie: `br_${ref}=${session}` },
      transports: ['websocket'],
      multiplex: false,
      timeout: patienceMs,
    });
    this.#socket = socket;
    socket.on('view', (view) => {
      const at = nowMs();
      if (view.kind !== 'doorstep') this.#told.view(this, at);
      if (Math.random() < 0.02) this.bytes = JSON.stringify(view).length;
    });
    socket.on('goodbye', () => {
      this.#isOver = true;
      this.#over();
    });
    socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect' && !this.#isOver) this.#told.lost();
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  }

  get entering(): WireCommand {
    return { type: 'enter', device: this.#device, replace: false };
  }

  perform(command: WireCommand): Promise<Reply> {
    return this.#mine.timeout(patienceMs).emitWithAck('perform', { id: randomUUID(), command });
  }

  async whisper(text: string): Promise<void> {
    const reply = await this.#mine.timeout(patienceMs).emitWithAck('whisper', { to: 'leaders', text });
    if (!reply.ok) throw new Error(`a note was refused: ${JSON.stringify(reply)}`);
  }

  drop(): void {
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** Resolves when the server has said that the meeting is over. */
  untilOver(): Promise<void> {
    return new Promise<void>((resolve) => {
      this.#over = resolve;
      if (this.#isOver) resolve();
    }).then(() => {
      this.#isOver = false;
      this.drop();
    });
  }

  get #mine(): Socket<ServerToClient, ClientToServer> {
    if (!this.#socket) throw new Error('this connection is closed');
    return this.#socket;
  }
}
