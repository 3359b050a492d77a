// One simulated member, who comes to the server as people do: by a personal link, a cookie, a socket and a media connection.
// It reports truthfully what it sees; what to do when is decided elsewhere.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import {
  type ClientToServer,
  type Goodbye,
  protocolVersion,
  type Reply,
  type ServerToClient,
} from '../../shared/protocol/messages.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { Me, RoomView, View } from '../../shared/ritual/view.ts';
import type { Open } from './bot.ts';
import type { MediaChannel } from './media-channel.ts';
import { MemberMedia } from './member-media.ts';
import { openLink, type Seat } from './personal-link.ts';

export interface PersonalLink {
  readonly name: string;
  readonly role: string;
  readonly url: string;
}

export interface MemberOptions {
  readonly link: PersonalLink;
  readonly media: MediaChannel;
  /** Called at every change of what this member sees or does. */
  readonly changed: () => void;
  /** Called when somebody else takes this member's chair; the member is then gone for good. */
  readonly onTaken?: ((name: string) => void) | undefined;
}

export class Member {
  readonly name: string;
  readonly role: string;
  view: View | null = null;
  /** Why the server ended the connection for good, or null. */
  goodbye: Goodbye | null = null;
  private readonly link: PersonalLink;
  private readonly changed: () => void;
  private readonly onTaken: (name: string) => void;
  private readonly media: MemberMedia;
  private socket: Socket<ServerToClient, ClientToServer> | null = null;
  private staysOut = false;

  constructor({ link, media, changed, onTaken = () => undefined }: MemberOptions) {
    this.link = link;
    this.name = link.name;
    this.role = link.role;
    this.changed = changed;
    this.onTaken = onTaken;
    this.media = new MemberMedia(link.name, media, new URL(link.url).origin, this.changed);
  }

  /** What they see of the room while they are in it. */
  get room(): RoomView | null {
    return this.view?.kind === 'room' ? this.view : null;
  }

  get part(): Me['case'] | null {
    return this.room?.me.case ?? null;
  }

  /** What the media server has taken from them. */
  get isOpen(): Open {
    return this.media.isOpen;
  }

  /** Opens the personal link, accepts the contract and takes the seat, or knocks. */
  async come(): Promise<Reply> {
    this.staysOut = false;
    this.goodbye = null;
    this.view = null; // another meeting counts its versions from the start
    const seat = await openLink(this.link.url);
    await this.connect(seat);
    return this.enter();
  }

  perform(command: WireCommand): Promise<Reply> {
    const { socket } = this;
    if (!socket) return Promise.resolve({ ok: false, trouble: 'unavailable' });
    return new Promise((resolve) => {
      socket.timeout(8000).emit('perform', { id: randomUUID(), command }, (failure, reply) => {
        resolve(failure ? { ok: false, trouble: 'unavailable' } : reply);
      });
    });
  }

  offerCase = () => this.perform({ type: 'offerCase' });
  accept = () => this.perform({ type: 'acceptCase' });
  signal = () => this.perform({ type: 'signalLeaders' });
  comeIn = () => this.perform({ type: 'comeIn' });

  /** Talks until told otherwise; nobody hears it while the microphone is off. */
  speak(on: boolean): void {
    this.media.speak(on);
  }

  async leave(): Promise<void> {
    this.staysOut = true;
    this.media.leave();
    await this.perform({ type: 'leave' });
  }

  close(): void {
    this.media.leave();
    this.socket?.disconnect();
    this.socket = null;
  }

  private connect(seat: Seat): Promise<void> {
    this.socket?.disconnect();
    const socket: Socket<ServerToClient, ClientToServer> = io(seat.origin, {
      auth: { protocol: protocolVersion, seat: seat.ref, device: this.device },
      extraHeaders: { cookie: seat.cookie, origin: seat.origin },
      transports: ['websocket'],
      forceNew: true,
    });
    this.socket = socket;
    socket.on('view', (view) => this.see(view));
    socket.on('media', (state) => this.media.serverIs(state));
    socket.on('goodbye', (why) => this.end(why));
    return new Promise((resolve, reject) => {
      let isFirst = true;
      socket.on('connect', () => {
        if (!isFirst && !this.staysOut) void this.enter();
        isFirst = false;
        resolve();
      });
      socket.on('connect_error', (failure) => {
        if (socket.active) return;
        if (failure.message === 'unavailable') setTimeout(() => socket.connect(), 1000).unref();
        else reject(new Error(`${this.name} was not let in: ${failure.message}`));
      });
    });
  }

  /** The same at every start, so that a restarted rehearsal takes its own chairs again, but nobody else's. */
  private get device(): string {
    return `rehearsal-${this.name.toLowerCase().replace(/[^a-z0-9]/g, '-')}`;
  }

  /** A chair that somebody else has taken meanwhile stays theirs (R6.5). */
  private async enter(): Promise<Reply> {
    const reply = await this.perform({ type: 'enter', device: this.device, replace: false });
    if (!reply.ok && 'refusal' in reply && reply.refusal === 'on-another-device') this.end('replaced');
    return reply;
  }

  /** From now on it sees nothing and does nothing. */
  private end(why: Goodbye): void {
    this.goodbye = why;
    this.view = null;
    this.close();
    if (why === 'replaced') this.onTaken(this.name);
    this.changed();
  }

  private see(view: View): void {
    if (this.view && this.view.kind === view.kind && view.version < this.view.version) return;
    this.view = view;
    this.media.follow(this.room, () => this.askForMediaDoor());
    this.changed();
  }

  private askForMediaDoor(): Promise<string | null> {
    const { socket } = this;
    if (!socket) return Promise.resolve(null);
    return new Promise((resolve) => {
      socket.timeout(8000).emit('mediaDoor', (failure, door) => resolve(failure ? null : (door?.path ?? null)));
    });
  }
}
