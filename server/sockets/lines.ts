// The open lines of this process: which person sits behind which socket, told apart by room. Knows no Socket.IO.
import type { Goodbye, HeardWhisper, MediaState } from '../../shared/protocol/messages.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { View } from '../../shared/ritual/view.ts';
import type { RoomId } from '../ports.ts';

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
}

export class Lines {
  readonly #lines = new Set<Line>();

  add(line: Line): void {
    this.#lines.add(line);
  }

  /** Answers whether the person still has a line from the same device. */
  remove(line: Line): boolean {
    this.#lines.delete(line);
    return this.hasDevice(line.room, line.personId, line.device);
  }

  hasDevice(room: RoomId, personId: PersonId, device: string | null): boolean {
    return this.inRoom(room).some((line) => line.personId === personId && line.device === device);
  }

  inRoom(room: RoomId): Line[] {
    return [...this.#lines].filter((line) => line.room === room);
  }

  ofSeat(ref: string): Line[] {
    return [...this.#lines].filter((line) => line.ref === ref);
  }

  all(): Line[] {
    return [...this.#lines];
  }
}
