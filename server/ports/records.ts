// The ports to the records: who belongs to a group, how they sign in, and what is kept of a meeting.

import type { PressLink } from '../../shared/protocol/way-in.ts';
import type { Form } from '../../shared/ritual/forms.ts';
import type { Role, RoleTraits } from '../../shared/ritual/roles.ts';
import type { PersonId, Seat } from '../../shared/ritual/state.ts';
import type { RoomId } from './rooms.ts';

/** A person's place in one group, which a session and a page's address refer to. */
export interface Membership {
  /** A public reference, safe in an address; it gives nothing away. */
  readonly ref: string;
  readonly personId: PersonId;
  readonly groupId: string;
  readonly groupName: string;
  /** R9.2: its leaders keep a private list of who presented. */
  readonly keepsRotation: boolean;
  readonly name: string;
  readonly role: Role;
  /** A leader in training, or a supervisor who observes. */
  readonly standing: 'candidate' | 'supervisor' | null;
  /** Milliseconds since 1970, or null while the contract of this series is not accepted (R6.1). */
  readonly contractAcceptedAt: number | null;
  /** The session is on somebody else's computer: nothing of it may stay there. */
  readonly endsWithBrowser: boolean;
  /** The one meeting that this seat is for (R6.1); null on the roster. */
  readonly onlyFor: RoomId | null;
}

/** What the holder of a link may know before coming in, and the pass to come in with. */
export interface SeenLink {
  readonly ref: string;
  readonly name: string;
  /** Good for one press, for a few minutes, and for this link alone. */
  readonly pass: string;
}

export interface OpenedLink {
  readonly ref: string;
  /** The cookie's secret value. */
  readonly session: string;
}

export interface Meeting {
  readonly id: RoomId;
  readonly groupId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Whenever people come: its hours are a guess, not a plan. */
  readonly meetsFreely: boolean;
  /** R6.9: since when its door is open, and for leaders. Null: it always is. */
  readonly door: { readonly members: number; readonly leaders: number } | null;
}

/** What a new room is opened with. */
export interface Roster {
  readonly groupName: string;
  readonly form: Form;
  /** Seats in the order of the circle (R5.1). */
  readonly seats: readonly Seat[];
}

/** Somebody named by a leader for one meeting (R6.1). */
export interface Guest {
  readonly personId: PersonId;
  readonly name: string;
  /** A substitute may lead. */
  readonly role: Role;
}

/** A link and whose seat it opens. */
export interface SeatLink {
  readonly ref: string;
  readonly name: string;
  readonly role: Role;
  /** Only for the meeting that is on or next. */
  readonly isGuest: boolean;
  readonly token: string;
}

/**
 * Signing in: personal links and the sessions they open. A guest's are valid while their meeting
 * may still be held (R6.1). Throws `Fault` with `records-unavailable`.
 */
export interface Accounts {
  /** Looks at a personal link and changes nothing (R6.8); null for a wrong, renewed or foreign one, without saying which. */
  seeLink(token: string): Promise<SeenLink | null>;
  /** Redeems a personal link; null as above, `stale` when the press comes too late or was already done. */
  openLink(token: string, press: PressLink): Promise<OpenedLink | 'stale' | null>;
  /** Whether we ever gave this session for that seat. Does not ask the records, so it cannot tell whether the session is still valid. */
  isGenuine(ref: string, session: string): boolean;
  /** Whether the records have lately said that this session is over; only for counting, and does not ask them again. */
  isOver(ref: string, session: string): boolean;
  /** Who this session is in that seat; null when it is unknown, over or somebody else's. Keeps the session from being displaced by newer ones. */
  membership(ref: string, session: string): Promise<Membership | null>;
  /** The account for which we once gave this session. Does not ask the records, so it cannot tell whether the session is still valid. */
  genuineAccount(session: string): string | null;
  /** As `isOver`, of an account's session. */
  isAccountOver(session: string): boolean;
  /** As `membership`, by the session of an account: who its human is in that seat. */
  membershipOfAccount(ref: string, session: string): Promise<Membership | null>;
  signOut(ref: string, session: string): Promise<void>;
  /** A group's current personal links, in seat order, guests last. */
  links(groupId: string): Promise<readonly SeatLink[]>;
  /** Makes a new link and ends the old one with all sessions it opened. Answers with the new token, or null for a seat of another group. */
  renewLink(groupId: string, ref: string): Promise<string | null>;
}

/** The newest contract in one language. */
export interface ReadContract {
  readonly text: string;
  readonly hash: string;
  /** Null in a group that an older server made. */
  readonly language: string | null;
  /** False: there is no text in any language that the person reads. */
  readonly isOwn: boolean;
}

/** Groups, their rosters and meetings, and the little that is kept of a meeting (R9.1). Throws `Fault` with `records-unavailable`. */
export interface Groups {
  /** Without guests. With a meeting: and who was named to convene it. */
  roster(groupId: string, meeting?: RoomId): Promise<Roster>;
  /** Those named for this meeting, in the order in which they were named. */
  guests(meeting: RoomId): Promise<readonly Guest[]>;
  /** Gives somebody a seat for the open meeting, or for the one that is on or next, at the end of the circle. Answers with the seat's reference, or why not. */
  nameGuest(
    groupId: string,
    name: string,
    open?: Meeting | null,
  ): Promise<{ readonly ref: string; readonly meeting: RoomId } | 'no-meeting' | 'circle-full'>;
  contract(groupId: string): Promise<string>;
  /** As the person of this seat reads it: in their language, or one of those that their browser asks for, if there is a text in it. */
  contractFor(ref: string, accepted: readonly string[]): Promise<ReadContract>;
  /**
   * R11.8: of the version that was read, by its hash; false when there is a newer one. Null: from a page that names none, which knows only a
   * group's first. Left out: of the newest.
   */
  acceptContract(ref: string, readHash?: string | null): Promise<boolean>;
  /** R6.6: the observers whom everybody of the circle has agreed to for this meeting. */
  agreedObservers(meeting: Meeting): Promise<ReadonlySet<PersonId>>;
  /** The meeting that is on or next; null when none is planned. */
  currentMeeting(groupId: string): Promise<Meeting | null>;
  /** Those that may be held and whose door is open, for leaders at least; the earliest first. */
  openDoors(groupId: string): Promise<readonly Meeting[]>;
  /** The next one that is planned after it. */
  meetingAfter(meeting: Meeting): Promise<Meeting | null>;
  meeting(id: RoomId): Promise<Meeting | null>;
  /**
   * Keeps who was there and how many cases there were, and closes the meeting; a repeat changes nothing. A group that meets freely gets its
   * next meeting. The number of cases is left out when nobody knows it; `extendedMinutes` is by how much the planned end was put off (R9.1).
   */
  closeMeeting(id: RoomId, attendance: readonly Attendance[], cases?: number, extendedMinutes?: number): Promise<void>;
}

export interface Attendance {
  readonly personId: PersonId;
  readonly as: RoleTraits['attendsAs'];
  readonly minutesPresent: number;
  /** Within the planned hours. */
  readonly creditMinutes: number;
  /** Milliseconds since 1970. */
  readonly firstIn: number;
  readonly lastOut: number;
}
