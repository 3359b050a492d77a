// The register of everything that is kept: each table with every column, whom a row is about, until when, and what an erasure does. A table or
// column that is missing here does not compile, and one that the database has beside it fails a test.
import type { Tables } from '../database/tables.ts';
import type { KindOf } from './kind.ts';
import { accountKinds } from './kinds-accounts.ts';
import { afterKinds } from './kinds-after.ts';
import { certificateKinds } from './kinds-certificates.ts';
import { creditKinds } from './kinds-credit.ts';
import { programKinds } from './kinds-programs.ts';
import { webhookKinds } from './kinds-webhooks.ts';
import { creditOf, daysAfter, daysAfterMeeting } from './terms.ts';

const spentDays = 1;
const sessionDays = 180;
const excuseDays = 365;
const observerDays = 30;

/** Of nobody: what a group, its dates and its rooms are. */
const ofNobody = { erased: 'nothing', until: null } as const;

export const kinds: { readonly [T in keyof Tables]: KindOf<T> } = {
  ...accountKinds,
  ...programKinds,
  ...afterKinds,
  ...creditKinds,
  ...certificateKinds,
  ...webhookKinds,
  people: {
    columns: {
      ...({ id: 'person', full_name: 'says', short_name: 'says', program_id: 'says', account_id: 'account' } as const),
      ...({ address: 'address', proved_at: 'goes', language: 'goes', zone: 'goes', workplace: 'goes' } as const),
      ...({ outside_ref: 'goes', feed_version: 'hidden', reminders: 'goes', left_at: 'says', erased_at: 'says' } as const),
    },
    erased: 'credit',
    until: creditOf('people.id'),
    bySeat: true,
  },
  seats: {
    columns: {
      ...({ ref: 'seat', group_id: 'says', person_id: 'person', position: 'says', role: 'says', link_version: 'says' } as const),
      ...({ credential: 'says', meeting_id: 'says', standing: 'says', joined_at: 'says', left_at: 'says' } as const),
    },
    erased: 'row',
    until: creditOf('seats.person_id'),
    bySeat: true,
  },
  sessions: {
    columns: {
      ...({ hash: 'hidden', seat_ref: 'seat', created_at: 'says', revoked_at: 'says', used_at: 'says' } as const),
      ends_at: 'says',
    },
    erased: 'row',
    until: daysAfter(
      spentDays,
      ...['sessions.revoked_at', 'sessions.ends_at'],
      `case when sessions.ends_at is null then sessions.created_at + interval '${sessionDays} days' end`,
    ),
    isHourly: true,
    bySeat: true,
  },
  meeting_people: {
    columns: { meeting_id: 'says', person_id: 'person', place: 'says', excused_at: 'says', convenes: 'says' },
    erased: 'row',
    until: daysAfterMeeting(excuseDays, 'meeting_people.meeting_id'),
    bySeat: true,
  },
  attendance: {
    columns: {
      ...({ meeting_id: 'says', person_id: 'person', attended_as: 'says', minutes: 'says', place: 'says' } as const),
      ...({ credential: 'says', first_in: 'says', last_out: 'says', credit_minutes: 'says', source: 'says' } as const),
      changed_at: 'hidden',
    },
    erased: 'credit',
    until: creditOf('attendance.person_id'),
    bySeat: true,
  },
  agreements: {
    columns: { series_id: 'says', person_id: 'person', contract_id: 'says', agreed_at: 'says', text_hash: 'says' },
    erased: 'credit',
    until: creditOf('agreements.person_id'),
    bySeat: true,
  },
  contract_acceptances: {
    columns: { series_id: 'says', person_id: 'person', accepted_at: 'says' },
    erased: 'credit',
    until: creditOf('contract_acceptances.person_id'),
    bySeat: true,
  },
  // R6.6: nobody is told who said no, and an observer is told of no single word.
  consents: {
    columns: {
      ...({ id: 'hidden', group_id: 'says', meeting_id: 'says', person_id: 'person', kind: 'says', about_id: 'person' } as const),
      ...({ said: 'says', said_at: 'says', ask_id: 'hidden' } as const),
    },
    erased: 'row',
    until: daysAfterMeeting(observerDays, 'consents.meeting_id'),
    toldTo: 'person_id',
    bySeat: true,
  },
  groups: {
    columns: {
      ...({ id: 'hidden', name: 'hidden', program_id: 'hidden', zone: 'hidden', language: 'hidden' } as const),
      ...({ membership: 'hidden', seats_wanted: 'hidden', made_at: 'hidden', closed_at: 'hidden' } as const),
      keeps_rotation: 'hidden',
    },
    ...ofNobody,
  },
  series: {
    columns: {
      ...({ id: 'hidden', group_id: 'hidden', form: 'hidden', contract: 'hidden', meeting_minutes: 'hidden' } as const),
      ...({ meets_freely: 'hidden', created_at: 'hidden', name: 'hidden', zone: 'hidden', rule: 'hidden' } as const),
      ...({ first_minutes: 'hidden', quorum: 'hidden', door_minutes: 'hidden', leaders_minutes: 'hidden' } as const),
      ended_at: 'hidden',
    },
    ...ofNobody,
  },
  meetings: {
    columns: {
      ...({ id: 'hidden', series_id: 'hidden', starts_at: 'hidden', ends_at: 'hidden', closed_at: 'hidden' } as const),
      ...({ number: 'hidden', local_start: 'hidden', zone: 'hidden', fold: 'hidden', tz_data: 'hidden' } as const),
      ...({ sequence: 'hidden', place: 'hidden', changed_at: 'hidden', cancelled_at: 'hidden', cases_held: 'hidden' } as const),
      ...({ quorum: 'hidden', door_minutes: 'hidden', leaders_minutes: 'hidden', extended_minutes: 'hidden' } as const),
    },
    ...ofNobody,
  },
  contracts: {
    columns: {
      ...({ id: 'hidden', group_id: 'hidden', version: 'hidden', language: 'hidden', text: 'hidden' } as const),
      ...({ text_hash: 'hidden', made_at: 'hidden' } as const),
    },
    ...ofNobody,
  },
  secret_mark: { columns: { id: 'hidden', mark: 'hidden', noted_at: 'hidden' }, ...ofNobody },
  // Of meetings that are on; deleted when they are closed (R9.5).
  sealed_marks: { columns: { meeting_id: 'hidden', sealed: 'hidden', noted_at: 'hidden' }, ...ofNobody },
  key_halves: { columns: { meeting_id: 'hidden', half: 'hidden' }, ...ofNobody },
  log_marks: { columns: { meeting_id: 'hidden', version: 'hidden', command_id: 'hidden', noted_at: 'hidden' }, ...ofNobody },
};
