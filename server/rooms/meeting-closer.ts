// Brings an ended room to its close once the end can no longer be undone: attendance is kept, all else is gone (R9).
import { attendanceOf } from '../../shared/ritual/attendance.ts';
import type { Clock, MediaGateway, RoomId, RoomLog } from '../ports.ts';
import type { Programs } from '../records-ports.ts';
import type { LiveRooms, RoomChange } from './live-rooms.ts';

export interface MeetingCloserPorts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly programs: Programs;
  readonly media: MediaGateway | null;
  readonly rooms: LiveRooms;
}

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

  roomChanged({ room, after }: RoomChange): void {
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
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #schedule(room: RoomId, wait: number): void {
    const close = () =>
      this.#close(room).catch((cause: unknown) => {
        this.#failed(room, cause);
        this.#schedule(room, 5_000);
      });
    this.#timers.set(room, this.#ports.clock.after(wait, close));
  }

  async #close(room: RoomId): Promise<void> {
    const { rooms, programs, media, log } = this.#ports;
    const live = await rooms.current(room);
    if (live?.state.scene.phase !== 'ended') return;
    await programs.closeMeeting(room, attendanceOf(live.state, live.state.scene.clock.startedAt));
    await media?.closeRoom(room).catch((cause: unknown) => this.#failed(room, cause)); // an empty media room dies by itself
    await log.remove(room);
    this.#closed(room);
  }
}
