// The rooms that this process knows: their state, folded from the log and brought up to date on demand, and whoever follows each change.
import { evolveAll } from '../../shared/ritual/evolve.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import { Fault } from '../ports/fault.ts';
import type { Meters } from '../ports/meters.ts';
import { noMeters } from '../ports/no-meters.ts';
import type { LogEntry, RoomId, RoomLog } from '../ports/rooms.ts';
import { onBehalfOfNobody } from '../process/whose-fault.ts';
import { isKnownEvent } from './known-events.ts';

export interface LiveRoom {
  readonly version: number;
  readonly state: RoomState;
}

export interface RoomChange {
  readonly room: RoomId;
  /** Null when this process sees the room for the first time. */
  readonly before: RoomState | null;
  readonly after: RoomState;
  readonly version: number;
  /** This server stored it just now. */
  readonly isOwn: boolean;
  /** What was stored; left out when the room is only announced as it is. */
  readonly entry?: LogEntry;
  /** When this server stored it, by `performance.now()`; or, if another server has just reported it, when it was decided there, by its clock. */
  readonly since?: { readonly storedAt: number } | { readonly decidedAt: number };
}

/** How entries came here: read from the log, reported by the server that stored them, or stored here. */
type Origin = 'read' | 'told' | { readonly storedAt: number };

export type Follower = (change: RoomChange) => void;

export class LiveRooms {
  readonly #log: RoomLog;
  readonly #tooNew: (room: RoomId) => void;
  readonly #meters: Pick<Meters, 'caughtUp'>;
  readonly #rooms = new Map<RoomId, LiveRoom>();
  readonly #followers: Follower[] = [];

  /** `tooNew` is called for each room in which a newer version has written something that this one cannot read; such a room is dropped. */
  constructor(log: RoomLog, tooNew: (room: RoomId) => void = () => undefined, meters: Pick<Meters, 'caughtUp'> = noMeters) {
    this.#log = log;
    this.#tooNew = tooNew;
    this.#meters = meters;
  }

  get count(): number {
    return this.#rooms.size;
  }

  /** Called after each stored change, in order; it must not throw and must not wait. */
  follow(follower: Follower): void {
    this.#followers.push(follower);
  }

  /** What is known, or else read from the log; null if the room is not live. */
  async current(room: RoomId): Promise<LiveRoom | null> {
    return this.#rooms.get(room) ?? (await this.catchUp(room));
  }

  async catchUp(room: RoomId): Promise<LiveRoom | null> {
    const known = this.#rooms.get(room)?.version ?? 0;
    const entries = await this.#log.read(room, known);
    if (known > 0 && entries.length > 0) this.#meters.caughtUp();
    this.take(room, entries);
    return this.#rooms.get(room) ?? null;
  }

  /** Takes an entry that another server stored, after reading whatever is missing before it. */
  async hear(room: RoomId, entry: LogEntry): Promise<void> {
    const known = this.#rooms.get(room)?.version ?? 0;
    if (entry.version === known + 1) this.take(room, [entry], 'told');
    else if (entry.version > known) await this.catchUp(room);
  }

  /** Folds stored entries into the state, skipping those already known. */
  take(room: RoomId, entries: readonly LogEntry[], origin: Origin = 'read'): void {
    for (const entry of entries) {
      const known = this.#rooms.get(room);
      if (entry.version <= (known?.version ?? 0)) continue;
      if (entry.version !== (known?.version ?? 0) + 1)
        throw new Fault('log-damaged', `room ${room} is missing entries before version ${entry.version}`);
      if (typeof origin === 'string' && !entry.events.every(isKnownEvent)) {
        this.#rooms.delete(room);
        this.#tooNew(room);
        throw new Fault('log-newer', `room ${room} was written by a newer version from entry ${entry.version} on`);
      }
      this.#fold(room, known?.state ?? null, entry, origin);
    }
  }

  forget(room: RoomId): void {
    this.#rooms.delete(room);
  }

  #fold(room: RoomId, before: RoomState | null, entry: LogEntry, origin: Origin): void {
    const { version, events } = entry;
    const after = before === null && events[0]?.type !== 'meetingOpened' ? null : evolveAll(before, events);
    if (after === null) throw new Fault('log-damaged', `room ${room} does not begin with its opening`);
    this.#rooms.set(room, { version, state: after });
    onBehalfOfNobody(() => {
      const since = typeof origin === 'object' ? origin : origin === 'told' && events[0] ? { decidedAt: events[0].at } : null;
      const change = { room, before, after, version, isOwn: typeof origin === 'object', entry, ...(since && { since }) };
      for (const follower of this.#followers) follower(change);
    });
  }
}
