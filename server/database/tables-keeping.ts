// What a group may keep after its meetings, and the work that deletes what is no longer needed.
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface KeepingTables {
  /** Work that one server does at a time. */
  jobs: { name: string; leased_until: Date | null; done_at: Date | null };
  /** Tables whose files may still hold what was deleted from them. */
  clearings: { table_name: string; asked_at: Date };
  /** The leaders' private list, only where the group keeps one: names and dates, no words (R9.2). */
  rotation: { series_id: string; person_id: string; on_date: string; wishes_to_return: Generated<boolean> };
  /** A group's newest form has not ended. */
  survey_forms: { id: string; group_id: string; items: Json<unknown>; made_at: Date; ended_at: Date | null };
  /** Who has answered, as a keyed hash; no time. */
  survey_turns: { who: string; meeting_id: string };
  /** No person, no meeting and no time. */
  survey_answers: { id: string; form_id: string; answers: Json<unknown>; is_shown: boolean };
  /** What a group is asked to let its meetings be studied for. */
  research_asks: { id: string; group_id: string; text: string; made_at: Date; ended_at: Date | null };
}
