// A person in a room under faults: a page's own connection to the room, which acts all the time and records each answer and each view.
// Whatever happens, an act is resent under the same id until it is answered: that shows whether a server loses or doubles one.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RoomConnection } from '../../client/src/connection/room-connection.ts';
import type { Answer } from '../../client/src/model/answer.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { nowMs } from '../bench/machine.ts';
import { type AppAddress, signIn } from '../support/test-person.ts';
import { type DoorServer, PersonDoor } from './person-door.ts';

/** Longer than any fault lasts, so that no act is given up. */
const neverMs = 10 * 60_000;
const restMs = 250;
/** After somebody has acted more often than a member may: about the allowed rate. */
const tooOftenRestMs = 2_000;

export interface Act {
  readonly command: WireCommand;
  readonly askedAt: number;
  answeredAt: number | null;
  reply: Answer | null;
  /** The server that had the connection when the answer came. */
  server: string;
}

/** What somebody does next, depending on what they see; null: nothing now. */
export type Habit = (view: RoomView) => WireCommand | null;

export class Actor {
  readonly name: string;
  readonly door: PersonDoor;
  readonly acts: Act[] = [];
  /** Each room that was on the screen, oldest first. */
  readonly screens: RoomView[] = [];
  readonly #connection: RoomConnection;
  readonly #changed: () => void;
  readonly #habit: Habit;
  #isActing = false;
  #acting: Promise<void> = Promise.resolve();

  private constructor(name: string, door: PersonDoor, seat: string, habit: Habit, changed: () => void) {
    this.name = name;
    this.door = door;
    this.#habit = habit;
    this.#changed = changed;
    this.#connection = new RoomConnection({ seat, device: randomUUID(), url: door.url, giveUpAfterMs: neverMs, keepsActs: true });
    this.#connection.subscribe(() => this.#look());
  }

  /** Signed in, and connected to the first of these servers. `changed` is called at each answer and view. */
  static async open(
    name: string,
    servers: readonly (DoorServer & AppAddress)[],
    habit: Habit,
    changed: () => void,
  ): Promise<Actor> {
    const [first] = servers;
    if (!first) throw new Error('nobody is led nowhere');
    const { cookie, ref } = await signIn(first, name);
    const door = await PersonDoor.open(servers, cookie);
    const actor = new Actor(name, door, ref, habit, changed);
    actor.#connection.open();
    return actor;
  }

  /** Connected, and what is on the screen can be relied on. */
  get isConnected(): boolean {
    const { isOpen, isFresh, view } = this.#connection.snapshot();
    return isOpen && isFresh && view !== null;
  }

  get view(): RoomView | null {
    const { view } = this.#connection.snapshot();
    return view?.kind === 'room' ? view : null;
  }

  get room(): RoomView {
    if (!this.view) throw new Error(`${this.name} is not in the room`);
    return this.view;
  }

  get id(): string {
    return this.room.me.personId;
  }

  get ending(): string | null {
    return this.#connection.snapshot().ending;
  }

  get open(): readonly Act[] {
    return this.acts.filter(({ reply }) => reply === null);
  }

  enter(): Promise<Answer> {
    return this.#connection.enter(false);
  }

  async perform(command: WireCommand): Promise<Answer> {
    const act: Act = { command, askedAt: nowMs(), answeredAt: null, reply: null, server: '' };
    this.acts.push(act);
    const reply = await this.#connection.perform(command);
    act.reply = reply;
    act.answeredAt = nowMs();
    act.server = this.door.server;
    this.#changed();
    return reply;
  }

  /** The media address, through whichever server has the connection. */
  async mediaPath(): Promise<string | null> {
    return (await this.#connection.mediaDoor())?.path ?? null;
  }

  /** Acts by habit until told to rest. */
  begin(): void {
    if (this.#isActing) return;
    this.#isActing = true;
    this.#acting = this.#act();
  }

  /** Resolves when the last act is answered. */
  async rest(): Promise<void> {
    this.#isActing = false;
    await this.#acting;
  }

  async close(): Promise<void> {
    this.#isActing = false;
    this.#connection.close();
    await this.door.close();
  }

  async #act(): Promise<void> {
    while (this.#isActing) {
      const command = this.view && this.#habit(this.view);
      const reply = command && (await this.perform(command));
      const isTooOften = reply && !reply.ok && 'trouble' in reply && reply.trouble === 'too-many';
      await pause(isTooOften ? tooOftenRestMs : restMs);
    }
  }

  #look(): void {
    const { view } = this;
    if (view && view !== this.screens.at(-1)) this.screens.push(view);
    this.#changed();
  }
}
