// What is kept of humans who sign in, and of the mails to them.
import type { AccountTables } from '../database/tables-accounts.ts';
import type { MailTables } from '../database/tables-mails.ts';
import type { KindOf } from './kind.ts';
import { accountTerm, daysAfter } from './terms.ts';

/** A spent or expired link still answers like any that was never given; a day leaves room for whoever looks into a fault. */
const spentDays = 1;
/** As long as a session lasts at most. */
const sessionDays = 180;
/** So long a coordinator reads what became of a mail. */
const mailDays = 30;
/** Then it is tried again: somebody may have that address by now. */
const stoppedDays = 365;
/** Longer than any window in which something is counted. */
const limitDays = 2;

const lasts = (table: string) => `${table}.created_at + interval '${sessionDays} days'`;

export const accountKinds = {
  accounts: {
    columns: { id: 'account', language: 'says', zone: 'says', created_at: 'says', closed_at: 'says' },
    erased: 'row',
    until: accountTerm(sessionDays + spentDays),
  },
  account_addresses: {
    columns: { address: 'address', account_id: 'account', proved_at: 'says', is_first: 'says' },
    erased: 'row',
    until: null,
  },
  account_sessions: {
    columns: {
      ...({ hash: 'hidden', id: 'hidden', account_id: 'account', how: 'says', device: 'says' } as const),
      ...({ created_at: 'says', used_at: 'says', ends_at: 'says', revoked_at: 'says' } as const),
    },
    erased: 'row',
    until: daysAfter(spentDays, 'account_sessions.revoked_at', 'account_sessions.ends_at', lasts('account_sessions')),
    isHourly: true,
  },
  sign_in_links: {
    columns: {
      ...({ hash: 'hidden', address: 'address', to_path: 'says' } as const),
      ...({ for_account: 'account', made_at: 'says', expires_at: 'says', spent_at: 'says' } as const),
    },
    erased: 'row',
    until: daysAfter(spentDays, 'sign_in_links.expires_at', 'sign_in_links.spent_at'),
    isHourly: true,
  },
  // Sealed, and for minutes: of whom, nobody can find out without having begun it.
  sign_in_attempts: {
    columns: { state_hash: 'hidden', kind: 'hidden', sealed: 'hidden', expires_at: 'hidden' },
    erased: 'nothing',
    until: daysAfter(0, 'sign_in_attempts.expires_at'),
    isHourly: true,
  },
  passkeys: {
    columns: {
      ...({ id: 'says', account_id: 'account', public_key: 'says', counter: 'says', transports: 'says' } as const),
      ...({ name: 'says', made_at: 'says', used_at: 'says' } as const),
    },
    erased: 'row',
    until: null,
  },
  identity_providers: {
    columns: {
      ...({ id: 'hidden', program_id: 'hidden', kind: 'hidden', name: 'hidden', issuer: 'hidden', sealed: 'hidden' } as const),
      ...({ domains: 'hidden', is_required: 'hidden', made_at: 'hidden', tried_at: 'hidden', ended_at: 'hidden' } as const),
      ...({ metadata_url: 'hidden', metadata_asked_at: 'hidden', metadata_read_at: 'hidden', metadata_trouble: 'hidden' } as const),
    },
    erased: 'nothing',
    until: null,
  },
  outside_identities: {
    columns: { provider_id: 'hidden', subject: 'says', account_id: 'account', first_at: 'says' },
    erased: 'row',
    until: null,
  },
  // Who is a keyed hash.
  shared_limits: {
    columns: { name: 'hidden', who: 'hidden', since: 'hidden', count: 'hidden' },
    erased: 'nothing',
    until: daysAfter(limitDays, 'shared_limits.since'),
    isHourly: true,
  },
  mails: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', group_id: 'says', person_id: 'person', kind: 'says', about: 'object' } as const),
      ...({ sequence: 'hidden', address: 'address', sealed: 'hidden', state: 'says', tries: 'hidden', due_at: 'hidden' } as const),
      ...({ leased_until: 'hidden', expires_at: 'hidden', answer: 'within', made_at: 'says', done_at: 'says' } as const),
      ...({ delays: 'says', bounce_uid: 'hidden' } as const),
    },
    erased: 'row',
    until: daysAfter(mailDays, 'mails.done_at'),
    isHourly: true,
  },
  stopped_addresses: {
    columns: { address: 'address', since: 'says', answer: 'within' },
    erased: 'row',
    until: daysAfter(stoppedDays, 'stopped_addresses.since'),
  },
} as const satisfies { readonly [T in keyof (AccountTables & MailTables)]: KindOf<T> };
