// The port to mail: notices are queued in the transaction that causes them, so that neither is there without the other.
import type { GroupMailRow, MailRow, MailState, OutboxMail } from '../../shared/protocol/program/mails.ts';

/** A transaction of the records, told apart by this alone so that ports know no database. */
export interface OpenTransaction {
  readonly isTransaction: boolean;
}

/** A link that signs in whoever presses on its page. */
export interface SignInLink {
  readonly address: string;
  readonly token: string;
  /** The SHA-256 of the token, in hex. */
  readonly hash: string;
  /** An address of this server to go on to. */
  readonly to: string;
  readonly language: string;
  readonly expiresAt: number;
  /** It signs nobody in: it makes the address one of the account's that has asked for it. */
  readonly proves?: boolean;
}

/** Somebody who is asked to coordinate a program. */
export interface AskedCoordinator {
  readonly programId: string;
  readonly address: string;
  readonly invitedAt: number;
}

/** Queueing the same notice again is harmless: it stays one notice. */
export interface Mail {
  /** False: nothing is sent anywhere; notices can be read in the outbox page of a trial. */
  readonly sends: boolean;
  signInLink(records: OpenTransaction, link: SignInLink): Promise<void>;
  /** Somebody was asked to coordinate a program: they learn of it, and how they come in. */
  coordinatorInvited(records: OpenTransaction, asked: AskedCoordinator): Promise<void>;
  /** Mails the seat's personal link to its person, if they have an address. */
  personalLink(records: OpenTransaction, ref: string): Promise<void>;
  /** Everybody in the group learns of these meetings: made, moved, cancelled (the row's sequence and state say which). */
  meetingsChanged(records: OpenTransaction, groupId: string, meetingIds: readonly string[]): Promise<void>;
  /** Somebody joined or left: their calendar gets, or loses, the coming meetings. */
  seatChanged(records: OpenTransaction, ref: string): Promise<void>;
  /** The clock rules of a zone are not what these meetings were reckoned by: their wall time stands, their instant has moved. Leaders learn why. */
  zoneRulesChanged(records: OpenTransaction, groupId: string, meetingIds: readonly string[]): Promise<void>;
}

/** The mails of a program, for its coordinators; of a group, how many came how far. Throws `Fault`. */
export interface ProgramMails {
  /** Newest first, the last few hundred. */
  mails(programId: string, state?: MailState): Promise<readonly MailRow[]>;
  /** Of one group, by kind and state. */
  ofGroup(groupId: string): Promise<readonly GroupMailRow[]>;
  /** Queues a refused, returned or unsure one anew; null when the program has no such mail. */
  again(programId: string, mailId: string, byAccount: string): Promise<'queued' | 'not-now' | null>;
}

/** What a trial would have sent. Throws `Fault`. */
export interface TrialOutbox {
  /** Newest first. */
  mails(): Promise<readonly OutboxMail[]>;
}
