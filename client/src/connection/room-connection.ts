// The connection to the room: one socket that comes back by itself, the newest view, and commands with exactly one reply each.
// Besides check-channel.ts the only file that knows socket.io. No React; of a view it knows only where the person is.
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Handshake, MediaDoor, Note, Reply, ServerToClient } from '../../../shared/protocol/messages.ts';
import { protocolVersion } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { View } from '../../../shared/ritual/view.ts';
import type { Answer } from '../model/answer.ts';
import { steadyNow } from '../model/steady-clock.ts';
import { Store } from '../model/store.ts';
import { answerWithin } from './answer-within.ts';
import { AwayTimer } from './away-timer.ts';
import { beforeFirst, type ConnectionState, type Ending } from './connection-state.ts';
import { CutWatch } from './cut-watch.ts';
import { NewestView } from './newest-view.ts';
import { withinSilence, withNote, withoutPresenters } from './notes.ts';
import { actWithinMs, PendingCommands } from './pending-commands.ts';
import { isFinal, RetryRhythm } from './retry-rhythm.ts';
import { SeatKeeper } from './seat-keeper.ts';
import { ServerClock } from './server-clock.ts';
import { type Answerer, obstacleFrom, whoAnswers } from './who-answers.ts';

export interface ConnectionOptions {
  readonly seat: string;
  readonly device: string;
  /** This tab was in the room before its page was loaded again: it goes back to its seat without asking. */
  readonly wasIn?: boolean;
  /** The page's own origin when left out. */
  readonly url?: string;
  readonly staleAfterMs?: number;
  readonly giveUpAfterMs?: number;
  /** Every command is sent until it is answered, however late: for testing what a server keeps, not for people. */
  readonly keepsActs?: boolean;
}

const noMeetingRestMs = 5000;
const serverOlderRestMs = 2000;
const unavailable: Reply = { ok: false, trouble: 'unavailable' };

export class RoomConnection {
  readonly #store: Store<ConnectionState>;
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #rhythm: RetryRhythm;
  readonly #pending: PendingCommands;
  readonly #newest = new NewestView();
  readonly #clock = new ServerClock();
  readonly #seat: SeatKeeper;
  readonly #away: AwayTimer;
  readonly #cuts = new CutWatch();
  #isMoving = false;
  #answerer: Answerer = 'nobody';

  readonly subscribe: Store<ConnectionState>['subscribe'];
  readonly snapshot: Store<ConnectionState>['snapshot'];
  /** Answers exactly once, at the latest with `unavailable`. */
  readonly perform: (command: WireCommand) => Promise<Answer>;

  /** `store` is where its state is followed. */
  constructor(options: ConnectionOptions, store = new Store<ConnectionState>(beforeFirst)) {
    this.#store = store;
    this.subscribe = store.subscribe;
    this.snapshot = store.snapshot;
    this.#away = new AwayTimer(options.staleAfterMs ?? 3000, {
      stale: () => this.#change({ isFresh: false }),
      unreachable: () => this.#change({ isReachable: false }),
      old: () => this.#change({ isRecent: false }),
    });
    const auth: Handshake = { protocol: protocolVersion, seat: options.seat, device: options.device };
    const settings = { auth: { ...auth }, transports: ['websocket'], reconnection: false, autoConnect: false, forceNew: true };
    this.#socket = options.url === undefined ? io(settings) : io(options.url, settings);
    this.#rhythm = new RetryRhythm({
      attempt: () => this.#socket.connect(),
      abort: () => {
        this.#socket.disconnect();
        this.#failed();
      },
      knock: async (signal) => {
        this.#answerer = await whoAnswers(signal, options.url);
        if (!this.#socket.connected) this.#change({ obstacle: obstacleFrom(this.#answerer) ?? this.snapshot().obstacle });
        return this.#answerer === 'ours';
      },
    });
    this.#pending = new PendingCommands(
      {
        isOver: () => this.snapshot().ending !== null,
        mayTravel: (command) => this.#socket.connected && (command.type === 'enter' || this.#seat.isSettled),
        serverTimeIn: (ms) => this.#clock.serverTimeIn(ms, steadyNow()),
        send: (message, reply) => {
          const sentAt = steadyNow();
          this.#socket.emit('perform', message, (answer) => {
            this.#clock.answered(answer, steadyNow() - sentAt);
            reply(answer);
          });
        },
      },
      options.giveUpAfterMs ?? 10_000,
      options.keepsActs,
    );
    this.perform = this.#pending.add;
    this.#seat = new SeatKeeper(options.wasIn ?? false, {
      enter: (replace) => this.#enter(options.device, replace),
      show: (view) => this.#show(view),
      settled: () => this.#pending.sendAll(),
    });
    this.#listen();
  }

  /** `tripMs`: how long the server took to answer this page. */
  open(tripMs?: number): void {
    // What we wait for is shown until it is over.
    if (this.snapshot().ending !== 'no-meeting') this.#change({ ending: null });
    if (!this.#socket.connected) this.#away.begin();
    this.#rhythm.start(tripMs);
  }

  close(): void {
    this.#cuts.closed(true);
    this.#rhythm.stop();
    this.#socket.disconnect();
    this.#away.end();
    this.#pending.abandon();
  }

  enter(replace: boolean): Promise<Answer> {
    return this.#seat.take(replace);
  }

  leave(): Promise<Answer> {
    this.#seat.giveUp();
    return this.perform({ type: 'leave' });
  }

  /** After the seat was taken by another device: takes it back here (R6.5). */
  takeBack(): void {
    this.#seat.takeBack();
    this.open();
  }

  whisper(to: Note['to'], text: string): Promise<Answer> {
    if (!this.#socket.connected) return Promise.resolve({ ok: false, trouble: 'offline' });
    const by = this.#clock.serverTimeIn(actWithinMs, steadyNow());
    const note = { to, text, ...(by !== undefined && { by }) };
    return this.#ask<Reply>(unavailable, (reply) => this.#socket.emit('whisper', note, reply), actWithinMs);
  }

  mediaDoor(): Promise<MediaDoor | null> {
    return this.#ask<MediaDoor | null>(null, (reply) => this.#socket.emit('mediaDoor', reply));
  }

  /** R3.7: sound arrives here that may not be heard. The page has no use for the answer. */
  soundFrom(personId: PersonId): Promise<Reply> {
    return this.#ask<Reply>(unavailable, (reply) => this.#socket.emit('soundFrom', { personId }, reply));
  }

  async #enter(device: string, replace: boolean): Promise<Answer> {
    this.#change({ entryRefusal: null });
    const reply = await this.perform({ type: 'enter', device, replace });
    if (!reply.ok && 'refusal' in reply) this.#change({ entryRefusal: reply.refusal });
    return reply;
  }

  #listen(): void {
    this.#socket.on('connect', () => this.#onOpen());
    this.#socket.on('disconnect', () => this.#onClosed());
    this.#socket.on('connect_error', ({ message }) => {
      if (isFinal(message)) this.#end(message);
      else if (message === 'no-meeting') this.#waitForMeeting();
      else if (message === 'server-older') this.#rhythm.failed(serverOlderRestMs);
      else {
        this.#rhythm.failed();
        this.#failed();
      }
    });
    this.#socket.on('view', (view) => this.#viewed(view));
    this.#socket.on('media', (media) => this.#change({ media }));
    this.#socket.on('whisper', (heard) => this.#change({ notes: withNote(this.snapshot().notes, heard) }));
    this.#socket.on('goodbye', (why) => this.#end(why));
    this.#socket.on('moving', () => {
      this.#isMoving = true;
    });
  }

  /** Our server answers, yet no socket opens: something in between blocks them. */
  #failed(): void {
    if (this.#answerer === 'ours') this.#change({ obstacle: 'socket' });
  }

  #onOpen(): void {
    this.#rhythm.succeeded();
    const isClear = () => this.#change({ obstacle: null });
    this.#cuts.opened(isClear);
    if (!this.#cuts.isCutAgain) isClear();
    this.#newest.startOver();
    this.#clock.startOver();
    const notes = withoutPresenters(this.snapshot().notes);
    this.#change({ isOpen: true, media: null, ending: null, isReachable: true, notes });
    this.#pending.sendAll();
  }

  #onClosed(): void {
    this.#cuts.closed(this.#isMoving);
    this.#seat.connectionLost();
    this.#change({ isOpen: false, ...(this.#cuts.isCutAgain && { obstacle: 'socket' }) });
    this.#away.begin();
    if (this.#isMoving) this.#rhythm.moved();
    else this.#rhythm.failed();
    this.#isMoving = false;
  }

  #viewed(view: View): void {
    if (view.kind !== 'doorstep') this.#clock.told(view.serverNow, steadyNow());
    if (!this.#newest.accepts(view)) return;
    if (this.#seat.sees(view)) this.#show(view);
    this.#seat.proceed();
  }

  #show(view: View): void {
    const { entryRefusal, notes, clockOffset } = this.snapshot();
    const isInside = view.kind === 'room';
    if (this.#socket.connected) this.#away.end();
    this.#change({
      view,
      ...(this.#socket.connected && { isFresh: true, isReachable: true, isRecent: true }),
      clockOffset: this.#newest.clockOffset(view, steadyNow()) ?? clockOffset,
      entryRefusal: isInside ? null : entryRefusal,
      notes: withinSilence(notes, view),
    });
  }

  #end(why: Ending): void {
    this.#seat.giveUp();
    this.#change({ ending: why, isFresh: false, isRecent: false });
    this.close();
  }

  #waitForMeeting(): void {
    this.#seat.giveUp();
    this.#change({ ending: 'no-meeting', isFresh: false, isRecent: false });
    this.#rhythm.failed(noMeetingRestMs);
  }

  #ask<T>(otherwise: T, send: (reply: (answer: T) => void) => void, withinMs = 5_000): Promise<T> {
    return this.#socket.connected ? answerWithin(withinMs, otherwise, send) : Promise.resolve(otherwise);
  }

  #change(change: Partial<ConnectionState>): void {
    this.#store.set({ ...this.snapshot(), ...change });
  }
}
