// One person at a test app, as a browser without pictures: signs in by the personal link, opens the socket, sees views, performs commands.
// Use: `const ann = await signIn(app, 'Ann'); await ann.enter(); await ann.sees((view) => view.kind === 'room' && …)`.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { openLink } from '../../scripts/rehearse/personal-link.ts';
import type { ClientToServer, Goodbye, HeardNote, MediaDoor, Reply, ServerToClient } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import type { RoomView, View } from '../../shared/ritual/view.ts';

export interface AppAddress {
  readonly url: string;
  link(name: string): string;
}

const patienceMs = 60_000;
/** How long a server gives people to come back before it says that their connection is lost. */
const lookPatienceMs = 60_000;

export class TestPerson {
  readonly name: string;
  readonly ref: string;
  readonly cookie: string;
  readonly url: string;
  device = randomUUID();
  view: View | null = null;
  readonly whispers: HeardNote[] = [];
  goodbye: Goodbye | null = null;
  #socket: Socket<ServerToClient, ClientToServer> | null = null;
  readonly #watching = new Set<() => void>();

  constructor(name: string, url: string, ref: string, cookie: string) {
    this.name = name;
    this.url = url;
    this.ref = ref;
    this.cookie = cookie;
  }

  get socket(): Socket<ServerToClient, ClientToServer> {
    if (!this.#socket) throw new Error(`${this.name} has no socket`);
    return this.#socket;
  }

  /** The id the room knows this person by. */
  get id(): string {
    return this.room.me.personId;
  }

  get room(): RoomView {
    if (this.view?.kind !== 'room') throw new Error(`${this.name} is not in the room but sees ${this.view?.kind}`);
    return this.view;
  }

  /** Resolves when the server has accepted the connection; rejects with the reason it gave. */
  connect(more: Record<string, unknown> = {}): Promise<void> {
    const socket: Socket<ServerToClient, ClientToServer> = io(this.url, {
      auth: { protocol: protocolVersion, seat: this.ref, device: this.device, ...more },
      extraHeaders: { cookie: this.cookie },
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      forceNew: true,
    });
    this.#socket = socket;
    const changed = () => {
      for (const look of [...this.#watching]) look();
    };
    socket.on('view', (view) => {
      this.view = view;
      changed();
    });
    socket.on('whisper', (whisper) => {
      this.whispers.push(whisper);
      changed();
    });
    socket.on('goodbye', (why) => {
      this.goodbye = why;
      changed();
    });
    return new Promise((resolve, reject) => {
      const refused = (error: Error) => {
        socket.disconnect();
        reject(error);
      };
      socket.once('connect_error', refused);
      socket.once('connect', () => {
        socket.off('connect_error', refused);
        socket.on('connect_error', () => !socket.active && setTimeout(() => socket.connect(), 200)); // after a refusal it tries again
        resolve();
      });
    });
  }

  async enter(replace = false): Promise<Reply> {
    if (!this.#socket) await this.connect();
    return this.perform({ type: 'enter', device: this.device, replace });
  }

  perform(command: WireCommand, id: string = randomUUID()): Promise<Reply> {
    return this.socket.timeout(patienceMs).emitWithAck('perform', { id, command });
  }

  advance(from: PhaseId, to: PhaseId): Promise<Reply> {
    return this.perform({ type: 'advance', from, to });
  }

  mediaDoor(): Promise<MediaDoor | null> {
    return this.socket.timeout(patienceMs).emitWithAck('mediaDoor');
  }

  /** Waits until the newest view, or whatever else has arrived, meets the condition. */
  async sees(isSo: (view: View, person: TestPerson) => boolean, what = isSo.toString()): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#watching.delete(look);
        reject(new Error(`${this.name} never saw ${what}; last view: ${JSON.stringify(this.view)}`));
      }, lookPatienceMs);
      const look = () => {
        if (!this.view || !isSo(this.view, this)) return;
        clearTimeout(late);
        this.#watching.delete(look);
        resolve();
      };
      this.#watching.add(look);
      look();
    });
  }

  async seesRoom(isSo: (view: RoomView) => boolean, what = isSo.toString()): Promise<void> {
    await this.sees((view) => view.kind === 'room' && isSo(view), what);
  }

  get isConnected(): boolean {
    return this.#socket?.connected ?? false;
  }

  /** Resolves when the present connection breaks; at once if there is none. */
  get gone(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket?.connected) socket.once('disconnect', () => resolve());
      else resolve();
    });
  }

  drop(): void {
    this.#socket?.disconnect();
    this.#socket = null;
  }
}

/** Opens the personal link, presses and accepts the contract, as a person's pages do. */
export async function signIn(app: AppAddress, name: string): Promise<TestPerson> {
  const { ref, cookie } = await openLink(app.link(name));
  return new TestPerson(name, app.url, ref, cookie);
}

/** Walks a case from the gathering to the given phase; `leader` leads, `presenter` presents. Both are in the room already. */
export async function leadTo(phase: PhaseId, leader: TestPerson, presenter: TestPerson): Promise<void> {
  const walk: readonly PhaseId[] = [
    'gathering',
    'opening',
    'caseCall',
    'presentation',
    'clarifying',
    'associative',
    'closingRound',
    'farewell',
  ];
  while (leader.room.phase !== phase) {
    const from = leader.room.phase;
    const to = walk[walk.indexOf(from) + 1];
    if (to === undefined) throw new Error(`there is no way from ${from} to ${phase}`);
    if (from === 'caseCall') {
      await done(leader.perform({ type: 'chooseCase', personId: presenter.id }));
      await done(presenter.perform({ type: 'acceptCase' }));
    }
    await done(leader.advance(from, to));
    await leader.seesRoom((view) => view.phase === to);
  }
  await presenter.seesRoom((view) => view.phase === phase);
}

export async function done(reply: Promise<Reply>): Promise<number> {
  const answer = await reply;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.version;
}
