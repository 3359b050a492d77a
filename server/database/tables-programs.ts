// The tables of programs: who runs groups, who must not sit together, and who changed what.
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface ProgramTables {
  programs: {
    id: string;
    name: string;
    language: string;
    zone: string;
    keep_years: Generated<number>;
    made_at: Date;
    closed_at: Date | null;
  };
  program_staff: { program_id: string; address: string; role: 'coordinator'; invited_at: Date; ended_at: Date | null };
  supervisions: { candidate_id: string; supervisor_id: string; began_at: Date; ended_at: Date | null };
  /** Written and read by leaders alone; `one_id` is the smaller id. */
  pair_notes: {
    id: string;
    program_id: string;
    one_id: string;
    other_id: string;
    kind: 'workTogether' | 'dualRelation' | 'related' | 'other';
    /** Null once that leader is erased. */
    noted_by: string | null;
    noted_at: Date;
    ended_at: Date | null;
  };
  /** Who did what to which object; never what it then said. */
  acts: {
    id: string;
    program_id: string;
    group_id: string | null;
    by_account: string | null;
    by_person: string | null;
    act: string;
    object: string;
    done_at: Date;
  };
  /** A roster that was read and shown, and may be applied as it was shown. */
  imports: {
    id: string;
    program_id: string;
    made_by: string;
    made_at: Date;
    expires_at: Date;
    rows: Json<unknown>;
    faults: Json<unknown>;
    applied_at: Date | null;
  };
}
