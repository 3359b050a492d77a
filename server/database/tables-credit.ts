// The tables of credit beside `attendance`: what was corrected in it, and the keys of other systems that read it.

export interface CreditTables {
  /** Append only. What counts stands in `attendance`. */
  attendance_corrections: {
    id: string;
    meeting_id: string;
    person_id: string;
    /** The how-manieth of this person in this meeting: of two tabs that see the same, one comes second. */
    number: number;
    /** Null: there was nothing. */
    minutes_before: number | null;
    minutes_after: number;
    place_before: 'screen' | 'room' | null;
    place_after: 'screen' | 'room';
    reason: string;
    by_account: string | null;
    by_person: string | null;
    made_at: Date;
  };
  api_keys: {
    id: string;
    program_id: string;
    name: string;
    /** The SHA-256 of the key, in hex. */
    hash: string;
    /** With spaces between them. */
    scopes: string;
    by_account: string | null;
    made_at: Date;
    expires_at: Date;
    /** To the hour. */
    used_at: Date | null;
    revoked_at: Date | null;
  };
  /** What was answered to a request that may come twice. `status` null: it is being done. */
  done_requests: {
    key_id: string;
    name: string;
    request_hash: string;
    status: number | null;
    answer: string | null;
    made_at: Date;
  };
}
