// The port to a group as its coordinators and leaders make it: its people in the order of the circle, and what each of them may learn.
import type { Closing } from '../../shared/protocol/program/closing.ts';
import type { NewSeries } from '../../shared/protocol/program/dates.ts';
import type { FormView, NewForm } from '../../shared/protocol/program/forms.ts';
import type {
  ContractView,
  GivenSeat,
  GroupChange,
  GroupView,
  NewContract,
  NewGroup,
  NewPairNote,
  ObserverConsent,
  PairWarning,
  SaidConsent,
  SeatChange,
  SeatOrder,
} from '../../shared/protocol/program/groups.ts';
import type { OpenTransaction } from './mail.ts';
import type { ProgramRole } from './programs.ts';
import type { Membership } from './records.ts';
import type { FieldFault, Refused } from './refused.ts';

/** Makes the dates of a new group in the transaction that makes the group. */
export interface FirstDates {
  makeSeries(
    records: OpenTransaction,
    groupId: string,
    series: NewSeries,
    byAccount: string,
  ): Promise<{ readonly faults: readonly FieldFault[] } | { readonly meetings: readonly string[] }>;
}

/** Whoever changes a group. */
export interface Changer {
  readonly accountId: string;
  readonly roles: ReadonlySet<ProgramRole>;
  readonly programId: string | null;
}

/** What a change of seats concerns beside the records. */
export interface SeatsChanged {
  /** Seats whose sessions are over: their sockets must be looked at again. */
  readonly ended: readonly string[];
}

/** Every group has been found to be in the right place before. Throws `Fault`. */
export interface Rosters {
  /** `programId` null: the maker's own, with a program around it. Answers with the group's id. */
  make(programId: string | null, group: NewGroup, byAccount: string): Promise<{ readonly id: string } | Refused>;
  view(groupId: string, by: Changer): Promise<GroupView>;
  change(groupId: string, change: GroupChange, by: Changer): Promise<Refused | null>;
  give(groupId: string, seat: GivenSeat, by: Changer): Promise<{ readonly ref: string } | Refused>;
  order(groupId: string, order: SeatOrder, by: Changer): Promise<Refused | null>;
  changeSeat(groupId: string, ref: string, change: SeatChange, by: Changer): Promise<Refused | null>;
  endSeat(groupId: string, ref: string, by: Changer): Promise<SeatsChanged | Refused>;
  /** What closing would end now. */
  closing(groupId: string): Promise<Closing>;
  /** Nobody sits in it, which whoever calls has seen to. `stale` when it would end something else than `from` says. */
  close(groupId: string, from: Closing, by: Changer): Promise<SeatsChanged | Refused>;
  reopen(groupId: string, by: Changer): Promise<Refused | null>;
  /** The seat's personal link goes to its person's address. */
  mailLink(groupId: string, ref: string, by: Changer): Promise<Refused | null>;
  /** Among people of one program, whether they sit together yet or not. */
  warningsAmong(programId: string, people: readonly string[]): Promise<readonly PairWarning[]>;
  notePair(groupId: string, note: NewPairNote, by: Changer & { readonly personId: string | null }): Promise<Refused | null>;
  endPairNote(groupId: string, noteId: string, by: Changer): Promise<Refused | null>;
  form(groupId: string, by: Changer): Promise<FormView>;
  /** It takes effect with the next meeting (R1.7). */
  writeForm(groupId: string, form: NewForm, by: Changer): Promise<Refused | null>;
  /** The ledger is there for those who run the group. */
  contract(groupId: string, by: Changer): Promise<ContractView>;
  /** A new version, which everybody accepts before their next entry (R11.8). */
  writeContract(groupId: string, contract: NewContract, by: Changer): Promise<Refused | null>;
  /** Which observers this seat is asked about, for every meeting that is on or to come (R6.6). */
  consents(seat: Membership): Promise<readonly ObserverConsent[]>;
  sayConsent(seat: Membership, said: SaidConsent): Promise<Refused | null>;
}
