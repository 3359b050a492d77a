// The port to minutes: counted by rooms, entered and corrected by whoever runs a group, read by each person for themselves.
import type {
  AttendanceGrid,
  Correction,
  EnteredMeeting,
  ExportKind,
  HeldMeeting,
  OwnAttendance,
  Period,
} from '../../shared/protocol/program/credit.ts';
import type { YearReport } from '../../shared/protocol/program/year.ts';
import type { PersonId } from '../../shared/ritual/state.ts';
import type { Refused } from './refused.ts';

/** Whoever enters or corrects. */
export interface CreditBy {
  readonly accountId: string;
  readonly personId: string | null;
}

/** All of a program, or one group. */
export type ExportPlace = { readonly programId: string } | { readonly groupId: string };

export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Every group, meeting and program has been found to be in the right place before. Throws `Fault`. */
export interface Credit {
  grid(groupId: string, period: Period): Promise<AttendanceGrid>;
  /** Of the cards of an account, wherever they are, and of people whose seats this browser may open. */
  own(accountId: string | null, people: readonly PersonId[]): Promise<OwnAttendance>;
  /** A meeting in a room, once it is over. `stale`: somebody else has entered one of these people. */
  enter(meetingId: string, entered: EnteredMeeting, by: CreditBy): Promise<Refused | null>;
  /** A meeting that stands nowhere yet, once it is over. */
  enterHeld(groupId: string, held: HeldMeeting, by: CreditBy): Promise<{ readonly id: string } | Refused>;
  /** `stale`: it was corrected since. */
  correct(meetingId: string, personId: string, correction: Correction, by: CreditBy): Promise<Refused | null>;
  export(kind: ExportKind, place: ExportPlace, period: Period): Promise<ExportTable>;
  /** Null: the year that it is now, there. */
  year(programId: string, year: number | null): Promise<YearReport>;
}
