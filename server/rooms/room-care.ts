// The rooms that this server looks after: leased one by one, taken up once they are ours, let go when another server has them.
// Does not know what looking after a room involves.
import { withLimit } from '../limits/concurrency-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomLeases } from '../ports/cluster.ts';
import type { RoomId, RoomLog } from '../ports/rooms.ts';
import type { LiveRoom, LiveRooms } from './live-rooms.ts';

export interface RoomCareParts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly rooms: LiveRooms;
  readonly leases: RoomLeases;
  /** Resolves when everything is in order that must be before anybody is let in. */
  readonly takeUp: (room: RoomId, live: LiveRoom) => Promise<void>;
  readonly letGo: (room: RoomId) => void;
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

/** How often we look for live rooms without a lease, because acquiring one failed or nobody tried. */
const lookEveryMs = 5_000;

export class RoomCare {
  readonly #parts: RoomCareParts;
  readonly #beginning = new Map<RoomId, Promise<void>>();
  readonly #taken = new Set<RoomId>();
  /** Ours, and to be taken up once more. */
  readonly #anew = new Set<RoomId>();
  readonly #leftAlone = new Set<RoomId>();
  readonly #stopFollowing: () => void;
  #cancelLook = () => {};

  constructor(parts: RoomCareParts) {
    this.#parts = parts;
    this.#stopFollowing = parts.leases.follow((news) => {
      if (news.type === 'lost') this.#drop(news.room);
      else this.#takeOver();
    });
  }

  get count(): number {
    return this.#taken.size;
  }

  isOurs(room: RoomId): boolean {
    return this.#parts.leases.isOurs(room);
  }

  /** Acquires a lease on every live room, and from then on on any that has none. Rooms that cannot be read are reported and skipped. */
  beginAll(): Promise<void> {
    return this.#look(async (rooms) => void (await Promise.all(rooms.map((room) => this.begin(room)))));
  }

  /** A newer version has the room now: we never ask for it again. */
  leave(room: RoomId): void {
    if (this.#leftAlone.has(room)) return;
    this.#leftAlone.add(room);
    this.end(room);
  }

  /** Asks to look after the room. Never rejects. */
  async begin(room: RoomId): Promise<void> {
    if (this.#leftAlone.has(room)) return;
    const known = this.#beginning.get(room);
    if (known) return known;
    const begun = this.#begin(room)
      .catch((cause: unknown) => this.#parts.failed(room, 'lease', cause))
      .finally(() => this.#beginning.delete(room));
    this.#beginning.set(room, begun);
    return begun;
  }

  /** The room is over. */
  end(room: RoomId): void {
    this.#drop(room);
    this.#parts.leases.release(room).catch((cause: unknown) => this.#parts.failed(room, 'release', cause));
  }

  stop(): void {
    this.#cancelLook();
    this.#stopFollowing();
  }

  async #begin(room: RoomId): Promise<void> {
    const { leases, rooms, takeUp } = this.#parts;
    const isLookedAfter = () => this.#taken.has(room) && !this.#anew.has(room);
    if (isLookedAfter() && leases.isOurs(room)) return;
    if (!(await leases.acquire(room))) return this.#drop(room);
    if (isLookedAfter()) return;
    const live = await rooms.catchUp(room);
    if (live === null) {
      this.#drop(room);
      return leases.release(room);
    }
    this.#anew.delete(room);
    this.#taken.add(room);
    await takeUp(room, live);
  }

  async #look(beginEach: (rooms: readonly RoomId[]) => Promise<void>): Promise<void> {
    this.#cancelLook();
    await this.#parts.log
      .liveRooms()
      .then(beginEach)
      .catch((cause: unknown) => this.#parts.failed('', 'leaseAll', cause));
    this.#cancelLook(); // another look may have ended meanwhile
    this.#cancelLook = this.#parts.clock.after(lookEveryMs, () => void this.#lookAgain());
  }

  /** There is rarely anything to take up, and never any hurry. */
  #lookAgain(): Promise<void> {
    return this.#look((rooms) => withLimit(rooms, (room) => this.begin(room)));
  }

  /** Whoever was connected to the lost server has no connection any more, in our own rooms as well as in those it leaves to us. */
  #takeOver(): void {
    for (const room of this.#taken) this.#anew.add(room);
    void this.beginAll();
  }

  #drop(room: RoomId): void {
    this.#anew.delete(room);
    if (this.#taken.delete(room)) this.#parts.letGo(room);
  }
}
