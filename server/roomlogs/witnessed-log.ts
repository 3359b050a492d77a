// The room log with the records as its witness: what they know of a log is asked before it is believed. A store that has lost data opens no
// room anew in the middle of a meeting, and what the records have closed is over, whatever is left of its log.
import type { RoomEvent } from '../../shared/ritual/events.ts';
import { type Appended, type Clock, Fault, type LogEntry, type RoomId, type RoomLog } from '../ports.ts';
import type { Programs } from '../records-ports.ts';
import type { LogMark, LogMarks } from './log-marks.ts';

export interface Witnesses {
  readonly marks: LogMarks;
  readonly programs: Pick<Programs, 'closeMeeting'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Call = Parameters<RoomLog['follow']>[0];

/** No phase lasts longer: a log that is lost so long after its last change of phase has no meeting around it any more. */
const longestPhaseMs = 4 * 3600_000;

export class WitnessedLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #witnesses: Witnesses;
  readonly #followers = new Set<Call>();
  /** Rooms whose log holds what the records know. */
  readonly #sure = new Set<RoomId>();
  /** Marks that the records have yet to take. */
  readonly #owed = new Map<RoomId, LogMark>();
  readonly #stop: () => void;
  #doubts = 0;

  constructor(log: RoomLog, witnesses: Witnesses) {
    this.#log = log;
    this.#witnesses = witnesses;
    this.#stop = log.follow((room, news) => {
      if (news === 'unsure') this.#doubt(room);
      if (news === 'removed') this.#forget(room);
      this.#tell(room, news);
    });
  }

  /** Throws `Fault('log-lost')` for a log that lacks what the records know of it. */
  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    return (await this.#unlessOver(room, () => this.#log.read(room, afterVersion))) ?? [];
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const appended = await this.#unlessOver(room, async () => {
      const answer = await this.#log.append(room, expectedVersion, commandId, events);
      if (answer.outcome === 'appended') await this.#note(room, { version: answer.version, commandId }, events);
      return answer;
    });
    if (appended === null && expectedVersion === 0) throw new Fault('log-unavailable', `no meeting is open in room ${room}`);
    return appended ?? { outcome: 'conflict', missed: [] };
  }

  versionOf(room: RoomId, commandId: string): Promise<number | null> {
    return this.#log.versionOf(room, commandId);
  }

  liveRooms(): Promise<readonly RoomId[]> {
    return this.#log.liveRooms();
  }

  async remove(room: RoomId): Promise<void> {
    await this.#log.remove(room);
    this.#forget(room);
  }

  follow(call: Call): () => void {
    this.#followers.add(call);
    return () => this.#followers.delete(call);
  }

  close(): Promise<void> {
    this.#stop();
    this.#followers.clear();
    return this.#log.close();
  }

  /** Null for a room that is over; whoever has it still is told. */
  async #unlessOver<T>(room: RoomId, work: () => Promise<T>): Promise<T | null> {
    if (!(await this.#isOver(room))) {
      try {
        return await work();
      } catch (fault) {
        this.#doubt(room);
        if (!(fault instanceof Fault && fault.code === 'log-lost') || !(await this.#isOver(room))) throw fault;
      }
    }
    this.#tell(room, 'removed');
    return null;
  }

  async #isOver(room: RoomId): Promise<boolean> {
    if (this.#sure.has(room)) return false;
    const doubts = this.#doubts;
    const { marks, programs, clock } = this.#witnesses;
    const known = await marks.of(room);
    if (known === 'unknown') return true;
    if (known === 'closed') return this.#clear(room);
    if (known === null) {
      const [first] = await this.#log.read(room, 0);
      if (first === undefined) return false;
      await marks.note(room, first);
    } else if ((await this.#log.versionOf(room, known.commandId)) !== known.version) {
      if (clock.now() - known.notedAt < longestPhaseMs) throw lost(room, known.version);
      await programs.closeMeeting(room, []);
      return this.#clear(room);
    }
    if (doubts === this.#doubts) this.#sure.add(room);
    return false;
  }

  async #clear(room: RoomId): Promise<true> {
    await this.remove(room);
    return true;
  }

  /** Nobody acts in a room before the records know that it was opened. Later on no act waits for them. */
  async #note(room: RoomId, mark: LogMark, events: readonly RoomEvent[]): Promise<void> {
    const { marks } = this.#witnesses;
    if (mark.version === 1) return marks.note(room, mark);
    if (events.some(({ type }) => type === 'phaseChanged' || type === 'phaseUndone')) this.#owed.set(room, mark);
    const owed = this.#owed.get(room);
    if (owed === undefined) return;
    const taken = () => this.#owed.get(room) === owed && this.#owed.delete(room);
    marks.note(room, owed).then(taken, () => undefined); // the next act tries again
  }

  #doubt(room: RoomId): void {
    this.#doubts++;
    this.#sure.delete(room);
  }

  #forget(room: RoomId): void {
    this.#doubt(room);
    this.#owed.delete(room);
  }

  #tell(room: RoomId, news: Parameters<Call>[1]): void {
    for (const call of this.#followers) call(room, news);
  }
}

function lost(room: RoomId, version: number): Fault {
  return new Fault(
    'log-lost',
    `the log of room ${room} has lost data: the records know it at version ${version}, and that is not there. The room stays closed. Put the newest data back, or end this meeting: npm run records -- end-meeting ${room}`,
  );
}
