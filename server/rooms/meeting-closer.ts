// Closes an ended room once its end can no longer be undone: attendance and the number of cases are kept, everything else is deleted (R9).
import { randomUUID } from 'node:crypto';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { isClosedForGood } from '../../shared/ritual/people.ts';
import type { Clock } from '../ports/clock.ts';
import type { Groups } from '../ports/records.ts';
import type { RoomId, RoomLog } from '../ports/rooms.ts';
import type { LiveRooms, RoomChange } from './live-rooms.ts';
import type { CommandPath } from './perform-command.ts';

export interface MeetingCloserPorts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly groups: Pick<Groups, 'closeMeeting'>;
  readonly media: { closeForGood(room: RoomId): Promise<void> } | null;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
}

/** After a fault. */
const againMs = 5_000;

export class MeetingCloser {
  readonly #ports: MeetingCloserPorts;
  readonly #closed: (room: RoomId) => void;
  readonly #failed: (room: RoomId, cause: unknown) => void;
  readonly #timers = new Map<RoomId, () => void>();

  constructor(ports: MeetingCloserPorts, closed: (room: RoomId) => void, failed: (room: RoomId, cause: unknown) => void) {
    this.#ports = ports;
    this.#closed = closed;
    this.#failed = failed;
  }

  /** A meeting that is already closed is cleared away by whichever server takes it up. */
  roomChanged({ room, before, after }: RoomChange): void {
    if (before !== null && isClosedForGood(after)) return; // closed by the work that is still going on here
    this.forget(room);
    if (after.scene.phase !== 'ended') return;
    const { clock } = this.#ports;
    this.#schedule(room, Math.max(0, (after.undo?.until ?? 0) - clock.now()) + 1);
  }

  forget(room: RoomId): void {
    this.#timers.get(room)?.();
    this.#timers.delete(room);
  }

  stop(): void {
    for (const room of [...this.#timers.keys()]) this.forget(room);
  }

  #schedule(room: RoomId, wait: number): void {
    const cancel = this.#ports.clock.after(wait, () => {
      this.#close(room)
        .catch((cause: unknown) => this.#failed(room, cause))
        // Until the room is let go, is gone, or has changed.
        .finally(() => this.#timers.get(room) === cancel && this.#schedule(room, againMs));
    });
    this.#timers.set(room, cancel);
  }

  /** The log decides whether an undo or the close came first; whatever follows can safely be done twice. */
  async #close(room: RoomId): Promise<void> {
    const { rooms, path, groups, media, log } = this.#ports;
    const closed = await path.perform(room, randomUUID(), { type: 'closeMeeting' }, 'clock');
    if ('refused' in closed) return;
    const live = await rooms.current(room);
    if (live === null || !isClosedForGood(live.state)) return;
    const { scene, extendedMinutes } = live.state;
    await groups.closeMeeting(room, attendanceOf(live.state, scene.clock.startedAt), scene.caseNumber, extendedMinutes);
    await media?.closeForGood(room);
    await log.remove(room);
    this.forget(room);
    this.#closed(room);
  }
}
