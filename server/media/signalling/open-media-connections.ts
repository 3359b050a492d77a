// The lines into the media server that this server carries, one for each person: opening or open. Knows when a line must go, not how it runs.
import { rightsOf } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { RoomId } from '../../ports/rooms.ts';
import type { TrackKinds } from './track-kinds.ts';

export interface Line {
  readonly room: RoomId;
  readonly personId: PersonId;
  readonly device: string;
  /** Ends both sides of the line at once. */
  close(): void;
}

/** Told of each line that begins or ends here. */
export interface LineFollower {
  opened(room: RoomId, identity: PersonId): void;
  closed(room: RoomId, identity: PersonId): void;
}

export class OpenLines {
  readonly #follower: LineFollower;
  readonly #lines = new Map<string, Line>();
  readonly #stays = new Map<string, TrackKinds>();

  constructor(follower: LineFollower) {
    this.#follower = follower;
  }

  get count(): number {
    return this.#lines.size;
  }

  /** The newest line of a person replaces an older one, and may go on with its stay. */
  open(line: Line): void {
    this.#end(line.room, line.personId);
    this.#lines.set(keyOf(line.room, line.personId), line);
    this.#follower.opened(line.room, line.personId);
  }

  /** The line is over; a newer one of the same person is not touched. */
  forget(line: Line): void {
    const key = keyOf(line.room, line.personId);
    if (this.#lines.get(key) !== line) return;
    this.#lines.delete(key);
    this.#follower.closed(line.room, line.personId);
  }

  isOpen(room: RoomId, identity: PersonId): boolean {
    return this.#lines.has(keyOf(room, identity));
  }

  /** Their line is elsewhere now, or they are to have none: whatever comes here next begins anew. */
  cut(room: RoomId, identity: PersonId): void {
    this.#end(room, identity);
    this.#stays.delete(keyOf(room, identity));
  }

  /** The room is over, or another server's alone: nothing of it is remembered. */
  forgetRoom(room: RoomId): void {
    for (const line of [...this.#lines.values()]) if (line.room === room) this.cut(room, line.personId);
    this.#forgetStays(room);
  }

  holdTo(room: RoomId, state: RoomState): void {
    for (const line of [...this.#lines.values()]) {
      if (line.room === room && !mayHoldLine(state, line)) this.cut(room, line.personId);
    }
    if (state.scene.phase === 'ended') this.#forgetStays(room);
  }

  /** What the tracks of this person's present stay are known as. */
  stay(room: RoomId, identity: PersonId): TrackKinds | undefined {
    return this.#stays.get(keyOf(room, identity));
  }

  /** Nothing is remembered of a line that was cut while the media server was asked. */
  beginStay(line: Line, kinds: TrackKinds): void {
    const key = keyOf(line.room, line.personId);
    if (this.#lines.get(key) === line) this.#stays.set(key, kinds);
  }

  cutAll(): void {
    for (const line of [...this.#lines.values()]) this.cut(line.room, line.personId);
  }

  #end(room: RoomId, identity: PersonId): void {
    const line = this.#lines.get(keyOf(room, identity));
    if (!line) return;
    this.forget(line);
    line.close();
  }

  #forgetStays(room: RoomId): void {
    for (const key of this.#stays.keys()) if (key.startsWith(keyOf(room, ''))) this.#stays.delete(key);
  }
}

/** R6.5: only the device that holds the seat, and only while the person may hear. */
export function mayHoldLine(state: RoomState, line: Pick<Line, 'personId' | 'device'>): boolean {
  return rightsOf(state, line.personId).mayHear && state.people[line.personId]?.device === line.device;
}

function keyOf(room: RoomId, identity: PersonId): string {
  return `${room}\n${identity}`;
}
