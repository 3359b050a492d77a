// Limits how many changes each person may have the room store, whichever server they use: all servers read the same log and count what each
// person has put into it. What the clock, the media or a lost connection stores counts for nobody.
import { actsAsLeader } from '../../shared/ritual/people.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import { Allowances } from '../limits/allowances.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

/** People who offer, signal, come and go are far slower than this, even a leader in a hurry. */
const measures = { ofMembers: { burst: 30, perSecond: 0.5 }, ofLeaders: { burst: 80, perSecond: 4 } };
/** Older entries, as read again after a start, are not counted again. */
const isOfNowMs = 10_000;

export class StoredActs {
  readonly #now: () => number;
  readonly #members = new Allowances(measures.ofMembers);
  readonly #leaders = new Allowances(measures.ofLeaders);

  /** The rooms' clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null if they have stored as much as they may; else a function that gives the place back, for a step that stored nothing. */
  begin(room: RoomId, state: RoomState, personId: PersonId): (() => void) | null {
    const allowances = this.#of(state, personId);
    const key = keyOf(room, personId);
    return allowances.take(key) ? () => allowances.giveBack(key) : null;
  }

  /** Counts what was stored by other servers. */
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

/** A person's command is stored under their id, a dot, and the name that their page gave it. */
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
