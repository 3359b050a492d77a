// What is kept of corrected minutes, and of the systems that ask for them.
import type { CreditTables } from '../database/tables-credit.ts';
import type { KindOf } from './kind.ts';
import { creditOf, daysAfter } from './terms.ts';

/** A caller that hears nothing tries again for hours, not for days. */
const requestDays = 2;
/** So long a coordinator reads which key there was. */
const keyDays = 365;

export const creditKinds = {
  attendance_corrections: {
    columns: {
      ...({ id: 'hidden', meeting_id: 'says', person_id: 'person', number: 'says', minutes_before: 'says' } as const),
      ...({ minutes_after: 'says', place_before: 'says', place_after: 'says', reason: 'says' } as const),
      ...({ by_account: 'byAccount', by_person: 'byPerson', made_at: 'says' } as const),
    },
    erased: 'credit',
    until: creditOf('attendance_corrections.person_id'),
    bySeat: true,
  },
  api_keys: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', name: 'says', hash: 'hidden', scopes: 'says', by_account: 'byAccount' } as const),
      ...({ made_at: 'says', expires_at: 'says', used_at: 'says', revoked_at: 'says' } as const),
    },
    erased: 'blank',
    until: daysAfter(keyDays, 'api_keys.revoked_at', 'api_keys.expires_at'),
  },
  done_requests: {
    columns: {
      ...({ key_id: 'hidden', name: 'hidden', request_hash: 'hidden', status: 'says', answer: 'within', made_at: 'says' } as const),
    },
    erased: 'row',
    until: daysAfter(requestDays, 'done_requests.made_at'),
    isHourly: true,
  },
} as const satisfies { readonly [T in keyof CreditTables]: KindOf<T> };
