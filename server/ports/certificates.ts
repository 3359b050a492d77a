// The port to certificates of attendance. Every group has been found to be in the right place before. Throws `Fault`.
import type {
  CertificatePeriod,
  CertificatePreview,
  CertificateRow,
  CheckedCertificate,
  NewCertificates,
  OwnCertificate,
} from '../../shared/protocol/program/certificates.ts';
import type { Refused } from './refused.ts';

/** A drawn certificate. */
export interface Paper {
  readonly number: string;
  readonly pdf: Buffer;
}

export interface NamedPaper extends Paper {
  /** As it stands on the certificate. */
  readonly name: string;
}

export interface Certificates {
  list(groupId: string): Promise<readonly CertificateRow[]>;
  /** What would be certified; writes nothing. */
  preview(groupId: string, period: CertificatePeriod): Promise<CertificatePreview | Refused>;
  /** All of them or none; what is there already stays as it is. `checkAt` is the page where anybody can check them. */
  make(
    groupId: string,
    wanted: NewCertificates,
    by: { readonly accountId: string; readonly checkAt: string },
  ): Promise<readonly CertificateRow[] | Refused>;
  withdraw(groupId: string, id: string, reason: string, byAccount: string): Promise<Refused | null>;
  paper(groupId: string, id: string): Promise<Paper | Refused>;
  /** Those of a period that are not withdrawn, one after another. */
  papers(groupId: string, period: CertificatePeriod): AsyncIterable<NamedPaper>;
  /** Of these cards, and of every card of this account, also in programs that its person has left. */
  own(whose: Whose): Promise<readonly OwnCertificate[]>;
  ownPaper(whose: Whose, id: string): Promise<Paper | Refused>;
  /** Null when this caller has asked too often. What is unknown and what is no code at all take the same way. */
  check(code: string, caller: string): Promise<CheckedCertificate | null>;
}

export interface Whose {
  readonly accountId: string | null;
  readonly people: readonly string[];
}
