// The tables of the records as the code sees them. Nothing is kept of a meeting but who was there (R9.1, R9.2).

import type { ColumnType, Generated } from 'kysely';
import type { Role, RoleTraits } from '../../shared/ritual/roles.ts';

type Json<T> = ColumnType<T, string, string>;

export interface Tables {
  people: { id: string; full_name: string; short_name: string };
  groups: { id: string; name: string };
  /** A group's newest series is the one it is in. */
  series: {
    id: string;
    group_id: string;
    form: Json<unknown>;
    contract: string;
    meeting_minutes: number;
    /** There is always a next meeting; its planned times mean little. */
    meets_freely: boolean;
    created_at: Date;
  };
  seats: {
    ref: string;
    group_id: string;
    person_id: string;
    /** Place in the circle, from 0 (R5.1). */
    position: number;
    role: Role;
    link_version: Generated<number>;
    /** A leader's credential, kept with their attendance. */
    credential: string | null;
    /** A guest's seat is for this meeting alone (R6.1). */
    meeting_id: string | null;
  };
  meetings: { id: string; series_id: string; starts_at: Date; ends_at: Date; closed_at: Date | null };
  /** Only for meetings that are not closed. */
  sealed_marks: { meeting_id: string; sealed: string; noted_at: Date };
  /** Only for meetings that are not closed. */
  key_halves: { meeting_id: string; half: string };
  /** From an older version, for meetings that were on during the upgrade. */
  log_marks: { meeting_id: string; version: number; command_id: string; noted_at: Date };
  contract_acceptances: { series_id: string; person_id: string; accepted_at: Date };
  sessions: {
    /** The SHA-256 of the value in the cookie, in hex. */
    hash: string;
    seat_ref: string;
    created_at: Date;
    revoked_at: Date | null;
    /** To the hour; null before the first use. */
    used_at: Date | null;
    /** Null: it ends after the ordinary time. */
    ends_at: Date | null;
  };
  attendance: {
    meeting_id: string;
    person_id: string;
    attended_as: RoleTraits['attendsAs'];
    minutes: number;
    place: 'screen' | 'room';
    credential: string | null;
  };
}
