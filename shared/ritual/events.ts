// What can have happened in a room, in the past tense. The log keeps these until the room ends, and no longer (R9.2).
import type { Form, PushBack } from './forms.ts';
import type { PhaseId } from './phases.ts';
import type { Microphone, PersonId, PlannedHours, Round, Seat, Whereabouts } from './state.ts';

export type RoomEvent =
  | {
      readonly type: 'meetingOpened';
      readonly at: number;
      readonly meetingId: string;
      readonly groupName: string;
      readonly form: Form;
      readonly seats: readonly Seat[];
      /** Left out when the group meets freely. */
      readonly planned?: PlannedHours | undefined;
    }
  | {
      readonly type: 'personMoved';
      readonly at: number;
      readonly personId: PersonId;
      readonly to: Whereabouts;
      readonly device: string | null;
    }
  | { readonly type: 'guestSeated'; readonly at: number; readonly personId: PersonId; readonly name: string }
  | { readonly type: 'rosterChanged'; readonly at: number; readonly seats: readonly Seat[] }
  | { readonly type: 'phaseChanged'; readonly at: number; readonly from: PhaseId; readonly to: PhaseId }
  | { readonly type: 'phaseUndone'; readonly at: number }
  /** A room's last event: nothing comes after it. */
  | { readonly type: 'meetingClosed'; readonly at: number }
  | { readonly type: 'caseOffered'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'offerWithdrawn'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'caseChosen'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'choiceDropped'; readonly at: number }
  | { readonly type: 'caseAccepted'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'presenterCameIn'; readonly at: number }
  | { readonly type: 'signalRaised'; readonly at: number }
  | { readonly type: 'signalAcknowledged'; readonly at: number }
  | { readonly type: 'signalWithdrawn'; readonly at: number }
  | { readonly type: 'handRaised'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'handLowered'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'minutesSet'; readonly at: number; readonly phase: PhaseId; readonly minutes: number }
  | { readonly type: 'pushBackSet'; readonly at: number; readonly pushBack: PushBack }
  | { readonly type: 'roundGiven'; readonly at: number; readonly to: Round }
  /** R5.6: everybody who sits in the outer circle now, in the order in which they come in. */
  | { readonly type: 'circlesSeated'; readonly at: number; readonly outer: readonly PersonId[] }
  | { readonly type: 'hoursExtended'; readonly at: number; readonly minutes: number }
  | { readonly type: 'convenorTaken'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'substituteNamed'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'substituteEnded'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'timeHanded'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'paused'; readonly at: number }
  /** R8.5: in a pause, when people are asked to be back. */
  | { readonly type: 'returnSet'; readonly at: number; readonly until: number }
  | { readonly type: 'resumed'; readonly at: number }
  | { readonly type: 'personHeld'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'personReleased'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'personClosed'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'microphoneTold'; readonly at: number; readonly personId: PersonId; readonly microphone: Microphone }
  | { readonly type: 'wentOnWithout'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'silenceConfirmed'; readonly at: number; readonly personId: PersonId }
  | { readonly type: 'silenceDoubted'; readonly at: number; readonly personId: PersonId };
