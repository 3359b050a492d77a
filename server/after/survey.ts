// The group's own anonymous form. Nothing leads from an answer to a person: who has answered is a keyed hash without a time, an answer has neither
// meeting nor time, and with each answer every row of either table is written anew, in the order of hashes and of fresh random ids. So neither the
// order of rows on disk nor the transaction that wrote them tells which answer came with which turn.
import { createHmac, hkdfSync } from 'node:crypto';
import type { AskedFeedback, Feedback, NewSurvey, SurveyItem, SurveyResults } from '../../shared/protocol/program/after.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { askForClearing } from '../keeping/clear-files.ts';
import type { Membership } from '../ports/records.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';

const day = 86_400_000;
/** So long a meeting is asked about. */
const askedDays = 14;
/** Results begin with so many answers, and are renewed with as many more. */
const step = 5;

export class TurnSeal {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'balint-room survey turns 1', 32));
  }

  whoIn(meetingId: string, personId: string): string {
    return createHmac('sha256', this.#key).update(`${meetingId}\0${personId}`).digest('hex');
  }
}

export async function livingForm(records: Database | Records, groupId: string) {
  const form = await records
    .selectFrom('survey_forms')
    .where('group_id', '=', groupId)
    .where('ended_at', 'is', null)
    .select(['id', 'items', 'made_at'])
    .executeTakeFirst();
  return form ? { id: form.id, items: form.items as readonly SurveyItem[], since: form.made_at.getTime() } : null;
}

export async function writeForm(records: Records, groupId: string, { before, items }: NewSurvey, by: Changer, now: number) {
  const { program_id } = await lockGroup(records, groupId);
  const living = await livingForm(records, groupId);
  if ((living?.id ?? null) !== before) return new Refused('stale');
  if (living) {
    await records
      .updateTable('survey_forms')
      .set({ ended_at: new Date(now) })
      .where('id', '=', living.id)
      .execute();
  }
  if (items.length > 0) {
    await records
      .insertInto('survey_forms')
      .values({ id: newId(), group_id: groupId, items: JSON.stringify(items), made_at: new Date(now), ended_at: null })
      .execute();
  }
  if (living !== null || items.length > 0)
    await noteAct(records, { programId: program_id, groupId, byAccount: by.accountId, act: 'survey-changed', object: groupId });
  return null;
}

/** The meetings that somebody was in as a member, and is asked about now. */
export async function askedOf(db: Database, seal: TurnSeal, seat: Membership, now: number): Promise<readonly AskedFeedback[]> {
  const form = await livingForm(db, seat.groupId);
  if (form === null) return [];
  const meetings = await meetingsToAsk(db, seat, now);
  if (meetings.length === 0) return [];
  const who = new Map(meetings.map(({ id }) => [seal.whoIn(id, seat.personId), id]));
  const turns = await db
    .selectFrom('survey_turns')
    .where('who', 'in', [...who.keys()])
    .select('who')
    .execute();
  const answered = new Set(turns.map((turn) => who.get(turn.who)));
  return meetings
    .filter(({ id }) => !answered.has(id))
    .map(({ id, startsAt }) => ({ meetingId: id, startsAt: startsAt.getTime(), formId: form.id, items: form.items }));
}

/** Those who led are not asked how they led; leaders in training are. */
function meetingsToAsk(records: Database | Records, { groupId, personId, standing }: Membership, now: number) {
  return records
    .selectFrom('meetings')
    .innerJoin('series', 'series.id', 'meetings.series_id')
    .innerJoin('attendance', 'attendance.meeting_id', 'meetings.id')
    .where('series.group_id', '=', groupId)
    .where('attendance.person_id', '=', personId)
    .where('attendance.attended_as', 'in', standing === 'candidate' ? ['member', 'leader'] : ['member'])
    .where('meetings.closed_at', '>', new Date(now - askedDays * day))
    .orderBy('meetings.starts_at')
    .select(['meetings.id', 'meetings.starts_at as startsAt'])
    .execute();
}

export async function keepAnswer(records: Records, seal: TurnSeal, seat: Membership, said: Feedback, now: number) {
  // One after another: an answer that comes beside another would be written over.
  await lockGroup(records, seat.groupId);
  const form = await livingForm(records, seat.groupId);
  const meetings = await meetingsToAsk(records, seat, now);
  const wasThere = meetings.some(({ id }) => id === said.meetingId);
  if (form === null || form.id !== said.formId || !wasThere) return new Refused('stale');
  if (!fits(said.answers, form.items)) return new Refused('malformed');
  const who = seal.whoIn(said.meetingId, seat.personId);
  const turns = await records.deleteFrom('survey_turns').where('meeting_id', '=', said.meetingId).returning('who').execute();
  if (turns.some((turn) => turn.who === who)) return new Refused('stale');
  const all = [...turns.map((turn) => turn.who), who].sort();
  await records
    .insertInto('survey_turns')
    .values(all.map((each) => ({ who: each, meeting_id: said.meetingId })))
    .execute();
  const before = await records
    .deleteFrom('survey_answers')
    .where('form_id', '=', form.id)
    .returning(['answers', 'is_shown'])
    .execute();
  const pending = before.filter(({ is_shown }) => !is_shown).length + 1;
  const rows = [...before, { answers: said.answers, is_shown: false }].map(({ answers, is_shown }) => ({
    ...{ id: newId(), form_id: form.id, answers: JSON.stringify(answers), is_shown: is_shown || pending >= step },
  }));
  await records
    .insertInto('survey_answers')
    .values(rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
    .execute();
  await askForClearing(records, ['survey_turns', 'survey_answers'], now);
  return null;
}

function fits(answers: Feedback['answers'], items: readonly SurveyItem[]): boolean {
  const isAnswer = (answer: number | null, kind: SurveyItem['kind'] | undefined) =>
    answer === null || (kind === 'scale' ? answer >= 1 && answer <= 5 : answer <= 1);
  return (
    answers.length === items.length &&
    answers.some((answer) => answer !== null) &&
    answers.every((answer, n) => isAnswer(answer, items[n]?.kind))
  );
}

export async function resultsOf(db: Database, groupId: string): Promise<SurveyResults | Refused> {
  const form = await livingForm(db, groupId);
  const shown = await db
    .selectFrom('survey_answers')
    .where('form_id', '=', form?.id ?? '')
    .where('is_shown', '=', true)
    .select('answers')
    .execute();
  if (form === null || shown.length < step) return new Refused('too-few-answers');
  const all = shown.map(({ answers }) => answers as Feedback['answers']);
  const items = form.items.map((item, n) => {
    const choices = item.kind === 'scale' ? [1, 2, 3, 4, 5] : [0, 1];
    return { ...item, counts: choices.map((choice) => all.filter((answers) => answers[n] === choice).length) };
  });
  return { answers: shown.length, items };
}

export function lockGroup(records: Records, groupId: string) {
  return records
    .selectFrom('groups')
    .where('id', '=', groupId)
    .select(['program_id', 'keeps_rotation'])
    .forUpdate()
    .executeTakeFirstOrThrow();
}
