// The tables of certificates and of leaders' logs.
import type { CertificateLayout } from '../../shared/protocol/program/certificates.ts';

export interface CertificateTables {
  certificates: {
    id: string;
    program_id: string;
    group_id: string;
    person_id: string;
    /** Within the program, such as `2027-0012`. */
    number: string;
    /** The code itself is made from the secret and the id. */
    code_hash: string;
    layout: CertificateLayout;
    from_day: string;
    to_day: string;
    /** JSON, as it was written. */
    facts: string;
    facts_hash: string;
    /** An account. */
    made_by: string | null;
    made_at: Date;
    withdrawn_by: string | null;
    withdrawn_at: Date | null;
    withdrawn_reason: string | null;
  };
  /** Own entries of a log; and of what the room counted, that it is confirmed. */
  credential_entries: {
    id: string;
    person_id: string;
    meeting_id: string | null;
    kind: 'led' | 'coLed' | 'member' | 'observed' | 'supervision' | 'intensive';
    on_day: string;
    minutes: number;
    cases: number | null;
    place: 'room' | 'screen';
    made_at: Date;
    /** A supervisor's card. */
    confirmed_by: string | null;
    confirmed_at: Date | null;
    /** Of a supervision: a supervisor's card; null for one elsewhere. */
    with_id: string | null;
  };
}
