// What is kept of those who run programs, of pairs that should not sit together, and of who changed what.
import type { ProgramTables } from '../database/tables-programs.ts';
import type { KindOf } from './kind.ts';
import { creditOf, daysAfter, pairTerm } from './terms.ts';

const pairDays = 30;
const staffDays = 365;
/** Longer than anybody waits before asking who moved a date. */
const actDays = 3 * 365;

export const programKinds = {
  programs: {
    columns: {
      ...({ id: 'hidden', name: 'hidden', language: 'hidden', zone: 'hidden', keep_years: 'hidden' } as const),
      ...({ made_at: 'hidden', closed_at: 'hidden' } as const),
    },
    erased: 'nothing',
    until: null,
  },
  program_staff: {
    columns: { program_id: 'says', address: 'address', role: 'says', invited_at: 'says', ended_at: 'says' },
    erased: 'row',
    until: daysAfter(staffDays, 'program_staff.ended_at'),
  },
  supervisions: {
    columns: { candidate_id: 'person', supervisor_id: 'person', began_at: 'says', ended_at: 'says' },
    erased: 'row',
    until: creditOf('supervisions.candidate_id'),
  },
  // R11.5: which pair and why, leaders alone read.
  pair_notes: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', one_id: 'person', other_id: 'person', kind: 'hidden' } as const),
      ...({ noted_by: 'byPerson', noted_at: 'says', ended_at: 'says' } as const),
    },
    erased: 'row',
    until: pairTerm(pairDays),
  },
  acts: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', group_id: 'says', by_account: 'byAccount', by_person: 'byPerson' } as const),
      ...({ act: 'says', object: 'object', done_at: 'says' } as const),
    },
    erased: 'blank',
    until: daysAfter(actDays, 'acts.done_at'),
  },
  imports: {
    columns: {
      ...({ id: 'hidden', program_id: 'says', made_by: 'account', made_at: 'says', expires_at: 'says', rows: 'within' } as const),
      ...({ faults: 'within', applied_at: 'says' } as const),
    },
    erased: 'row',
    until: daysAfter(0, 'imports.expires_at'),
    isHourly: true,
  },
} as const satisfies { readonly [T in keyof ProgramTables]: KindOf<T> };
