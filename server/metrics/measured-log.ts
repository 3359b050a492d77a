// The room log with a watch in its hand: how long storing takes, how often others were quicker, and how soon a change has been told.
// Changes nothing of what the log says.
import type { RoomEvent } from '../../shared/ritual/events.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meters } from '../ports/meters.ts';
import type { RoomId, RoomLog } from '../ports/rooms.ts';
import type { RoomChange } from '../rooms/live-rooms.ts';

export class MeasuredLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #meters: Meters;
  readonly #clock: Clock;
  /** When this server last stored something in a room, by `performance.now()`. */
  readonly #storedAt = new Map<RoomId, number>();
  /** When a change that another server stored was decided there, by its clock. */
  readonly #decidedAt = new Map<RoomId, number>();

  constructor(log: RoomLog, meters: Meters, clock: Clock) {
    this.#log = log;
    this.#meters = meters;
    this.#clock = clock;
  }

  async read(room: RoomId, afterVersion: number) {
    const entries = await this.#log.read(room, afterVersion);
    if (afterVersion > 0 && entries.length > 0) this.#meters.caughtUp();
    return entries;
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]) {
    const since = performance.now();
    try {
      const appended = await this.#log.append(room, expectedVersion, commandId, events);
      const now = performance.now();
      this.#meters.appended(appended.outcome, (now - since) / 1000);
      if (appended.outcome === 'appended') this.#storedAt.set(room, now);
      return appended;
    } catch (failure) {
      this.#meters.appended('failed', (performance.now() - since) / 1000);
      throw failure;
    }
  }

  versionOf(room: RoomId, commandId: string) {
    return this.#log.versionOf(room, commandId);
  }

  liveRooms() {
    return this.#log.liveRooms();
  }

  async remove(room: RoomId) {
    this.#storedAt.delete(room);
    this.#decidedAt.delete(room);
    await this.#log.remove(room);
  }

  follow(call: Parameters<RoomLog['follow']>[0]) {
    return this.#log.follow((room, news) => {
      if (typeof news === 'object' && news.events[0]) this.#decidedAt.set(room, news.events[0].at);
      if (news === 'removed') this.#storedAt.delete(room);
      call(room, news);
      this.#decidedAt.delete(room);
    });
  }

  close() {
    return this.#log.close();
  }

  /** Called last of all who follow a change. */
  told({ room, isOwn }: Pick<RoomChange, 'room' | 'isOwn'>): void {
    const storedAt = this.#storedAt.get(room);
    const decidedAt = this.#decidedAt.get(room);
    if (isOwn && storedAt !== undefined) this.#meters.told('here', (performance.now() - storedAt) / 1000);
    if (!isOwn && decidedAt !== undefined) this.#meters.told('elsewhere', Math.max(0, this.#clock.now() - decidedAt) / 1000);
  }
}
