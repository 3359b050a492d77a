// The one path of every change: queue, load, decide, store, then tell. People, connections, the media and the clock all enter here.

import type { By, Command } from '../../shared/ritual/commands.ts';
import { decide } from '../../shared/ritual/decide.ts';
import type { Decision } from '../../shared/ritual/decision.ts';
import type { RoomEvent } from '../../shared/ritual/events.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Meters } from '../ports/meters.ts';
import { noMeters } from '../ports/no-meters.ts';
import type { Meeting, Roster } from '../ports/records.ts';
import type { Appended, RoomId, RoomLog } from '../ports/rooms.ts';
import { kindOfCommand, kindOfRefusal } from '../ports/told-apart.ts';
import type { LiveRooms } from './live-rooms.ts';
import { RoomQueue } from './room-queue.ts';

export type Performed = { readonly version: number } | { readonly refused: Refusal };
/** R1.8: its time ran out before it could be begun; nothing has changed, and nothing will. */
export type Late = { readonly late: true };
/** Its person has stored too much; nothing has changed. */
export type TooMuch = { readonly tooMuch: true };

export interface Bounds {
  /** R1.8 */
  readonly notAfter?: number | undefined;
  /** Asked in the state that the change would continue, just before it is stored. */
  readonly mayStore?: (() => boolean) | undefined;
}

/** How often a command is decided again because another server was quicker. */
const tries = 8;

export class CommandPath {
  readonly #log: RoomLog;
  readonly #rooms: LiveRooms;
  readonly #clock: Clock;
  readonly #meters: Meters;
  readonly #queue = new RoomQueue();

  constructor(log: RoomLog, rooms: LiveRooms, clock: Clock, meters: Meters = noMeters) {
    this.#log = log;
    this.#rooms = rooms;
    this.#clock = clock;
    this.#meters = meters;
  }

  /** Opens the room of a meeting when it is not open yet; a repeat changes nothing. */
  open(meeting: Meeting, roster: Roster): Promise<Performed> {
    const { id, startsAt, endsAt, meetsFreely } = meeting;
    const hours = meetsFreely ? {} : { planned: { startsAt, endsAt } };
    const opened: RoomEvent = { type: 'meetingOpened', at: this.#clock.now(), meetingId: id, ...roster, ...hours };
    return this.#queue.run(meeting.id, () =>
      this.#append(meeting.id, `open-${meeting.id}`, (state) => (state === null ? [opened] : [])),
    );
  }

  /** `commandId` makes a resent command harmless. Throws `Fault`; then either nothing has changed, or a resend will show that it has. */
  perform(room: RoomId, commandId: string, command: Command, by: By): Promise<Performed>;
  perform(room: RoomId, commandId: string, command: Command, by: By, bounds?: Bounds): Promise<Performed | Late | TooMuch>;
  async perform(room: RoomId, commandId: string, command: Command, by: By, bounds?: Bounds): Promise<Performed | Late | TooMuch> {
    const since = performance.now();
    let outcome: Parameters<Meters['commandAnswered']>[1] = 'failed';
    try {
      const performed = await this.#queue.run(room, () =>
        this.#append(
          room,
          commandId,
          (state) => (state === null ? 'meeting-over' : decide(state, command, { now: this.#clock.now(), by })),
          bounds,
        ),
      );
      outcome = 'version' in performed ? 'done' : { refused: 'refused' in performed ? kindOfRefusal(performed.refused) : 'rule' };
      return performed;
    } finally {
      this.#meters.commandAnswered(kindOfCommand(command.type), outcome, (performance.now() - since) / 1000);
    }
  }

  /** Whether an earlier sending of this command was done. Throws `Fault`. */
  async isDone(room: RoomId, commandId: string): Promise<boolean> {
    return (await this.#log.versionOf(room, commandId)) !== null;
  }

  /** A command that is sent again may now be late, refused or too much only because its first sending was done. */
  async #doneBefore(room: RoomId, commandId: string): Promise<{ readonly version: number } | null> {
    const version = await this.#log.versionOf(room, commandId);
    if (version === null) return null;
    await this.#rooms.catchUp(room);
    return { version };
  }

  async #append(room: RoomId, commandId: string, decideOn: (state: RoomState | null) => Decision): Promise<Performed>;
  async #append(
    room: RoomId,
    commandId: string,
    decideOn: (state: RoomState | null) => Decision,
    bounds: Bounds | undefined,
  ): Promise<Performed | Late | TooMuch>;
  async #append(
    room: RoomId,
    commandId: string,
    decideOn: (state: RoomState | null) => Decision,
    { notAfter = Number.POSITIVE_INFINITY, mayStore = () => true }: Bounds = {},
  ): Promise<Performed | Late | TooMuch> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const live = await this.#rooms.current(room);
      if (this.#clock.now() > notAfter) return (await this.#doneBefore(room, commandId)) ?? { late: true };
      const version = live?.version ?? 0;
      const decision = decideOn(live?.state ?? null);
      if (typeof decision === 'string' || decision.length === 0) {
        const newest = await this.#rooms.catchUp(room);
        if ((newest?.version ?? 0) !== version) continue; // it was decided on an outdated state
        if (typeof decision !== 'string') return { version };
        return (await this.#doneBefore(room, commandId)) ?? { refused: decision };
      }
      if (!mayStore()) return (await this.#doneBefore(room, commandId)) ?? { tooMuch: true };
      const appended = await this.#store(room, version, commandId, decision);
      if (appended.outcome === 'duplicate') {
        await this.#rooms.catchUp(room);
        return { version: appended.version };
      }
      if (appended.outcome === 'appended') {
        this.#rooms.take(room, [{ version: appended.version, commandId, events: decision }], { storedAt: performance.now() });
        return { version: appended.version };
      }
      // A conflict with nothing: the log has no room of that name any more.
      if (appended.missed.length === 0) this.#rooms.forget(room);
      this.#rooms.take(room, appended.missed);
    }
    throw new Fault('log-unavailable', `room ${room} changed ${tries} times while one command was being decided`);
  }

  async #store(room: RoomId, version: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const since = performance.now();
    let outcome: Appended['outcome'] | 'failed' = 'failed';
    try {
      const appended = await this.#log.append(room, version, commandId, events);
      outcome = appended.outcome;
      return appended;
    } finally {
      this.#meters.appended(outcome, (performance.now() - since) / 1000);
    }
  }
}
