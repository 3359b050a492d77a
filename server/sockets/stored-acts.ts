// How many changes each person may make the room store, whichever of the servers they ask: all servers read the same log, and count what
// each has put into it. What the clock, the media or a lost connection stores is nobody's.
import { actsAsLeader } from '../../shared/ritual/people.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import { Allowances } from '../limits/allowances.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

/** Hands that offer, signal, come and go are slower by far; those of a leader in a hurry, too. */
const measures = { ofMembers: { burst: 30, perSecond: 0.5 }, ofLeaders: { burst: 80, perSecond: 4 } };
/** What is read again of an earlier hour, as after a start, is not counted again. */
const isOfNowMs = 10_000;

export class StoredActs {
  readonly #now: () => number;
  readonly #members = new Allowances(measures.ofMembers);
  readonly #leaders = new Allowances(measures.ofLeaders);

  /** The clock of the rooms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null: they have stored as much as they may. Else what gives it back, for a step that came to nothing. */
  begin(room: RoomId, state: RoomState, personId: PersonId): (() => void) | null {
    const allowances = this.#of(state, personId);
    const key = keyOf(room, personId);
    return allowances.take(key) ? () => allowances.giveBack(key) : null;
  }

  /** Counts what other servers have stored. */
  roomChanged({ room, after, entry, isOwn }: RoomChange): void {
    const by = entry === undefined || isOwn ? null : senderOf(entry.commandId);
    const at = entry?.events[0]?.at ?? 0;
    if (by === null || Math.abs(this.#now() - at) > isOfNowMs) return;
    this.#of(after, by).charge(keyOf(room, by));
  }

  #of(state: RoomState, personId: PersonId): Allowances {
    return actsAsLeader(state, personId) ? this.#leaders : this.#members;
  }
}

/** A command of a person is stored under their id, a dot, and what their page called it. */
export function commandIdOf(personId: PersonId, id: string): string {
  return `${personId}.${id}`;
}

function senderOf(commandId: string): PersonId | null {
  const dot = commandId.indexOf('.');
  return dot < 0 ? null : commandId.slice(0, dot);
}

function keyOf(room: RoomId, personId: PersonId): string {
  return `${room}/${personId}`;
}
