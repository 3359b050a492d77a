// Keeps the connection to the media server up for as long as it is wanted, with a fresh media address for every new one.
// The media library mends short breaks; a stay that is lost is begun anew here, which is faster than there.
import { ConnectionState, type Room, RoomEvent } from 'livekit-client';
import type { MediaDoor } from '../../../shared/protocol/messages.ts';
import { connectOptions } from './room-options.ts';

const firstPauseMs = 150;
const longestPauseMs = 2000;
/** One that has lasted this long broke for a new reason: the next is made at once. */
const steadyMs = 2000;

export interface Prospects {
  /** Nobody is there: trying is pointless, and a broken connection stays broken. */
  readonly isDown: boolean;
  /** A door can be asked for. */
  readonly canAsk: boolean;
}

export class MediaConnection {
  readonly #room: Room;
  readonly #askDoor: () => Promise<MediaDoor | null>;
  readonly #isHeld: () => boolean;
  #prospects: Prospects = { isDown: false, canAsk: true };
  #isWanted = false;
  #isRunning = false;
  #isHurried = false;
  #isGivingUp = false;
  #isSeekingDoor = false;
  /** Obtained already, for the next try only. */
  #door: MediaDoor | null = null;
  #wake = () => {};

  /** `isHeld`: it still carries sound though its signalling is lost, and must not be given up. */
  constructor(room: Room, askDoor: () => Promise<MediaDoor | null>, isHeld: () => boolean = () => false) {
    this.#room = room;
    this.#askDoor = askDoor;
    this.#isHeld = isHeld;
    room.on(RoomEvent.Disconnected, () => this.#wake());
    room.on(RoomEvent.ConnectionStateChanged, () => this.#judge());
  }

  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#wake();
    if (!isWanted) void this.#room.disconnect(false);
    if (!this.#isRunning) void this.#keep();
  }

  /** A change for the better is a reason to try at once. */
  expect({ isDown, canAsk }: Prospects): void {
    const before = this.#prospects;
    this.#prospects = { isDown, canAsk };
    if ((before.isDown && !isDown) || (!before.canAsk && canAsk)) this.#hurry();
    this.#judge();
  }

  /** Gives up the connection and makes a new one. */
  async renew(): Promise<void> {
    if (this.#isGivingUp) return;
    this.#isGivingUp = true;
    await this.#room.disconnect(false);
    this.#isGivingUp = false;
  }

  /** For a connection that carries nothing: it is given up only once another can be made, and only if that is still needed then. */
  async renewWhileReachable(isNeedless: () => boolean): Promise<void> {
    if (this.#isSeekingDoor || !this.#prospects.canAsk) return;
    this.#isSeekingDoor = true;
    const door = await this.#askDoor();
    this.#isSeekingDoor = false;
    if (door === null || isNeedless() || this.#room.state !== ConnectionState.Connected) return;
    this.#door = door;
    this.#hurry();
    await this.renew();
  }

  #hurry(): void {
    this.#isHurried = true;
    this.#wake();
  }

  #judge(): void {
    const { state } = this.#room;
    const isBroken = state !== ConnectionState.Connected && state !== ConnectionState.Disconnected;
    // The library has lost the stay and is about to join by the old address, which takes it two seconds at least.
    const isGone = state === ConnectionState.Reconnecting;
    if (isGone || (isBroken && this.#prospects.isDown && !this.#isHeld())) void this.renew();
  }

  async #keep(): Promise<void> {
    this.#isRunning = true;
    let pause = firstPauseMs;
    while (this.#isWanted) {
      if (this.#prospects.isDown) {
        await this.#wait(null);
        continue;
      }
      const isSteady = (await this.#connect()) && (await this.#untilDisconnected()) >= steadyMs;
      if (!this.#isWanted) break;
      if (!isSteady) await this.#wait(pause * (0.75 + Math.random() / 2));
      pause = isSteady || this.#isHurried ? firstPauseMs : Math.min(longestPauseMs, pause * 2);
      this.#isHurried = false;
    }
    await this.#room.disconnect(false);
    this.#isRunning = false;
    if (this.#isWanted) void this.#keep();
  }

  async #connect(): Promise<boolean> {
    const found = this.#door;
    this.#door = null;
    const door = found ?? (await this.#askDoor());
    if (door === null || !this.#isWanted || this.#prospects.isDown) return false;
    try {
      // The way in is decided at the door from the room's own state; the library only insists on some token.
      await this.#room.connect(`${location.origin.replace(/^http/, 'ws')}${door.path}`, 'none', connectOptions);
      return true;
    } catch {
      return false;
    }
  }

  /** Resolves to how long it lasted, in ms. */
  async #untilDisconnected(): Promise<number> {
    const since = performance.now();
    this.#isHurried = false;
    while (this.#isWanted && this.#room.state !== ConnectionState.Disconnected) await this.#wait(null);
    return performance.now() - since;
  }

  /** Waits until it is woken; returns at once if it was hurried meanwhile. */
  #wait(ms: number | null): Promise<void> {
    if (this.#isHurried && ms !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
