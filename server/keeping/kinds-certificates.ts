// What is kept of certificates, and of what leaders entered in their own logs.
import type { CertificateTables } from '../database/tables-certificates.ts';
import type { KindOf } from './kind.ts';
import { creditOf } from './terms.ts';

export const certificateKinds = {
  // What one says names its person and those who led.
  certificates: {
    columns: {
      ...({
        id: 'hidden',
        program_id: 'says',
        group_id: 'says',
        person_id: 'person',
        number: 'says',
        code_hash: 'hidden',
      } as const),
      ...({ layout: 'says', from_day: 'says', to_day: 'says', facts: 'within', facts_hash: 'hidden' } as const),
      ...({ made_by: 'byAccount', made_at: 'says', withdrawn_by: 'byAccount', withdrawn_at: 'says' } as const),
      withdrawn_reason: 'says',
    },
    erased: 'credit',
    until: creditOf('certificates.person_id'),
    toldTo: 'person_id',
    bySeat: true,
  },
  credential_entries: {
    columns: {
      ...({ id: 'hidden', person_id: 'person', meeting_id: 'says', kind: 'says', on_day: 'says', minutes: 'says' } as const),
      ...({ cases: 'says', place: 'says', made_at: 'says', confirmed_by: 'byPerson', confirmed_at: 'says' } as const),
      with_id: 'byPerson',
    },
    erased: 'row',
    until: creditOf('credential_entries.person_id'),
    toldTo: 'person_id',
  },
} as const satisfies { readonly [T in keyof CertificateTables]: KindOf<T> };
