// Notes (R3.4, R7.1) and members' words to the leaders (R7.7): who may write and read them. Kept in memory while the room is live, and stored nowhere.
import type { HeardNote, Note } from '../../shared/protocol/messages.ts';
import { actsAsLeader, isIn, leadersIn } from '../../shared/ritual/people.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import { mostWords, whyNoWord } from '../../shared/ritual/word-to-leaders.ts';
import type { Clock } from '../ports/clock.ts';
import type { ServerBus } from '../ports/cluster.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';
import type { Connection, Connections } from './connections.ts';

/** A returning leader finds the last of the thread, and a presenter what was written to them. */
const remembered = 50;

interface Kept {
  readonly note: HeardNote;
  readonly readers: readonly PersonId[];
  /** From somebody who did not lead. Many words take no note's place. */
  readonly isWord: boolean;
}

export class Notes {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #others: ServerBus;
  readonly #kept = new Map<RoomId, Kept[]>();
  /** R7.7: how many each person has written, on all servers since this one knows the room. */
  readonly #words = new Map<RoomId, Map<PersonId, number>>();

  constructor(connections: Connections, clock: Clock, others: ServerBus) {
    this.#connections = connections;
    this.#clock = clock;
    this.#others = others;
  }

  /** Answers with a refusal, or null when it was sent. */
  async send(room: RoomId, state: RoomState, from: PersonId, { to, text }: Note): Promise<Refusal | null> {
    if (!isIn(state, from)) return 'not-in-the-room';
    if (!actsAsLeader(state, from)) return to === 'leaders' ? this.#sendWord(room, state, from, text) : 'not-a-leader';
    const presenterId = to === 'presenter' ? silentPresenter(state) : undefined;
    if (presenterId === null) return 'not-now';
    if (presenterId !== undefined && !isIn(state, presenterId)) return 'person-not-in-the-room';
    const note = { to, text, from, ...(presenterId !== undefined && { presenterId }), at: this.#clock.now() };
    await this.#others.tell({ type: 'whisper', room, whisper: note });
    this.#deliver(room, state, note, false);
    return null;
  }

  /** From another server, which has let it be written. */
  hear(room: RoomId, state: RoomState, note: HeardNote): void {
    const isWord = !actsAsLeader(state, note.from);
    if (isWord) this.#count(room, note.from, 1);
    this.#deliver(room, state, note, isWord);
  }

  async #sendWord(room: RoomId, state: RoomState, from: PersonId, text: string): Promise<Refusal | null> {
    const refusal = whyNoWord(state, from);
    if (refusal !== null) return refusal;
    if ((this.#words.get(room)?.get(from) ?? 0) >= mostWords) return 'no-more-words';
    this.#count(room, from, 1); // before it is under way, so that many at once are no more than many
    const note: HeardNote = { to: 'leaders', text, from, at: this.#clock.now() };
    try {
      await this.#others.tell({ type: 'whisper', room, whisper: note });
    } catch (cause) {
      this.#count(room, from, -1);
      throw cause;
    }
    this.#deliver(room, state, note, true);
    return null;
  }

  #count(room: RoomId, from: PersonId, more: number): void {
    const words = this.#words.get(room) ?? new Map<PersonId, number>();
    this.#words.set(room, words.set(from, (words.get(from) ?? 0) + more));
  }

  /** To all connections here whose people may read it. */
  #deliver(room: RoomId, state: RoomState, note: HeardNote, isWord: boolean): void {
    if (isOver(note, state)) return;
    const { presenterId } = note;
    const kept = { note, isWord, readers: presenterId === undefined ? leadersIn(state) : [...leadersIn(state), presenterId] };
    const before = this.#kept.get(room) ?? [];
    const alike = before.filter((one) => one.isWord === isWord);
    const tooOld = alike.length < remembered ? null : alike[0];
    this.#kept.set(room, [...before.filter((one) => one !== tooOld), kept]);
    for (const connection of this.#connections.inRoom(room)) sendTo(connection, state, kept);
  }

  /** For a connection that has just come (back) into the room: what its person was already free to read. */
  sendKept(room: RoomId, state: RoomState, connection: Connection): void {
    for (const kept of this.#kept.get(room) ?? []) sendTo(connection, state, kept);
  }

  /** A note to the presenter belongs to one silence and is gone with it. */
  roomChanged({ room, after }: RoomChange): void {
    const kept = this.#kept.get(room);
    if (kept?.some(({ note }) => isOver(note, after)))
      this.#kept.set(
        room,
        kept.filter(({ note }) => !isOver(note, after)),
      );
  }

  forget(room: RoomId): void {
    this.#kept.delete(room);
    this.#words.delete(room);
  }
}

/** R3.4: whoever has stepped back; null as soon as they are invited. */
function silentPresenter({ scene: { presenter } }: RoomState): PersonId | null {
  return presenter?.place === 'steppedBack' ? presenter.personId : null;
}

function isOver({ to, presenterId }: HeardNote, state: RoomState): boolean {
  return to === 'presenter' && presenterId !== silentPresenter(state);
}

function sendTo(connection: Connection, state: RoomState, { note, readers }: Kept): void {
  const mayRead = actsAsLeader(state, connection.personId) || connection.personId === note.presenterId;
  if (mayRead && readers.includes(connection.personId) && holdsSeat(state, connection)) connection.sendNote(note);
}

function holdsSeat(state: RoomState, connection: Connection): boolean {
  const person = state.people[connection.personId];
  return person?.where === 'in' && person.device === connection.device;
}
