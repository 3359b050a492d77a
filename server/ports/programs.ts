// The ports to programs: who may do what where, who runs a program, who belongs to it, and who sits in its groups.
import type { Closing } from '../../shared/protocol/program/closing.ts';
import type { ActRow, ProgramChange, ProgramView } from '../../shared/protocol/program/people.ts';
import type { Refused } from './refused.ts';

/** `signedIn` is everybody with an account, wherever they ask; the others are held in one program or group. */
export const programRoles = [
  'signedIn',
  'coordinator',
  'leader',
  'coLeader',
  'leaderInTraining',
  'member',
  'observer',
  'supervisor',
] as const;
export type ProgramRole = (typeof programRoles)[number];

/** What an address names; at most one of each. A seat beside a group must be one of that group. */
export interface AskedPlace {
  readonly program?: string | undefined;
  readonly group?: string | undefined;
  readonly series?: string | undefined;
  readonly meeting?: string | undefined;
  readonly seat?: string | undefined;
}

/** Who an account is at the place that it asks about. */
export interface StandsThere {
  readonly roles: ReadonlySet<ProgramRole>;
  readonly programId: string | null;
  readonly groupId: string | null;
  /** Their own card in the group, if they sit in it. */
  readonly personId: string | null;
  readonly isClosed: boolean;
}

export interface ProgramRoles {
  /** Null when there is no such place, or the account is nobody there: the two cannot be told apart. Throws `Fault`. */
  rolesAt(accountId: string, place: AskedPlace): Promise<StandsThere | null>;
}

/** Who signed in with an account, from the cookies of a request; null for nobody. Throws `Fault`. */
export interface AccountOfRequest {
  accountOfRequest(cookieHeader: string | undefined): Promise<{ readonly accountId: string } | null>;
}

/** A program and what belongs to it. Every id has been found to be in the right place before. Throws `Fault`. */
export interface Programs {
  view(programId: string): Promise<ProgramView>;
  change(programId: string, change: ProgramChange, byAccount: string): Promise<void>;
  /** Inviting again is harmless. */
  inviteCoordinator(programId: string, address: string, byAccount: string): Promise<void>;
  /** Never the last one. */
  endCoordinator(programId: string, address: string, byAccount: string): Promise<Refused | null>;
  /** What closing would end now. */
  closing(programId: string): Promise<Closing>;
  /** Each of its groups, too; `stale` when it would end something else than `from` says. Answers with the seats whose sessions are over. */
  close(programId: string, from: Closing, byAccount: string): Promise<{ readonly ended: readonly string[] } | Refused>;
  /** Its groups are opened one by one. */
  reopen(programId: string, byAccount: string): Promise<void>;
  /** Newest first, the last few hundred. */
  acts(programId: string): Promise<readonly ActRow[]>;
}
