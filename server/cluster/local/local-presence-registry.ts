// The presence registry of a single process, in memory: every open connection is carried here.
import type { ConnectionName, PresenceRegistry } from '../../ports/cluster.ts';
import type { RoomId } from '../../ports/rooms.ts';

export class LocalPresenceRegistry implements PresenceRegistry {
  readonly #connections = new Map<RoomId, Set<ConnectionName>>();

  async open(room: RoomId, connection: ConnectionName): Promise<void> {
    const connections = this.#connections.get(room) ?? new Set();
    this.#connections.set(room, connections.add(connection));
  }

  async close(room: RoomId, connection: ConnectionName): Promise<void> {
    const connections = this.#connections.get(room);
    connections?.delete(connection);
    if (connections?.size === 0) this.#connections.delete(room);
  }

  async isOpen(room: RoomId, connection: ConnectionName): Promise<boolean> {
    return this.#connections.get(room)?.has(connection) ?? false;
  }
}
