// What a group may keep after its meetings.
import type { KeepingTables } from '../database/tables-keeping.ts';
import type { KindOf } from './kind.ts';
import { daysAfter, daysAfterMeeting, rotationTerm } from './terms.ts';

/** A little longer than a form can be answered. */
const turnDays = 21;
const endedDays = 365;
/** Longer than a summer without meetings, after which the group goes on. */
const restingDays = 180;
/** Whose turn it is, is seen from those of two years. */
const longestTurnDays = 730;

const ofNobody = { erased: 'nothing', until: null } as const;

export const afterKinds = {
  jobs: { columns: { name: 'hidden', leased_until: 'hidden', done_at: 'hidden' }, ...ofNobody },
  clearings: { columns: { table_name: 'hidden', asked_at: 'hidden' }, ...ofNobody },
  // It also goes as soon as the group keeps none any more.
  rotation: {
    columns: { series_id: 'says', person_id: 'person', on_date: 'says', wishes_to_return: 'says' },
    erased: 'row',
    until: rotationTerm(restingDays, longestTurnDays),
    bySeat: true,
  },
  survey_forms: {
    columns: { id: 'hidden', group_id: 'hidden', items: 'hidden', made_at: 'hidden', ended_at: 'hidden' },
    ...ofNobody,
  },
  // Who is a keyed hash: without SECRET it leads to nobody.
  survey_turns: {
    columns: { who: 'hidden', meeting_id: 'hidden' },
    erased: 'nothing',
    until: daysAfterMeeting(turnDays, 'survey_turns.meeting_id'),
  },
  survey_answers: {
    columns: { id: 'hidden', form_id: 'hidden', answers: 'hidden', is_shown: 'hidden' },
    erased: 'nothing',
    until: daysAfter(endedDays, '(select ended_at from survey_forms where survey_forms.id = survey_answers.form_id)'),
  },
  research_asks: {
    columns: { id: 'hidden', group_id: 'hidden', text: 'hidden', made_at: 'hidden', ended_at: 'hidden' },
    ...ofNobody,
  },
} as const satisfies { readonly [T in keyof KeepingTables]: KindOf<T> };
