// What happens when this server begins to look after a room, stops, or the room is over: who is told, and in which order.

import type { Media } from './media/media.ts';
import type { RoomId } from './ports/rooms.ts';
import type { GraceKeeper } from './rooms/grace-keeper.ts';
import type { LiveRoom, LiveRooms, RoomChange } from './rooms/live-rooms.ts';
import type { MeetingCloser } from './rooms/meeting-closer.ts';
import type { RoomCare } from './rooms/room-care.ts';
import type { Connections } from './sockets/connections.ts';
import type { Notes } from './sockets/notes.ts';
import type { Reception } from './sockets/reception.ts';
import type { StoredActs } from './sockets/stored-acts.ts';

/**
 * When a server has gone, people who are present according to the log have this long to come back before their chairs say that the connection is
 * lost.
 */
const comeBackMs = 15_000;

export interface RoomLifeParts {
  readonly rooms: LiveRooms;
  readonly care: RoomCare;
  readonly graces: GraceKeeper;
  readonly closer: MeetingCloser;
  readonly media: Media | null;
  readonly connections: Connections;
  readonly notes: Notes;
  readonly storedActs: StoredActs;
  readonly reception: Reception;
}

export class RoomLife {
  readonly #parts: RoomLifeParts;

  constructor(parts: RoomLifeParts) {
    this.#parts = parts;
  }

  /** Resolves when the rights have been checked once; only then is anybody let in. */
  async takeUp(room: RoomId, live: LiveRoom): Promise<void> {
    const { reception, media } = this.#parts;
    this.#timesOf({ room, before: null, after: live.state, version: live.version, isOwn: false });
    for (const [personId, { where, device }] of Object.entries(live.state.people)) {
      if (device !== null && (where === 'in' || where === 'knocking')) reception.expectBack({ room, personId, device }, comeBackMs);
    }
    await media?.watch(room, live);
  }

  /** Another server looks after it now. */
  letGo(room: RoomId): void {
    this.#parts.graces.forget(room);
    this.#parts.closer.forget(room);
  }

  roomChanged(change: RoomChange): void {
    const { care } = this.#parts;
    if (care.isOurs(change.room)) this.#timesOf(change);
    if (change.before === null) void care.begin(change.room);
  }

  over(room: RoomId): void {
    this.#parts.rooms.forget(room);
    this.#parts.care.end(room);
    this.#part(room, (connection) => connection.close('over'));
  }

  /** A newer version has written to this room's log: its people are sent to a server that can read it. */
  leaveToNewer(room: RoomId): void {
    this.#parts.care.leave(room);
    this.#part(room, (connection) => connection.move());
  }

  #timesOf(change: RoomChange): void {
    this.#parts.graces.roomChanged(change);
    this.#parts.closer.roomChanged(change);
  }

  #part(room: RoomId, end: (connection: ReturnType<Connections['inRoom']>[number]) => void): void {
    const { media, connections, notes, storedActs } = this.#parts;
    media?.forget(room);
    for (const connection of connections.inRoom(room)) end(connection);
    notes.forget(room);
    storedActs.forget(room);
  }
}
