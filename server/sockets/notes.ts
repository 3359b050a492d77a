// Notes (R3.4, R7.1): who may write and read them. Kept in memory while the room lives, written down nowhere.
import type { HeardWhisper, Whisper } from '../../shared/protocol/messages.ts';
import { actsAsLeader, isIn, leadersIn } from '../../shared/ritual/people.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { ServerLine } from '../ports/cluster.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';
import type { Line, Lines } from './connections.ts';

/** A returning leader finds the last of the thread, and a presenter what was written to them. */
const remembered = 50;

interface Kept {
  readonly whisper: HeardWhisper;
  readonly readers: readonly PersonId[];
}

export class Whispers {
  readonly #lines: Lines;
  readonly #clock: Clock;
  readonly #others: ServerLine;
  readonly #kept = new Map<RoomId, Kept[]>();

  constructor(lines: Lines, clock: Clock, others: ServerLine) {
    this.#lines = lines;
    this.#clock = clock;
    this.#others = others;
  }

  /** Answers a refusal, or null when it was sent. */
  async send(room: RoomId, state: RoomState, from: PersonId, { to, text }: Whisper): Promise<Refusal | null> {
    if (!isIn(state, from)) return 'not-in-the-room';
    if (!actsAsLeader(state, from)) return 'not-a-leader';
    const presenterId = to === 'presenter' ? silentPresenter(state) : undefined;
    if (presenterId === null) return 'not-now';
    if (presenterId !== undefined && !isIn(state, presenterId)) return 'person-not-in-the-room';
    const whisper = { to, text, from, ...(presenterId !== undefined && { presenterId }), at: this.#clock.now() };
    await this.#others.tell({ type: 'whisper', room, whisper });
    this.deliver(room, state, whisper);
    return null;
  }

  /** To all lines here whose people may read it. */
  deliver(room: RoomId, state: RoomState, whisper: HeardWhisper): void {
    if (isOver(whisper, state)) return;
    const { presenterId } = whisper;
    const kept = { whisper, readers: presenterId === undefined ? leadersIn(state) : [...leadersIn(state), presenterId] };
    this.#kept.set(room, [...(this.#kept.get(room) ?? []), kept].slice(-remembered));
    for (const line of this.#lines.inRoom(room)) sendTo(line, state, kept);
  }

  /** For a line that has just come (back) into the room: what its person was already free to read. */
  sendKept(room: RoomId, state: RoomState, line: Line): void {
    for (const kept of this.#kept.get(room) ?? []) sendTo(line, state, kept);
  }

  /** A line to the presenter belongs to one silence and is gone with it. */
  roomChanged({ room, after }: RoomChange): void {
    const kept = this.#kept.get(room);
    if (kept?.some(({ whisper }) => isOver(whisper, after)))
      this.#kept.set(
        room,
        kept.filter(({ whisper }) => !isOver(whisper, after)),
      );
  }

  forget(room: RoomId): void {
    this.#kept.delete(room);
  }
}

/** R3.4: whoever has stepped back; null once they are invited, too. */
function silentPresenter({ scene: { presenter } }: RoomState): PersonId | null {
  return presenter?.place === 'steppedBack' ? presenter.personId : null;
}

function isOver({ to, presenterId }: HeardWhisper, state: RoomState): boolean {
  return to === 'presenter' && presenterId !== silentPresenter(state);
}

function sendTo(line: Line, state: RoomState, { whisper, readers }: Kept): void {
  const mayRead = actsAsLeader(state, line.personId) || line.personId === whisper.presenterId;
  if (mayRead && readers.includes(line.personId) && holdsSeat(state, line)) line.sendWhisper(whisper);
}

function holdsSeat(state: RoomState, line: Line): boolean {
  const person = state.people[line.personId];
  return person?.where === 'in' && person.device === line.device;
}
