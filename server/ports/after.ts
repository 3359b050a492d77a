// The port to what a group may keep after its meetings: answers to its form, consents to research, and the leaders' private list.
import type {
  AfterOfSeat,
  AskForResearch,
  Feedback,
  NewSurvey,
  ResearchView,
  RotationTurn,
  RotationView,
  SaidOnResearch,
  SurveyResults,
  SurveyView,
} from '../../shared/protocol/program/after.ts';
import type { Membership } from './records.ts';
import type { Refused } from './refused.ts';
import type { Changer } from './rosters.ts';

/** Who may ask has been found out before. Throws `Fault`. */
export interface AfterMeetings {
  ofSeat(seat: Membership): Promise<AfterOfSeat>;
  answer(seat: Membership, feedback: Feedback): Promise<Refused | null>;
  sayOnResearch(seat: Membership, said: SaidOnResearch): Promise<Refused | null>;
  survey(groupId: string): Promise<SurveyView>;
  writeSurvey(groupId: string, survey: NewSurvey, by: Changer): Promise<Refused | null>;
  results(groupId: string): Promise<SurveyResults | Refused>;
  research(groupId: string): Promise<ResearchView>;
  askForResearch(groupId: string, ask: AskForResearch, by: Changer): Promise<Refused | null>;
  rotation(groupId: string): Promise<RotationView>;
  /** Turned off, the list is deleted. */
  keepRotation(groupId: string, isOn: boolean, by: Changer): Promise<Refused | null>;
  noteTurn(groupId: string, turn: RotationTurn): Promise<Refused | null>;
  forgetTurn(groupId: string, personId: string, onDate: string): Promise<Refused | null>;
}
