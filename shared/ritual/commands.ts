// What may be asked of a room. A command says what it assumes, so that a repeat is refused harmlessly (R1.6).
import type { PushBack } from './forms.ts';
import type { PhaseId } from './phases.ts';
import type { Microphone, PersonId, Round, Seat } from './state.ts';

/** Commands of a person in the room or at its door. */
export type PersonCommand =
  /** Take one's own seat, or knock (R6.3). `replace` accepts the offer of R6.5. */
  | { readonly type: 'enter'; readonly device: string; readonly replace: boolean }
  | { readonly type: 'leave' }
  | { readonly type: 'offerCase' }
  | { readonly type: 'withdrawOffer' }
  | { readonly type: 'acceptCase' }
  | { readonly type: 'declineCase' }
  | { readonly type: 'signalLeaders' }
  | { readonly type: 'withdrawSignal' }
  /** R4.5 */
  | { readonly type: 'raiseHand' }
  | { readonly type: 'lowerHand' }
  /** R1.4: lead this meeting of a group without leaders. */
  | { readonly type: 'convene' }
  /** R3.5: the presenter's own touch. */
  | { readonly type: 'comeIn' }
  /** R4.7: why nothing is to be heard of the person; a microphone that they turn off while anything is sent shows by itself. */
  | { readonly type: 'tellMicrophone'; readonly microphone: Microphone };

/** Commands of whoever leads. */
export type LeaderCommand =
  | { readonly type: 'advance'; readonly from: PhaseId; readonly to: PhaseId }
  | { readonly type: 'goBack'; readonly from: PhaseId; readonly to: PhaseId }
  | { readonly type: 'undo'; readonly from: PhaseId }
  /** R2.2: confirm an offer, or ask a person directly. */
  | { readonly type: 'chooseCase'; readonly personId: PersonId }
  | { readonly type: 'takeBackChoice' }
  | { readonly type: 'acknowledgeSignal' }
  /** R4.5: somebody has had their say. */
  | { readonly type: 'lowerHandOf'; readonly personId: PersonId }
  /** R1.7: for the rest of this meeting. */
  | { readonly type: 'setMinutes'; readonly phase: PhaseId; readonly minutes: number }
  | { readonly type: 'setPushBack'; readonly pushBack: PushBack }
  /** R5.6: which circle may be heard, for as long as this phase lasts. */
  | { readonly type: 'giveRound'; readonly from: PhaseId; readonly to: Round }
  /** R5.6: the circles change places; `first` is whoever comes in first, so that a repeat changes nothing back. */
  | { readonly type: 'exchangeCircles'; readonly first: PersonId }
  | { readonly type: 'seatIn'; readonly personId: PersonId; readonly circle: 'inner' | 'outer' }
  /** R9.1: the planned end is put off by so many minutes altogether, instead of by `from`. */
  | { readonly type: 'extendHours'; readonly from: number; readonly to: number }
  /** R6.1: somebody leads for the rest of this meeting, or does so no more. */
  | { readonly type: 'nameSubstitute'; readonly personId: PersonId }
  | { readonly type: 'endSubstitute'; readonly personId: PersonId }
  /** R7.6: `from` has taken the time so far, or nobody has; `to` leads, and may be oneself. */
  | { readonly type: 'handTime'; readonly from: PersonId | null; readonly to: PersonId }
  | { readonly type: 'pause' }
  /** R8.5: a pause that all are told the end of, in minutes from now; `from` is the time of return that it replaces. */
  | { readonly type: 'takeBreak'; readonly from: number | null; readonly minutes: number }
  | { readonly type: 'resume' }
  | { readonly type: 'hold'; readonly personId: PersonId }
  | { readonly type: 'release'; readonly personId: PersonId }
  | { readonly type: 'goOnWithout'; readonly personId: PersonId }
  | { readonly type: 'admit'; readonly personId: PersonId }
  | { readonly type: 'askToStepOut'; readonly personId: PersonId }
  | { readonly type: 'closeDoor'; readonly personId: PersonId }
  | { readonly type: 'openDoor'; readonly personId: PersonId };

/** What happens to a person's connection; not a wish of theirs. */
export type LineCommand = { readonly type: 'lineLost'; readonly personId: PersonId; readonly device: string };

/** What the media server shows: confirmations and doubts (R3.7), and lies (R4.6). */
export type MediaCommand =
  | { readonly type: 'confirmSilence'; readonly personId: PersonId; readonly silenceNumber: number }
  | { readonly type: 'doubtSilence'; readonly personId: PersonId; readonly silenceNumber: number }
  /** R4.6: this person's program passed sound or picture off as something else. */
  | { readonly type: 'closeForPhase'; readonly personId: PersonId };

/** What time alone may do. It never changes a phase (R1.4), except that it ends a room nobody leads (R7.3) and leaves leaders to themselves (R7.4). */
export type ClockCommand =
  | { readonly type: 'beginDebrief'; readonly goneSince: number }
  | { readonly type: 'endLeaderless'; readonly leaderlessSince: number }
  /** R1.5: the end can no longer be undone; then the meeting is closed and its room goes (R9.2). */
  | { readonly type: 'closeMeeting' };

/** What the roster says: a leader has named this guest for this meeting (R6.1), or these have a seat now, in the order of the circle. */
export type RosterCommand =
  | { readonly type: 'seatGuest'; readonly personId: PersonId; readonly name: string }
  | { readonly type: 'changeRoster'; readonly seats: readonly Seat[] };

/** What a browser may send. */
export type WireCommand = PersonCommand | LeaderCommand;
export type Command = WireCommand | LineCommand | MediaCommand | ClockCommand | RosterCommand;

/** Who asks. A person's identity comes from their session, never from the command. */
export type By = { readonly person: PersonId } | 'connection' | 'media' | 'clock' | 'roster';

export interface Context {
  /** Milliseconds of the server's clock. */
  readonly now: number;
  readonly by: By;
}
