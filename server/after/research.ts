// Consent to research: what the leaders ask for, and what each person says to it. Append only; the newest word counts, and a yes can be taken back.
import { sql } from 'kysely';
import type { AskedResearch, AskForResearch, ResearchView, SaidOnResearch } from '../../shared/protocol/program/after.ts';
import { isOfTheCircle } from '../../shared/ritual/roles.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Membership } from '../ports/records.ts';
import { Refused } from '../ports/refused.ts';
import type { Changer } from '../ports/rosters.ts';
import type { Records } from '../programs/in-one.ts';
import { noteAct } from '../programs/note-act.ts';
import { lockGroup } from './survey.ts';

async function livingAsk(records: Database | Records, groupId: string) {
  const ask = await records
    .selectFrom('research_asks')
    .where('group_id', '=', groupId)
    .where('ended_at', 'is', null)
    .select(['id', 'text', 'made_at'])
    .executeTakeFirst();
  return ask ? { id: ask.id, text: ask.text, since: ask.made_at.getTime() } : null;
}

export async function researchOf(db: Database, groupId: string): Promise<ResearchView> {
  const ask = await livingAsk(db, groupId);
  if (ask === null) return { ask, said: [] };
  const said = await newestWords(db, ask.id).execute();
  return {
    ask,
    said: said
      .map(({ name, said, said_at }) => ({ name, said, at: said_at.getTime() }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

export async function askedResearch(db: Database, seat: Membership): Promise<AskedResearch | null> {
  const ask = isOfTheCircle(seat.role) ? await livingAsk(db, seat.groupId) : null;
  if (ask === null) return null;
  const own = await newestWords(db, ask.id).where('consents.person_id', '=', seat.personId).executeTakeFirst();
  return { askId: ask.id, text: ask.text, mine: own?.said ?? null };
}

function newestWords(records: Database | Records, askId: string) {
  return records
    .selectFrom('consents')
    .innerJoin('people', 'people.id', 'consents.person_id')
    .where('consents.ask_id', '=', askId)
    .distinctOn('consents.person_id')
    .orderBy('consents.person_id')
    .orderBy('consents.said_at', 'desc')
    .select(['people.full_name as name', 'consents.said', 'consents.said_at']);
}

export async function sayOnResearch(records: Records, seat: Membership, { askId, said }: SaidOnResearch, now: number) {
  if (!isOfTheCircle(seat.role)) return new Refused('not-found');
  const { program_id } = await lockGroup(records, seat.groupId);
  const ask = await livingAsk(records, seat.groupId);
  if (ask?.id !== askId) return new Refused('stale');
  const before = await newestWords(records, askId).where('consents.person_id', '=', seat.personId).executeTakeFirst();
  // Only what was given can be taken back.
  if (said === 'withdrawn' && before?.said !== 'yes') return new Refused('stale');
  if (before?.said === said) return null;
  await sql`insert into consents (id, group_id, person_id, kind, said, said_at, ask_id)
    select ${newId()}, ${seat.groupId}, ${seat.personId}, 'research', ${said},
      greatest(${new Date(now)}::timestamptz, (select max(said_at) + interval '1 millisecond' from consents
        where ask_id = ${askId} and person_id = ${seat.personId})), ${askId}`.execute(records);
  await noteAct(records, {
    ...{ programId: program_id, groupId: seat.groupId, byPerson: seat.personId },
    ...{ act: 'research-consent-said', object: askId },
  });
  return null;
}

export async function askForResearch(
  records: Records,
  groupId: string,
  { before, text }: AskForResearch,
  by: Changer,
  now: number,
) {
  const { program_id } = await lockGroup(records, groupId);
  const living = await livingAsk(records, groupId);
  if ((living?.text ?? null) === text) return null;
  // A page that does not say what it replaces is older than this question.
  if ((living?.id ?? null) !== before) return new Refused('stale');
  if (living) {
    await records
      .updateTable('research_asks')
      .set({ ended_at: new Date(now) })
      .where('id', '=', living.id)
      .execute();
  }
  if (text !== null) {
    await records
      .insertInto('research_asks')
      .values({ id: newId(), group_id: groupId, text, made_at: new Date(now), ended_at: null })
      .execute();
  }
  await noteAct(records, { programId: program_id, groupId, byAccount: by.accountId, act: 'research-changed', object: groupId });
  return null;
}
