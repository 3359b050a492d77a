// The tables of the records as the code sees them. Nothing is kept of a meeting but who was there (R9.1, R9.2).

import type { ColumnType, Generated } from 'kysely';
import type { Role, RoleTraits } from '../../shared/ritual/roles.ts';
import type { AccountTables } from './tables-accounts.ts';
import type { CertificateTables } from './tables-certificates.ts';
import type { CreditTables } from './tables-credit.ts';
import type { KeepingTables } from './tables-keeping.ts';
import type { MailTables } from './tables-mails.ts';
import type { ProgramTables } from './tables-programs.ts';
import type { WebhookTables } from './tables-webhooks.ts';

type Json<T> = ColumnType<T, string, string>;

export interface Tables
  extends ProgramTables,
    AccountTables,
    MailTables,
    CreditTables,
    KeepingTables,
    CertificateTables,
    WebhookTables {
  /** A card in one program; a human may have several. Without a program: the trial's people, and guests. */
  people: {
    id: string;
    full_name: string;
    short_name: string;
    program_id: string | null;
    account_id: string | null;
    /** Lower case, one address. */
    address: string | null;
    /** When its owner proved the address: from then on only they can change it. */
    proved_at: Date | null;
    language: string | null;
    zone: string | null;
    workplace: string | null;
    /** What another system calls this person. */
    outside_ref: string | null;
    feed_version: Generated<number>;
    reminders: Generated<'both' | 'day' | 'hours' | 'none'>;
    left_at: Date | null;
    erased_at: Date | null;
  };
  groups: {
    id: string;
    name: string;
    program_id: string | null;
    /** The zone in which its dates are written. */
    zone: Generated<string>;
    language: Generated<string>;
    membership: Generated<'closed' | 'slowOpen'>;
    seats_wanted: Generated<number>;
    /** Its leaders keep a private list of who presented when (R9.2). */
    keeps_rotation: Generated<boolean>;
    made_at: Date | null;
    closed_at: Date | null;
  };
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
    name: string | null;
    zone: string | null;
    /** What made its dates; from then on the meetings are the truth. */
    rule: Json<unknown> | null;
    first_minutes: number | null;
    quorum: Generated<number>;
    /** How long before the start the door opens (R6.8), and for leaders. */
    door_minutes: Generated<number>;
    leaders_minutes: Generated<number>;
    ended_at: Date | null;
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
    /** A leader in training sits as a co-leader or an observer; a supervisor as an observer. */
    standing: 'candidate' | 'supervisor' | null;
    joined_at: Date | null;
    left_at: Date | null;
  };
  meetings: {
    id: string;
    series_id: string;
    starts_at: Date;
    ends_at: Date;
    closed_at: Date | null;
    number: number | null;
    /** The planned wall time in `zone`, such as `2027-03-16T19:00`; null when the group meets freely. */
    local_start: string | null;
    zone: string | null;
    /** Which of two, where the clocks go back. */
    fold: Generated<'only' | 'first' | 'second'>;
    /** The zone rules by which the instant was reckoned. */
    tz_data: string | null;
    /** Raised by every change that a calendar must learn. */
    sequence: Generated<number>;
    place: Generated<'screen' | 'room' | 'both'>;
    changed_at: Date | null;
    cancelled_at: Date | null;
    /** A number only, and null when nobody knows it (R9.1). */
    cases_held: number | null;
    /** Of a meeting that had begun when its series was changed; null: as the series says. */
    quorum: number | null;
    door_minutes: number | null;
    leaders_minutes: number | null;
    /** By how much those who led it have put off its planned end (R9.1). */
    extended_minutes: Generated<number>;
  };
  meeting_people: {
    meeting_id: string;
    person_id: string;
    place: 'screen' | 'room' | null;
    excused_at: Date | null;
    /** R1.4: named ahead to lead this meeting of a group without leaders. */
    convenes: Generated<boolean>;
  };
  contracts: {
    id: string;
    group_id: string;
    version: number;
    language: string;
    text: string;
    /** SHA-256 in hex. */
    text_hash: string;
    made_at: Date;
  };
  agreements: { series_id: string; person_id: string; contract_id: string; agreed_at: Date; text_hash: string };
  /** Append only; the newest word of a person counts. */
  consents: {
    id: string;
    group_id: string;
    meeting_id: string | null;
    person_id: string;
    kind: 'observer' | 'research' | 'supervision';
    about_id: string | null;
    /** What was asked, of a word on research. */
    ask_id: string | null;
    said: 'yes' | 'no' | 'withdrawn';
    said_at: Date;
  };
  /** Only for meetings that are not closed. */
  sealed_marks: { meeting_id: string; sealed: string; noted_at: Date };
  /** Only for meetings that are not closed. */
  key_halves: { meeting_id: string; half: string };
  /** One row: of the secret at the last start. */
  secret_mark: { id: Generated<true>; mark: string; noted_at: Date };
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
    /** Null in rows of before they were kept. */
    first_in: Date | null;
    last_out: Date | null;
    /** What counts: within the planned hours, or as a leader has entered or corrected it. */
    credit_minutes: number | null;
    /** Counted by the room, or entered by a leader. */
    source: Generated<'room' | 'entered'>;
    /** By the database's clock. */
    changed_at: Generated<Date>;
  };
}
