// The room log with the records as its witness: a log is believed only if it has what the records know of it. A store that has lost data
// cannot reopen a room in the middle of a meeting, and what the records have closed is over, whatever is left of its log.
import type { RoomEvent } from '../../shared/ritual/events.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Groups } from '../ports/records.ts';
import type { Appended, LogEntry, RoomId, RoomLog } from '../ports/rooms.ts';
import type { LogMark, LogMarks } from './log-marks.ts';

export interface Witnesses {
  readonly marks: LogMarks;
  readonly groups: Pick<Groups, 'closeMeeting'>;
  readonly clock: Clock;
  /** Told once of each room in a sentence. */
  readonly warn?: (sentence: string) => void;
}

type Call = Parameters<RoomLog['follow']>[0];

/** No phase lasts longer: if a log is lost this long after its last mark, its meeting is over anyway. */
const longestPhaseMs = 4 * 3600_000;
/** R9.5: always at this pace, whatever happens, so that the times of writing give no action away. */
const paceMs = 2_000;

export class WitnessedLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #witnesses: Witnesses;
  readonly #followers = new Set<Call>();
  /** Rooms whose log is known to have what the records know. */
  readonly #sure = new Set<RoomId>();
  /** The newest known entry of each room, and when it came. */
  readonly #newest = new Map<RoomId, { readonly mark: LogMark; readonly at: number }>();
  /** Rooms with a log of which the records know no meeting. */
  readonly #strange = new Set<RoomId>();
  readonly #stop: () => void;
  #cancelNext: () => void;
  #doubts = 0;
  #isClosed = false;

  constructor(log: RoomLog, witnesses: Witnesses) {
    this.#log = log;
    this.#witnesses = witnesses;
    this.#stop = log.follow((room, news) => {
      if (news === 'unsure') this.#doubt(room);
      if (news === 'removed') this.#forget(room);
      if (typeof news === 'object') this.#learn(room, news);
      this.#tell(room, news);
    });
    this.#cancelNext = witnesses.clock.after(paceMs, () => void this.#renew());
  }

  /** Throws `Fault('log-lost')` for a log that lacks what the records know of it. */
  async read(room: RoomId, afterVersion: number): Promise<readonly LogEntry[]> {
    const entries = await this.#unlessOver(room, () => this.#log.read(room, afterVersion));
    const last = entries?.at(-1);
    if (last) this.#learn(room, last);
    return entries ?? [];
  }

  async append(room: RoomId, expectedVersion: number, commandId: string, events: readonly RoomEvent[]): Promise<Appended> {
    const appended = await this.#unlessOver(room, async () => {
      const answer = await this.#log.append(room, expectedVersion, commandId, events);
      if (answer.outcome === 'appended') await this.#appended(room, { version: answer.version, commandId });
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
    this.#isClosed = true;
    this.#cancelNext();
    this.#stop();
    this.#followers.clear();
    return this.#log.close();
  }

  /** Null for a room that is over; whoever still has it is told. */
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
    const { marks, groups, clock } = this.#witnesses;
    const known = await marks.of(room);
    if (known === 'unknown') return this.#leave(room);
    if (known === 'closed') return this.#clear(room);
    if (known === null) {
      const [first] = await this.#log.read(room, 0);
      if (first === undefined) return false;
      await marks.note(room, first);
    } else if (!(await this.#holds(room, known.mark))) {
      if (clock.now() - known.notedAt < longestPhaseMs) throw lost(room, known.mark);
      await groups.closeMeeting(room, []);
      return this.#clear(room);
    }
    if (doubts === this.#doubts) this.#sure.add(room);
    return false;
  }

  /** Older records may have been put back beside a newer log: nobody but an operator ends what they do not know. */
  async #leave(room: RoomId): Promise<true> {
    if (this.#strange.has(room) || !(await this.#log.liveRooms()).includes(room)) return true;
    this.#strange.add(room);
    this.#witnesses.warn?.(strange(room));
    return true;
  }

  async #clear(room: RoomId): Promise<true> {
    await this.remove(room);
    return true;
  }

  /** A null mark can no longer be read by anybody: with its key, the log has lost everything. */
  async #holds(room: RoomId, mark: LogMark | null): Promise<boolean> {
    return mark !== null && (await this.#log.versionOf(room, mark.commandId)) === mark.version;
  }

  /** Nobody can act in a room before the records know that it was opened. Later on, no action waits for them. */
  async #appended(room: RoomId, mark: LogMark): Promise<void> {
    if (mark.version === 1) await this.#witnesses.marks.note(room, mark);
    this.#learn(room, mark);
  }

  #learn(room: RoomId, { version, commandId }: LogMark): void {
    if (version <= (this.#newest.get(room)?.mark.version ?? 0)) return;
    this.#newest.set(room, { mark: { version, commandId }, at: this.#witnesses.clock.now() });
  }

  /** Whatever the records fail to store now is stored the next time. A room in which nothing has happened for that long needs no witness. */
  async #renew(): Promise<void> {
    const { marks, clock } = this.#witnesses;
    const isOn = ([room, { at }]: [RoomId, { at: number }]) => this.#sure.has(room) && clock.now() - at < longestPhaseMs;
    const due = [...this.#newest].filter(isOn).map(([room, { mark }]) => [room, mark] as const);
    if (due.length > 0) await marks.renew(new Map(due)).catch(() => undefined);
    if (!this.#isClosed) this.#cancelNext = clock.after(paceMs, () => void this.#renew());
  }

  #doubt(room: RoomId): void {
    this.#doubts++;
    this.#sure.delete(room);
  }

  #forget(room: RoomId): void {
    this.#doubt(room);
    this.#newest.delete(room);
  }

  #tell(room: RoomId, news: Parameters<Call>[1]): void {
    for (const call of this.#followers) call(room, news);
  }
}

function strange(room: RoomId): string {
  return `The log of room ${room} is there, but the records know no such meeting: older records may have been put back. The room stays closed. Put the newest records back, or destroy what is left of it: npm run records -- end-meeting ${room}`;
}

function lost(room: RoomId, mark: LogMark | null): Fault {
  const what = mark === null ? 'its key' : `what was there at version ${mark.version}`;
  return new Fault(
    'log-lost',
    `the log of room ${room} has lost data: ${what} is gone. The room stays closed. Put the newest data back, or end this meeting: npm run records -- end-meeting ${room}`,
  );
}
