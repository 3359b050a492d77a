// The port to other systems of a program: the keys they hold, what they may read, and requests that come twice.
import type { Period } from '../../shared/protocol/program/credit.ts';
import type {
  ApiKeyRow,
  MadeApiKey,
  NewApiKey,
  Scope,
  V1Attendance,
  V1Certificate,
  V1Meeting,
  V1Person,
} from '../../shared/protocol/program/systems.ts';
import type { Refused } from './refused.ts';

/** A key that is good now. */
export interface GoodKey {
  readonly id: string;
  readonly programId: string;
  readonly scopes: readonly Scope[];
}

export interface Page {
  readonly after: string | null;
  readonly limit: number;
}

/** `again`: done before, with what was answered then. */
export type Begun = 'first' | 'other' | 'busy' | { readonly status: number; readonly body: string };

export interface AskedOnce {
  readonly keyId: string;
  /** The request's own name, as the caller chose it. */
  readonly name: string;
}

/** Throws `Fault`. */
export interface Systems {
  keys(programId: string): Promise<readonly ApiKeyRow[]>;
  makeKey(programId: string, key: NewApiKey, byAccount: string): Promise<MadeApiKey>;
  /** False: there is no such key in this program that is not revoked. */
  revokeKey(programId: string, id: string, byAccount: string): Promise<boolean>;
  /** By the key itself, as it was once shown. */
  keyOf(key: string): Promise<GoodKey | 'unknown' | 'expired' | 'revoked'>;
  /** Counted over all servers; false once it is more than this. */
  mayAsk(keyId: string, measure: { readonly burst: number; readonly perSecond: number }): Promise<boolean>;

  people(programId: string, page: Page): Promise<readonly V1Person[]>;
  person(programId: string, outsideRef: string): Promise<V1Person | null>;
  /** The card of that name there, made or taken over from one with the same address. */
  cardFor(
    programId: string,
    outsideRef: string,
    person: { readonly name: string; readonly address: string | null },
    keyId: string,
  ): Promise<{ readonly id: string; readonly isNew: boolean } | Refused>;
  meetings(programId: string, period: Period): Promise<readonly V1Meeting[]>;
  /** In the order in which they were written; null for a cursor that is none. `next` goes on from here, for ever. */
  /** Null where the program has none of this id. */
  certificate(programId: string, id: string): Promise<V1Certificate | null>;
  attendance(
    programId: string,
    page: Page,
  ): Promise<{ readonly attendance: readonly V1Attendance[]; readonly next: string; readonly hasMore: boolean } | null>;

  /** `hash` is of all that was asked. */
  begin(once: AskedOnce, hash: string): Promise<Begun>;
  finish(once: AskedOnce, status: number, body: string): Promise<void>;
  /** It was refused, or failed: it may be asked anew. */
  forget(once: AskedOnce): Promise<void>;
}
