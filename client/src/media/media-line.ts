// Keeps the line to the media server for as long as it is wanted: a fresh door for each fresh line, for ever.
// Short breaks are the media library's own to mend; this begins again when it has given up or was refused.
import { ConnectionState, type Room, RoomEvent } from 'livekit-client';
import type { MediaDoor } from '../../../shared/protocol/messages.ts';
import { connectOptions } from './room-options.ts';

const firstPauseMs = 250;
const longestPauseMs = 2000;

export class MediaLine {
  readonly #room: Room;
  readonly #askDoor: () => Promise<MediaDoor | null>;
  #isWanted = false;
  #isRunning = false;
  #wake = () => {};

  constructor(room: Room, askDoor: () => Promise<MediaDoor | null>) {
    this.#room = room;
    this.#askDoor = askDoor;
    room.on(RoomEvent.Disconnected, () => this.#wake());
  }

  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#wake();
    if (!isWanted) void this.#room.disconnect(false);
    if (!this.#isRunning) void this.#keep();
  }

  /** Something has changed that may make the next try succeed. */
  hurry(): void {
    this.#wake();
  }

  /** Gives the line up and makes it anew. */
  async renew(): Promise<void> {
    await this.#room.disconnect(false);
  }

  async #keep(): Promise<void> {
    this.#isRunning = true;
    let pause = firstPauseMs;
    while (this.#isWanted) {
      if (await this.#connect()) {
        pause = firstPauseMs;
        await this.#untilDisconnected();
      }
      if (!this.#isWanted) break;
      await this.#wait(pause * (0.75 + Math.random() / 2));
      pause = Math.min(longestPauseMs, pause * 2);
    }
    await this.#room.disconnect(false);
    this.#isRunning = false;
    if (this.#isWanted) void this.#keep();
  }

  async #connect(): Promise<boolean> {
    const door = await this.#askDoor();
    if (door === null || !this.#isWanted) return false;
    try {
      // The way in is decided at the door from the room's own state; the library only insists on some token.
      await this.#room.connect(`${location.origin.replace(/^http/, 'ws')}${door.path}`, 'none', connectOptions);
      return true;
    } catch {
      return false;
    }
  }

  async #untilDisconnected(): Promise<void> {
    while (this.#isWanted && this.#room.state !== ConnectionState.Disconnected) await this.#wait(null);
  }

  #wait(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
