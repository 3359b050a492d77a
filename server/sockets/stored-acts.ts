// Limits how many changes each person may have the room store, whichever servers they use: all servers count what each person has put into the
// same log, and a change is counted once more when it is stored, in the state that it continues. What the clock, the media or a lost connection stores
// counts for nobody.
import { actsAsLeader } from '../../shared/ritual/people.ts';
import type { PersonId, RoomState } from '../../shared/ritual/state.ts';
import { Allowances } from '../limits/allowances.ts';
import type { RoomId } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

/** People who offer, signal, come and go are far slower than this, even a leader in a hurry. */
const measures = { ofMembers: { burst: 30, perSecond: 0.5 }, ofLeaders: { burst: 80, perSecond: 4 } };

type Measured = Record<keyof typeof measures, Allowances>;

/** One step that is under way. */
export interface BegunAct {
  /** To be asked of the newest state, just before it is stored: false if its person has meanwhile stored too much elsewhere. */
  mayStore(): boolean;
  /** It has stored nothing. */
  giveBack(): void;
}

export class StoredActs {
  readonly #now: () => number;
  readonly #rooms = new Map<RoomId, Measured>();

  /** The rooms' clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null if they have stored as much as they may. */
  begin(room: RoomId, state: RoomState, personId: PersonId): BegunAct | null {
    const allowances = this.#of(room, state, personId);
    if (!allowances.take(personId)) return null;
    return { mayStore: () => !allowances.isInDebt(personId), giveBack: () => allowances.giveBack(personId) };
  }

  /** Counts what other servers have stored, when they did; and what the log holds of everybody when this server first reads it. */
  roomChanged({ room, before, after, entry, isOwn }: RoomChange): void {
    if (before === null) this.forget(room);
    const by = entry === undefined || isOwn ? null : senderOf(entry.commandId);
    if (by === null) return;
    const now = this.#now();
    this.#of(room, after, by).charge(by, 1, Math.min(now, entry?.events[0]?.at ?? now));
  }

  forget(room: RoomId): void {
    this.#rooms.delete(room);
  }

  #of(room: RoomId, state: RoomState, personId: PersonId): Allowances {
    const { ofMembers, ofLeaders } = this.#rooms.get(room) ?? this.#begin(room);
    return actsAsLeader(state, personId) ? ofLeaders : ofMembers;
  }

  #begin(room: RoomId): Measured {
    const measured = (kind: keyof Measured) => new Allowances(measures[kind], this.#now);
    const begun = { ofMembers: measured('ofMembers'), ofLeaders: measured('ofLeaders') };
    this.#rooms.set(room, begun);
    return begun;
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
