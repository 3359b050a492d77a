// Brings an ended room to its close once the end can no longer be undone: attendance is kept, all else is gone (R9).
import { randomUUID } from 'node:crypto';
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import { isClosedForGood } from '../../shared/ritual/people.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaGateway } from '../ports/media.ts';
import type { Groups } from '../ports/records.ts';
import type { RoomId, RoomLog } from '../ports/rooms.ts';
import type { LiveRooms, RoomChange } from './live-rooms.ts';
import type { CommandPath } from './perform-command.ts';

export interface MeetingCloserPorts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly groups: Pick<Groups, 'closeMeeting'>;
  readonly media: Pick<MediaGateway, 'closeRoom'> | null;
  readonly rooms: LiveRooms;
  readonly path: CommandPath;
}

/** After a failure of the world. */
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

  /** One that is closed already is brought to its end by whoever takes it up. */
  roomChanged({ room, before, after }: RoomChange): void {
    if (before !== null && isClosedForGood(after)) return; // closed by the very work that goes on here
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
        // Until the room is let go, gone, or another than it was.
        .finally(() => this.#timers.get(room) === cancel && this.#schedule(room, againMs));
    });
    this.#timers.set(room, cancel);
  }

  /** The log decides whether an undo or the close came first; whatever follows may be done twice. */
  async #close(room: RoomId): Promise<void> {
    const { rooms, path, groups, media, log } = this.#ports;
    const closed = await path.perform(room, randomUUID(), { type: 'closeMeeting' }, 'clock');
    if ('refused' in closed) return;
    const live = await rooms.current(room);
    if (live === null || !isClosedForGood(live.state)) return;
    await groups.closeMeeting(room, attendanceOf(live.state, live.state.scene.clock.startedAt));
    await media?.closeRoom(room).catch((cause: unknown) => this.#failed(room, cause)); // an empty media room dies by itself
    await log.remove(room);
    this.forget(room);
    this.#closed(room);
  }
}
