// Sends each open connection its person's own view whenever that has changed, and ends connections whose seat another device has taken.
// R7.5: neither the arrival of a view nor its number gives away anything but this view.
import { guarded } from '../../shared/protocol/guarded.ts';
import { isOverFor, personOf } from '../../shared/ritual/people.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import type { View } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import type { Clock } from '../ports/clock.ts';
import type { LiveRoom, RoomChange } from '../rooms/live-rooms.ts';
import type { Connection, Connections } from './connections.ts';

interface Told {
  /** The view as JSON, without the number and time that are stamped on each. */
  readonly seen: string;
  readonly number: number;
  /** The room's version; it never leaves the server. */
  version: number;
}

/** What waits for the connections of one person. */
interface Held {
  newest: LiveRoom | null;
  /** Whose seat another device has taken meanwhile. */
  readonly replaced: Connection[];
}

export class Announcer {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #isGuarded: boolean;
  readonly #told = new WeakMap<Connection, Told>();
  /** By room and person. */
  readonly #held = new Map<string, Held>();

  constructor(connections: Connections, clock: Clock, isGuarded: boolean) {
    this.#connections = connections;
    this.#clock = clock;
    this.#isGuarded = isGuarded;
  }

  roomChanged({ room, before, after, version }: RoomChange): void {
    for (const connection of this.#connections.inRoom(room)) {
      const held = this.#held.get(nameOf(connection));
      if (!lostSeat(before, after, connection)) this.send(connection, { version, state: after });
      else if (held) held.replaced.push(connection);
      else connection.close('replaced');
    }
  }

  /** Until the returned function is called, this person's connections get no view; then the newest, if it is news. One may hold them at a time. */
  hold(of: Connection): () => void {
    const name = nameOf(of);
    const held: Held = { newest: null, replaced: [] };
    this.#held.set(name, held);
    return () => {
      this.#held.delete(name);
      for (const connection of held.replaced) connection.close('replaced');
      for (const connection of this.#connections.inRoom(of.room))
        if (held.newest && nameOf(connection) === name && !held.replaced.includes(connection)) this.send(connection, held.newest);
    };
  }

  /** Sends nothing to a connection whose person would see no change, or that already has something newer. */
  send(connection: Connection, live: LiveRoom): void {
    const held = this.#held.get(nameOf(connection));
    if (!held) this.#sendNow(connection, live);
    else if (!held.newest || live.version >= held.newest.version) held.newest = live;
  }

  #sendNow(connection: Connection, { version, state }: LiveRoom): void {
    const told = this.#told.get(connection);
    if (told && version < told.version) return;
    const now = this.#clock.now();
    // By the clock, so that a person's numbers grow across connections too, whichever server carries each.
    const number = Math.max(now, (told?.number ?? 0) + 1);
    const view = this.#viewOn(connection, state, number, now);
    const seen = JSON.stringify({ ...view, version: 0, serverNow: 0 });
    if (told?.seen === seen) {
      told.version = version;
      return;
    }
    this.#told.set(connection, { seen, number, version });
    connection.sendView(view);
    if (view.kind === 'over' && state.scene.phase !== 'ended') this.#endSoon(connection, number, state.undo?.until ?? now);
  }

  /** R7.5: kept until the room goes, its end would give away how long the leaders talk (R7.4). It waits while an undo could bring its person back. */
  #endSoon(connection: Connection, number: number, at: number): void {
    this.#clock.after(Math.max(0, at - this.#clock.now()) + 1, () => {
      if (this.#told.get(connection)?.number === number) connection.close('over');
    });
  }

  /** The number of the newest view on this connection; 0 before the first. */
  newestOn(connection: Connection): number {
    return this.#told.get(connection)?.number ?? 0;
  }

  /** R6.2, R6.5: a device that does not hold its person's seat stands at the doorstep and learns nothing. */
  #viewOn(connection: Connection, state: RoomState, number: number, now: number): View {
    const person = personOf(state, connection.personId);
    if (person?.where === 'in' && person.device !== connection.device && !isOverFor(state, connection.personId)) {
      return { kind: 'doorstep', version: number, door: 'outside' };
    }
    const view = viewFor(state, connection.personId, number, now);
    return this.#isGuarded && view.kind === 'room' ? guarded(view) : view;
  }
}

function nameOf({ room, personId }: Pick<Connection, 'room' | 'personId'>): string {
  return `${room}/${personId}`;
}

function lostSeat(before: RoomState | null, after: RoomState, { personId, device }: Connection): boolean {
  const then = before && personOf(before, personId);
  const now = personOf(after, personId);
  return then?.where === 'in' && then.device === device && now?.where === 'in' && now.device !== device;
}
