// Private lines (R3.4, R7.1): who may write and read them. Kept in memory while the room lives, written down nowhere.
import type { HeardWhisper, Whisper } from '../../shared/protocol/messages.ts';
import { actsAsLeader, isIn, leadersIn } from '../../shared/ritual/people.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import type { Clock, RoomId, ServerLine } from '../ports.ts';
import type { Line, Lines } from './lines.ts';

/** A returning leader finds the last of the leaders' thread. */
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
    if (to === 'presenter' && state.scene.presenter?.place !== 'steppedBack') return 'not-now';
    const whisper = { to, text, from, at: this.#clock.now() };
    await this.#others.tell({ type: 'whisper', room, whisper });
    this.deliver(room, state, whisper);
    return null;
  }

  /** To all lines here whose people may read it. */
  deliver(room: RoomId, state: RoomState, whisper: HeardWhisper): void {
    const leaders = leadersIn(state);
    if (whisper.to === 'leaders') this.#keep(room, { whisper, readers: leaders });
    const presenter = whisper.to === 'presenter' ? state.scene.presenter : null;
    const readers = presenter ? [...leaders, presenter.personId] : leaders;
    for (const line of this.#lines.inRoom(room)) {
      if (readers.includes(line.personId) && holdsSeat(state, line)) line.sendWhisper(whisper);
    }
  }

  /** For a line that has just come (back) into the room: what its person was already free to read. */
  sendKept(room: RoomId, state: RoomState, line: Line): void {
    if (!actsAsLeader(state, line.personId) || !holdsSeat(state, line)) return;
    for (const { whisper, readers } of this.#kept.get(room) ?? []) {
      if (readers.includes(line.personId)) line.sendWhisper(whisper);
    }
  }

  forget(room: RoomId): void {
    this.#kept.delete(room);
  }

  #keep(room: RoomId, kept: Kept): void {
    this.#kept.set(room, [...(this.#kept.get(room) ?? []), kept].slice(-remembered));
  }
}

function holdsSeat(state: RoomState, line: Line): boolean {
  const person = state.people[line.personId];
  return person?.where === 'in' && person.device === line.device;
}
