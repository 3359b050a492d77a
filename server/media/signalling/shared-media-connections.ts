// The media connections of all servers, as the rights keeper sees them: those carried here, and those that others carry.
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { ConnectionName, PresenceRegistry, ServerBus } from '../../ports/cluster.ts';
import type { MediaConnections } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import { OpenMediaConnections } from './open-media-connections.ts';

export interface SharedMediaConnectionsParts {
  readonly presence: PresenceRegistry;
  readonly others: ServerBus;
  readonly failed: (room: RoomId, what: string, cause: unknown) => void;
}

export class SharedMediaConnections implements MediaConnections {
  readonly #parts: SharedMediaConnectionsParts;
  /** Those carried by this server. */
  readonly here: OpenMediaConnections;

  constructor(parts: SharedMediaConnectionsParts) {
    this.#parts = parts;
    const { presence } = parts;
    this.here = new OpenMediaConnections({
      opened: (room, identity) => {
        this.#cutElsewhere(room, identity); // the newest replaces older ones, wherever they are
        this.#try(room, 'connectionOpened', presence.open(room, nameOf(identity)));
      },
      closed: (room, identity) => this.#try(room, 'connectionClosed', presence.close(room, nameOf(identity))),
    });
  }

  async isOpen(room: RoomId, identity: PersonId): Promise<boolean> {
    return this.here.isOpen(room, identity) || this.#parts.presence.isOpen(room, nameOf(identity));
  }

  cut(room: RoomId, identity: PersonId): void {
    this.here.cut(room, identity);
    this.#cutElsewhere(room, identity);
  }

  holdTo(room: RoomId, state: RoomState): void {
    this.here.holdTo(room, state);
  }

  #cutElsewhere(room: RoomId, personId: PersonId): void {
    this.#try(room, 'cutMedia', this.#parts.others.tell({ type: 'cutMedia', room, personId }));
  }

  #try(room: RoomId, what: string, work: Promise<void>): void {
    work.catch((cause: unknown) => this.#parts.failed(room, what, cause));
  }
}

function nameOf(identity: PersonId): ConnectionName {
  return `media/${identity}`;
}
