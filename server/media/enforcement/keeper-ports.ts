// What the rights keeper needs from the world, and what the proxy needs from the rights keeper.
import type { Logger } from 'pino';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MediaConnections, MediaGateway } from '../../ports/media.ts';
import type { Meters } from '../../ports/meters.ts';
import type { RoomId } from '../../ports/rooms.ts';

/** The newest stored state of a room, read from the log; null if the room is not live. Throws `Fault`. */
export type RoomStateOf = (room: RoomId) => Promise<{ readonly version: number; readonly state: RoomState } | null>;

export interface RightsKeeperPorts {
  readonly gateway: MediaGateway;
  readonly connections: MediaConnections;
  readonly clock: Clock;
  readonly roomState: RoomStateOf;
  /** Whether this server looks after the room; if not, another one does. */
  readonly isOurs: (room: RoomId) => boolean;
  /** R3.7: the media server confirms a silence, or a later look casts doubt on it. May be called more than once. */
  readonly onSilence: (room: RoomId, personId: PersonId, silenceNumber: number, verdict: 'confirmed' | 'doubted') => void;
  /** R4.6: this person's program passed one thing off as another. May be called more than once. */
  readonly onLie: (room: RoomId, personId: PersonId) => void;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly meters?: Pick<Meters, 'lookedAtMedia'>;
}

export interface ConnectionKeeper {
  /** Called while a join is held back; `absent` means that nobody of that name is in the media server's room. */
  settle(room: RoomId, personId: PersonId): Promise<'settled' | 'absent' | 'failed'>;
  lied(room: RoomId, personId: PersonId, why: string): void;
}
