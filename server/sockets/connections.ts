// The open lines of this process: which person sits behind which socket, told apart by room. Knows no Socket.IO.
import type { Goodbye, HeardWhisper, MediaState } from '../../shared/protocol/messages.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { View } from '../../shared/ritual/view.ts';
import type { RoomId } from '../ports/rooms.ts';

/** One browser tab of one person. */
export interface Line {
  readonly room: RoomId;
  readonly personId: PersonId;
  /** The seat reference whose session opened the line. */
  readonly ref: string;
  readonly device: string;
  /** Asks anew whether the session that opened the line still holds. */
  isSignedIn(): Promise<boolean>;
  sendView(view: View): void;
  sendWhisper(whisper: HeardWhisper): void;
  sendMedia(state: MediaState): void;
  close(why: Goodbye): void;
  /** Ends the line, which is to be made anew with another server or with our successor. */
  move(): void;
}

export class Lines {
  readonly #rooms = new Map<RoomId, Set<Line>>();

  add(line: Line): void {
    const room = this.#rooms.get(line.room) ?? new Set();
    this.#rooms.set(line.room, room.add(line));
  }

  /** Answers whether the person still has a line from the same device. */
  remove(line: Line): boolean {
    const room = this.#rooms.get(line.room);
    room?.delete(line);
    if (room?.size === 0) this.#rooms.delete(line.room);
    return this.hasDevice(line.room, line.personId, line.device);
  }

  hasDevice(room: RoomId, personId: PersonId, device: string | null): boolean {
    return this.inRoom(room).some((line) => line.personId === personId && line.device === device);
  }

  inRoom(room: RoomId): Line[] {
    return [...(this.#rooms.get(room) ?? [])];
  }

  ofSeat(ref: string): Line[] {
    return this.all().filter((line) => line.ref === ref);
  }

  all(): Line[] {
    return [...this.#rooms.values()].flatMap((lines) => [...lines]);
  }
}
