// What is true in one room. Plain data, rebuilt from events alone; times are milliseconds of the server's clock.
import type { Form } from './forms.ts';
import type { PhaseId } from './phases.ts';
import type { Role } from './roles.ts';

export type PersonId = string;

/** R5.2: a seat belongs to a person for the series, a guest's for the meeting (R6.1); the order of seats is the order of the circle. */
export interface Seat {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Leads beside a leader and is learning it; leaders alone see that. Left out of everybody else's seat. */
  readonly inTraining?: true | undefined;
  /** R1.4: named ahead to convene this meeting. Left out of everybody else's seat, and where a group has leaders. */
  readonly convenes?: true | undefined;
}

/**
 * - `away`: not come yet, or left by their own will
 * - `knocking`: waits at the doorstep for a leader (R6.3)
 * - `in`: in the room
 * - `lost`: was in the room, the connection broke; the chair stays (R5.4)
 * - `steppedOut`: asked by a leader to step out; may knock (R6.4)
 * - `shutOut`: the door is closed to them for this meeting (R6.4)
 */
export type Whereabouts = 'away' | 'knocking' | 'in' | 'lost' | 'steppedOut' | 'shutOut';

/**
 * R4.7: whether somebody's microphone works:
 * - `works`: it does; the media server tells whether it is on
 * - `missing`: there is none, or none is allowed
 * - `muted`: their system keeps it silent
 * - `off`: they have it off and send nothing at all, of which the media server tells nobody
 */
export type Microphone = 'works' | 'missing' | 'muted' | 'off';

/** In ms of the server's clock; `to` is null for as long as they are in the room. */
export interface Stay {
  readonly from: number;
  readonly to: number | null;
}

/** R9.1: the hours for which a meeting is planned, in ms. */
export interface PlannedHours {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface Person {
  readonly where: Whereabouts;
  /** When `where` last changed. */
  readonly since: number;
  /** R6.5: the one device that holds the seat. */
  readonly device: string | null;
  /** R4.2: held by a leader in an emergency. */
  readonly held: boolean;
  /** R4.7: as last reported by their own page, from the device that holds the seat. */
  readonly microphone: Microphone;
  /** R5.4: the leaders went on without this lost person. */
  readonly goneOnWithout: boolean;
  /** R9.1: when they were in the room, in order; short gaps that ended in a return are part of a stay. */
  readonly stays: readonly Stay[];
  /** R3.7: grows each time this person loses the right to be heard; a confirmation names the silence it is about. */
  readonly silenceNumber: number;
  /** When the media server confirmed the present silence; null while it has not. */
  readonly silentSince: number | null;
}

/** `invited`: the permission is back, but not yet their own touch (R3.5). */
export type PresenterPlace = 'circle' | 'steppedBack' | 'invited';

export interface Presenter {
  readonly personId: PersonId;
  readonly place: PresenterPlace;
}

/** R2.2: a leader's question to one person, and whether they said yes. */
export interface Chosen {
  readonly personId: PersonId;
  readonly accepted: boolean;
}

/** R5.6: which of two circles may be heard while there is a case. */
export type Round = 'inner' | 'outer' | 'both';

/** R3.4: the presenter's one private sign. */
export interface Signal {
  readonly raisedAt: number;
  readonly acknowledgedAt: number | null;
}

/** R8.1, R8.5: the soft clock, by the server's time; it stands still from `pausedAt`. */
export interface SoftClock {
  readonly startedAt: number;
  readonly pausedAt: number | null;
  /** Milliseconds of finished pauses since `startedAt`. */
  readonly pausedMs: number;
  /** R8.5: until when the present break is; null when its end is open, and while there is none. */
  readonly returnAt: number | null;
}

/** All that a change of phase changes, so that an undo can restore it exactly (R1.5). */
export interface Scene {
  readonly phase: PhaseId;
  readonly clock: SoftClock;
  readonly caseNumber: number;
  readonly offers: readonly PersonId[];
  readonly chosen: Chosen | null;
  readonly presenter: Presenter | null;
  readonly signal: Signal | null;
  /** R4.5: raised hands, in the order in which the server heard of them. */
  readonly hands: readonly PersonId[];
  /** R5.6: the inner circle's, until a leader gives it in this phase. */
  readonly round: Round;
  /** R4.6: those whose programs lied in this phase. */
  readonly closed: readonly PersonId[];
  /** R9.1: since when the gathering is over; null until then. */
  readonly begunAt: number | null;
  /** R7.4: since when only leaders are in the room; null while all may be. */
  readonly leadersOnlySince: number | null;
}

export interface Undo {
  readonly until: number;
  readonly scene: Scene;
}

/** R7.6: who of those who lead takes the time, and since when. */
export interface TimeKeeper {
  readonly personId: PersonId;
  readonly since: number;
}

export interface RoomState {
  readonly meetingId: string;
  readonly groupName: string;
  readonly form: Form;
  readonly openedAt: number;
  /** Null when the group meets freely, and in rooms that an older version opened. */
  readonly planned: PlannedHours | null;
  /** R9.1: by how many minutes those who lead have put off the planned end. */
  readonly extendedMinutes: number;
  /** R1.4: who leads this meeting of a group without leaders; null while nobody does. */
  readonly convenor: PersonId | null;
  /** R6.1: members whom a leader has asked to lead for the rest of this meeting. */
  readonly substitutes: readonly PersonId[];
  /** R7.6: as last handed on; see `timeKeeperOf` in time-keeper.ts. */
  readonly timeKeeper: TimeKeeper | null;
  readonly seats: readonly Seat[];
  readonly people: Readonly<Record<PersonId, Person>>;
  /** R5.6: those whose places are in the outer circle, in the order in which they come in; empty where there is one circle. */
  readonly outer: readonly PersonId[];
  readonly scene: Scene;
  readonly undo: Undo | null;
  /** R7.4: a leader has undone the debrief that began by itself; it does not begin so again before somebody has come back. */
  readonly isDebriefUndone: boolean;
  /** R7.2: since when no leader has been in the room; null while one is. */
  readonly leaderlessSince: number | null;
}
