// The port to what is kept about somebody: seeing it, and having it erased.
import type { ErasureView, Kept } from '../../shared/protocol/program/kept.ts';
import type { Membership } from './records.ts';
import type { Refused } from './refused.ts';
import type { SignedIn } from './sign-in.ts';

export type OwnSeat = Pick<Membership, 'ref' | 'personId' | 'groupId'>;

/** What ended with an erasure. */
export interface Erased {
  readonly seats: readonly string[];
  readonly groups: readonly string[];
}

/** Throws `Fault`. */
export interface Keeping {
  /** Every row about this human, of each of their cards. */
  ofAccount(accountId: string): Promise<Kept>;
  /** What belongs to this seat. */
  ofSeat(seat: OwnSeat): Promise<Kept>;
  /** Does nothing. */
  erasureOf(signedIn: SignedIn): Promise<ErasureView>;
  /** Of whoever came by personal links alone; `held` are the seats whose links this browser holds. */
  erasureOfSeat(seat: OwnSeat, held: readonly string[]): Promise<ErasureView>;
  /** As `erase`; `not-allowed-now` also for whoever has an account, or seats that are not held. */
  eraseBySeat(seat: OwnSeat, held: readonly string[], confirm: string): Promise<Erased | Refused>;
  /** In one transaction; what it deleted is then cleared from the database's files too. Fault `confirm` is `wrong`; `not-allowed-now` for an only coordinator. */
  erase(signedIn: SignedIn, confirm: string): Promise<Erased | Refused>;
}
