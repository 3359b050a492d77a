// The personal view: all that one person may see of the room (R7.1: what is not theirs is not in it). Pure.

import type { PhaseNames, PushBack } from './forms.ts';
import type { PhaseId } from './phases.ts';
import type { Rights } from './rights.ts';
import type { Role } from './roles.ts';
import type { Microphone, PersonId, Round, TimeKeeper } from './state.ts';

/** `listening` is the held person's chair, shown as such to leaders and to that person only. */
export type ChairState = 'present' | 'empty' | 'lineLost' | 'steppedBack' | 'listening' | 'observer';

export interface Chair {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly state: ChairState;
  /** For the listener gate: whether sound or picture from this person may be played. */
  readonly mayBeHeard: boolean;
  readonly mayBeSeen: boolean;
  /** R5.6: sits in the outer circle; left out of everybody else. */
  readonly circle?: 'outer';
  /** R4.7: why they give no sound, as their own page says. Left out while it says nothing, and, for everybody else, of people outside the circle (R3). */
  readonly microphone?: Exclude<Microphone, 'works'>;
}

/** At the doorstep a person learns nothing of the room (R6.2). */
export interface DoorstepView {
  readonly kind: 'doorstep';
  readonly version: number;
  readonly door: 'outside' | 'knocking' | 'steppedOut' | 'shut';
}

/** The room is gone, or gone for this person (R7.4). */
export interface OverView {
  readonly kind: 'over';
  readonly version: number;
  readonly serverNow: number;
  /** R1.5: until when leaders may undo even the end, in ms of the server's clock. Only leaders have the field. */
  readonly undoUntil?: number;
}

export interface RoomView {
  readonly kind: 'room';
  /** Counts this connection's views alone (R7.5): a newer one replaces an older one; an older one is dropped. */
  readonly version: number;
  /** The server's clock when this view was made, ms; the client keeps only the difference. */
  readonly serverNow: number;
  readonly groupName: string;
  readonly phase: PhaseId;
  readonly pushBack: PushBack;
  /** R1.7: the group's own names for phases; left out where it has none. */
  readonly phaseNames?: PhaseNames;
  /** R8.5: since when the room has been paused, or null. */
  readonly pausedAt: number | null;
  /** R8.5: until when the break is, in ms of the server's clock; left out when its end is open, and while there is none. */
  readonly returnAt?: number;
  /** R7.2: since when nobody leads, or null. */
  readonly leaderlessSince: number | null;
  /** The circle in its one order (R5.1); observers come last. */
  readonly chairs: readonly Chair[];
  /** R5.6: which of two circles may be heard; left out where there is one, and between cases. */
  readonly round?: Round;
  /** Known to all during a case, gone when it closes (R2.5). */
  readonly presenterId: PersonId | null;
  readonly me: Me;
  /** Leaders only. A member's view has no such field (R7.1). */
  readonly desk?: Desk;
}

export interface Me {
  readonly personId: PersonId;
  readonly role: Role;
  readonly leads: boolean;
  readonly rights: Rights;
  readonly held: boolean;
  /**
   * R3.8, R5.6: the media's word about my own silence, while I have stepped back or my circle listens; left out otherwise. `guarded` is
   * added by the server (../protocol/guarded.ts).
   */
  readonly silence?: 'unconfirmed' | 'confirmed' | 'guarded';
  /** My part in the case call and the case. */
  readonly case: 'none' | 'mayOffer' | 'offered' | 'asked' | 'accepted' | 'presenting' | 'steppedBack' | 'invitedBack';
  /** R3.4: my own signal, while stepped back. */
  readonly signal: 'none' | 'raised' | 'acknowledged';
  /** R1.4: I may lead this meeting, since nobody does yet; left out otherwise. */
  readonly mayConvene?: true;
  /** R1.4: who was named ahead to lead this meeting, and has not come yet; only beside `mayConvene`. */
  readonly expected?: string;
  /** R7.7: I may write a private word to the leaders; left out otherwise, and of leaders. */
  readonly mayWrite?: true;
  /** R4.5: my own hand; left out where I can raise none. */
  readonly hand?: 'up' | 'down';
}

/** A phase that leaders may go on to. */
export interface NextAct {
  readonly to: PhaseId;
  /**
   * Why it is not offered yet, or null when one touch does it. `presenter`: nobody who has accepted is here. `return`: an invited presenter has not
   * come back (R1.8); a leader who means it may go on all the same.
   */
  readonly waitsFor: 'presenter' | 'return' | null;
}

export interface Desk {
  /** The form's phases in order, for the path along the desk. */
  readonly path: readonly PhaseId[];
  /** The natural next phase first, then those to which one may skip or close. */
  readonly next: readonly NextAct[];
  /** Earlier phases of the same case (R1.3). */
  readonly back: readonly PhaseId[];
  /** R1.5: until when the last change of phase can be undone, in ms of the server's clock. */
  readonly undoUntil: number | null;
  /** The phase that an undo leads back to; left out when there is nothing to undo. */
  readonly undoTo?: PhaseId;
  readonly clock: {
    readonly startedAt: number;
    readonly pausedAt: number | null;
    readonly pausedMs: number;
    readonly minutes: number;
  };
  readonly caseNumber: number;
  readonly offers: readonly PersonId[];
  readonly chosen: { readonly personId: PersonId; readonly accepted: boolean } | null;
  readonly signal: { readonly raisedAt: number; readonly acknowledged: boolean } | null;
  /** R4.5: raised hands in their order, and the first of those who are in the room; left out where there are none to raise. */
  readonly hands?: { readonly order: readonly PersonId[]; readonly next: PersonId | null };
  /** R5.6: whose round it is, null between cases; whether seats may change; who would come in first. Left out where there is one circle. */
  readonly circles?: { readonly round: Round | null; readonly seatsMove: boolean; readonly first: PersonId | null };
  /** R9.1: when the planned hours end, with what they were put off by; left out when the group meets freely. */
  readonly hours?: { readonly endsAt: number; readonly extendedMinutes: number };
  /** R6.1: members who lead for the rest of this meeting; left out while there are none. */
  readonly substitutes?: readonly PersonId[];
  /** R7.6: who takes the time, since when; left out while nobody does. */
  readonly timeKeeper?: TimeKeeper;
  /** Those who lead and are learning it; left out while there are none. */
  readonly inTraining?: readonly PersonId[];
  readonly presenterInvited: boolean;
  /** R2.4: the presenter has left, which only leaders can see. */
  readonly presenterAway: boolean;
  readonly knocks: readonly { readonly personId: PersonId; readonly name: string; readonly since: number }[];
  /** R6.4: asked to step out, or shut out for this meeting. */
  readonly outside: readonly { readonly personId: PersonId; readonly name: string; readonly shut: boolean }[];
  /** R3.7: one entry for each person who is to be silent; `since` null means not yet confirmed. */
  readonly silences: readonly { readonly personId: PersonId; readonly since: number | null }[];
  /**
   * R3.7: the media server can be reached from outside, so a confirmed silence is only guarded. Added by the server (../protocol/guarded.ts), or
   * left out.
   */
  readonly guarded?: true;
  /** R4.6: whose programs lied in this phase; left out while there is nobody. */
  readonly closed?: readonly PersonId[];
  /** R5.4: whose connections are lost, since when, and whether the group went on without them. */
  readonly lost: readonly { readonly personId: PersonId; readonly since: number; readonly goneOnWithout: boolean }[];
}

export type View = DoorstepView | RoomView | OverView;
