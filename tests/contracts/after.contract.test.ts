// After the meeting, on both databases: answers that nobody can be found by, consents that can be taken back, and the leaders' private list.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SqlAfter } from '../../server/after/sql-after.ts';
import { type Database, type DatabasePlace, openAsTheyAre, openDatabase } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import { deleteOverdue } from '../../server/keeping/terms-over.ts';
import type { Membership } from '../../server/ports/records.ts';
import type { SurveyItem } from '../../shared/protocol/program/after.ts';
import { memoryPlace } from '../support/memory-database.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { makeWorld, type World } from '../support/program-world.ts';
import { searched } from './kept-world.ts';

const day = 86_400_000;
const year = 365.25 * day;
const start = Date.parse('2026-11-28T18:00:00Z');
const onLostConnection = () => {};
const items: readonly SurveyItem[] = [
  { kind: 'scale', text: 'I could say what I wanted to say.' },
  { kind: 'yesNo', text: 'I would tell a case here.' },
];

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function placeOf(kind: 'PGlite' | 'PostgreSQL'): Promise<DatabasePlace> {
  if (kind === 'PGlite') return memoryPlace();
  const admin = await openAsTheyAre({ url: postgres.url, onLostConnection });
  await sql`create database after_meetings`.execute(admin);
  await admin.destroy();
  return { url: postgres.url.replace(/\/postgres$/, '/after_meetings'), onLostConnection };
}

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (kind) => {
  let db: Database;
  let after: SqlAfter;
  let world: World;
  let members: readonly Membership[];
  let now = start;
  beforeAll(async () => {
    db = await openDatabase(await placeOf(kind));
    const notCleared = (cause: unknown) => {
      throw cause;
    };
    after = new SqlAfter(db, { clock: { now: () => now }, secret: 'a secret of the tests', isOurs: kind === 'PGlite', notCleared });
  });
  afterAll(() => db.destroy());

  /** A group of eleven whose meeting has just been closed. */
  beforeEach(async () => {
    now = start;
    world = await makeWorld(db, 'Own', now - day);
    members = await Promise.all(Array.from({ length: 11 }, (_, n) => seated(n)));
    await db
      .updateTable('meetings')
      .set({ closed_at: new Date(now), starts_at: new Date(now - 7_200_000), ends_at: new Date(now - 1_800_000) })
      .where('id', '=', world.meeting)
      .execute();
  });

  async function seated(n: number): Promise<Membership> {
    const [personId, ref] = [newId(), newId()];
    const name = `Member ${n} of ${world.group}`;
    await db
      .insertInto('people')
      .values({ id: personId, full_name: name, short_name: `M${n}`, program_id: world.program })
      .execute();
    await db
      .insertInto('seats')
      .values({
        ...{ ref, group_id: world.group, person_id: personId, position: 20 + n, role: 'member' as const },
        ...{ credential: null, meeting_id: null },
      })
      .execute();
    await was(personId, 'member');
    return membership(ref, personId);
  }

  const was = (personId: string, as: 'member' | 'leader') =>
    db
      .insertInto('attendance')
      .values({
        ...{ meeting_id: world.meeting, person_id: personId, attended_as: as, minutes: 60, place: 'screen' as const },
        ...{ credential: null, first_in: null, last_out: null, credit_minutes: 60 },
      })
      .execute();

  const membership = (ref: string, personId: string): Membership => ({
    ...{ ref, personId, groupId: world.group, groupName: '', name: '', role: 'member', standing: null },
    ...{ keepsRotation: false, contractAcceptedAt: null, endsWithBrowser: false, onlyFor: null },
  });

  const by = { accountId: 'a', personId: null } as never;

  async function formOf(): Promise<string> {
    expect(await after.writeSurvey(world.group, { before: null, items }, by)).toBeNull();
    return (await after.survey(world.group)).form?.id ?? '';
  }

  const say = (seat: Membership, formId: string, first: number, second: number | null = 1) =>
    after.answer(seat, { meetingId: world.meeting, formId, answers: [first, second] });

  test('[R9.7] who was there is asked, and answers once; who led, was not there or comes late is not', async () => {
    const formId = await formOf();
    const [one = membership('', '')] = members;
    expect((await after.ofSeat(one)).feedback).toEqual([{ meetingId: world.meeting, startsAt: now - 7_200_000, formId, items }]);
    const both = await Promise.all([say(one, formId, 3), say(one, formId, 4)]);
    expect(both.filter((done) => done === null)).toHaveLength(1);
    expect(both.find((done) => done !== null)).toMatchObject({ code: 'stale' });
    expect((await after.ofSeat(one)).feedback).toEqual([]);
    const leader = membership(world.seats.leader ?? '', world.people.leader ?? '');
    await was(leader.personId, 'leader');
    const absent = membership(world.seats.member ?? '', world.people.member ?? '');
    for (const nobody of [leader, absent]) {
      expect((await after.ofSeat(nobody)).feedback).toEqual([]);
      expect(await say(nobody, formId, 3)).toMatchObject({ code: 'stale' });
    }
    now = start + 15 * day;
    expect((await after.ofSeat(members[1] ?? one)).feedback).toEqual([]);
    expect(await say(members[1] ?? one, formId, 3)).toMatchObject({ code: 'stale' });
  });

  test.each([[[0, 1]], [[6, 1]], [[3, 2]], [[3]], [[3, 1, 1]], [[null, null]]])('%j is no answer to it', async (answers) => {
    const formId = await formOf();
    const [one = membership('', '')] = members;
    expect(await after.answer(one, { meetingId: world.meeting, formId, answers })).toMatchObject({ code: 'malformed' });
    expect((await after.ofSeat(one)).feedback).toHaveLength(1);
  });

  test('[R9.7] results come with five answers, and no two readings differ by fewer than five', async () => {
    const formId = await formOf();
    const read: number[] = [];
    for (const [n, seat] of members.entries()) {
      expect(await say(seat, formId, (n % 5) + 1, n % 2 === 0 ? 1 : null)).toBeNull();
      const results = await after.results(world.group);
      if ('answers' in results) {
        read.push(results.answers);
        expect(results.items[0]?.counts).toEqual(Array(5).fill(results.answers / 5));
      } else {
        expect(results).toMatchObject({ code: 'too-few-answers' });
        read.push(0);
      }
    }
    expect(read).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
    // What has not become five is shown to nobody, not even once the form is over.
    expect(await after.writeSurvey(world.group, { before: null, items: [] }, by)).toMatchObject({ code: 'stale' });
    expect(await after.writeSurvey(world.group, { before: formId, items: [] }, by)).toBeNull();
    expect(await after.results(world.group)).toMatchObject({ code: 'too-few-answers' });
    await deleteOverdue(db, now);
    expect(await db.selectFrom('survey_answers').select('is_shown').where('form_id', '=', formId).execute()).toHaveLength(10);
    await deleteOverdue(db, now + 366 * day);
    expect(await db.selectFrom('survey_answers').select('id').where('form_id', '=', formId).execute()).toEqual([]);
  });

  test('[R9.7] nothing on disk leads from an answer to a person, nor to when it was given', async () => {
    const formId = await formOf();
    const answered = members.slice(0, 7);
    let before: readonly string[] = [];
    for (const [n, seat] of answered.entries()) {
      await say(seat, formId, (n % 5) + 1);
      const answers = await onDisk('survey_answers', 'form_id', formId);
      const turns = await onDisk('survey_turns', 'meeting_id', world.meeting);
      // All of them were written by one transaction, in the order of what is random.
      expect(new Set([...answers, ...turns].map(({ xmin }) => xmin)).size).toBe(1);
      for (const rows of [answers, turns]) expect(rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key).sort());
      // No answer can be followed from one look at the disk to the next.
      expect(answers.filter(({ key }) => before.includes(key))).toEqual([]);
      before = answers.map(({ key }) => key);
    }
    for (const { personId, ref } of answered) {
      const found = [...(await searched(db, [personId, ref])).keys()];
      expect(found.filter((table) => table.startsWith('survey'))).toEqual([]);
    }
    // Nothing was left to be cleared, so no older state of these rows is in their files.
    expect(await db.selectFrom('clearings').selectAll().execute()).toEqual([]);
    if (kind === 'PostgreSQL') expect(await deadRows()).toEqual([0, 0]);
    const columns = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'survey_answers' order by 1`.execute(db);
    expect(columns.rows.map(({ name }) => name)).toEqual(['answers', 'form_id', 'id', 'is_shown']);
    await deleteOverdue(db, now + 22 * day);
    expect(await onDisk('survey_turns', 'meeting_id', world.meeting)).toEqual([]);
  });

  async function onDisk(table: string, column: string, value: string) {
    const key = table === 'survey_turns' ? 'who' : 'id';
    const { rows } = await sql<{
      xmin: string;
      key: string;
    }>`select xmin::text as xmin, ${sql.ref(key)} as key from ${sql.table(table)}
      where ${sql.ref(column)} = ${value} order by ctid`.execute(db);
    return rows;
  }

  /** A file written anew holds no row but the living. */
  async function deadRows(): Promise<number[]> {
    const dead = async (table: string) => {
      const { rows } = await sql<{ full: number }>`select (pg_relation_size(${table}::regclass) / 8192)::int as full`.execute(db);
      const living = await sql<{
        pages: number;
      }>`select count(distinct (ctid::text::point)[0])::int as pages from ${sql.table(table)}`.execute(db);
      return (rows[0]?.full ?? 0) - (living.rows[0]?.pages ?? 0);
    };
    return [await dead('survey_turns'), await dead('survey_answers')];
  }

  test('[R9.7] consent to research is asked of each, can be taken back, and stays in the ledger', async () => {
    const [one = membership('', ''), two = one] = members;
    expect((await after.ofSeat(one)).research).toBeNull();
    await after.askForResearch(world.group, { before: null, text: 'A study of how groups end.' }, by);
    const { research } = await after.ofSeat(one);
    expect(research).toMatchObject({ text: 'A study of how groups end.', mine: null });
    const askId = research?.askId ?? '';
    const says = (seat: Membership, said: 'yes' | 'no' | 'withdrawn') => after.sayOnResearch(seat, { askId, said });
    expect(await says(one, 'withdrawn')).toMatchObject({ code: 'stale' });
    expect([await says(one, 'yes'), await says(one, 'yes'), await says(two, 'no'), await says(one, 'withdrawn')]).toEqual([
      ...[null, null, null, null],
    ]);
    expect((await after.research(world.group)).said.map(({ said }) => said)).toEqual(['withdrawn', 'no']);
    const ledger = await db
      .selectFrom('consents')
      .where('person_id', '=', one.personId)
      .orderBy('said_at')
      .select('said')
      .execute();
    expect(ledger.map(({ said }) => said)).toEqual(['yes', 'withdrawn']);
    const observer = { ...membership(world.seats.observer ?? '', world.people.observer ?? ''), role: 'observer' as const };
    expect(await says(observer, 'yes')).toMatchObject({ code: 'not-found' });
    // Another text is another question.
    expect(await after.askForResearch(world.group, { before: null, text: 'Of an old page.' }, by)).toMatchObject({ code: 'stale' });
    await after.askForResearch(world.group, { before: askId, text: 'Another study.' }, by);
    expect((await after.ofSeat(one)).research).toMatchObject({ mine: null });
    expect(await says(two, 'yes')).toMatchObject({ code: 'stale' });
    const { ask } = await after.research(world.group);
    await after.askForResearch(world.group, { before: ask?.id, text: null }, by);
    expect((await after.ofSeat(one)).research).toBeNull();
  });

  test('[R9.2] the leaders’ list is there only while the group keeps one, and everybody knows that', async () => {
    const [one = membership('', ''), two = one] = members;
    const turn = { personId: one.personId, onDate: '2026-11-28', wishesToReturn: false };
    expect(await after.noteTurn(world.group, turn)).toMatchObject({ code: 'not-allowed-now' });
    expect(await after.keepRotation(world.group, true, by)).toBeNull();
    expect((await after.ofSeat(two)).keepsRotation).toBe(true);
    expect(await after.noteTurn(world.group, turn)).toBeNull();
    expect(await after.noteTurn(world.group, { ...turn, wishesToReturn: true })).toBeNull();
    for (const onDate of ['2026-02-30', '2027-01-01', '2020-01-01'])
      expect(await after.noteTurn(world.group, { ...turn, onDate })).toMatchObject({ code: 'faults' });
    const elsewhere = await makeWorld(db, 'Foreign', now);
    for (const personId of [newId(), elsewhere.people.member ?? '', world.people.observer ?? ''])
      expect(await after.noteTurn(world.group, { ...turn, personId })).toMatchObject({ code: 'not-found' });
    const view = await after.rotation(world.group);
    expect(view.turns).toEqual([{ ...turn, wishesToReturn: true }]);
    expect(view.dates).toContain('2026-11-28');
    // Not even that something was written is noted elsewhere.
    const acts = await db.selectFrom('acts').select('act').where('group_id', '=', world.group).execute();
    expect(acts.map(({ act }) => act)).toEqual(['rotation-turned-on']);
    expect(await after.forgetTurn(world.group, two.personId, turn.onDate)).toMatchObject({ code: 'not-found' });
    expect(await after.forgetTurn(world.group, one.personId, turn.onDate)).toBeNull();
    await after.noteTurn(world.group, turn);
    await after.keepRotation(world.group, false, by);
    await after.keepRotation(world.group, true, by);
    expect((await after.rotation(world.group)).turns).toEqual([]);
  });

  test('[R9.2] that list goes on with the group, from one series to the next, and goes half a year after its last date', async () => {
    const [one = membership('', ''), two = one] = members;
    const turn = { personId: one.personId, onDate: '2026-11-27', wishesToReturn: true };
    const lines = async () => (await after.rotation(world.group)).turns;
    await after.keepRotation(world.group, true, by);
    await after.noteTurn(world.group, turn);
    await db
      .updateTable('series')
      .set({ ended_at: new Date(now) })
      .where('id', '=', world.series)
      .execute();
    await deleteOverdue(db, now + day);
    expect(await lines(), 'the night after the series has ended').toEqual([turn]);
    expect(await after.noteTurn(world.group, { ...turn, personId: two.personId }), 'a turn of the last evening').toBeNull();
    await after.forgetTurn(world.group, two.personId, turn.onDate);
    const newer = { id: newId(), group_id: world.group, form: '{}', contract: '', meeting_minutes: 90, meets_freely: false };
    await db
      .insertInto('series')
      .values({ ...newer, created_at: new Date(now + day) })
      .execute();
    const last = now + 100 * day;
    const meeting = {
      id: newId(),
      series_id: newer.id,
      starts_at: new Date(last),
      ends_at: new Date(last + 3_600_000),
      closed_at: null,
    };
    await db
      .insertInto('meetings')
      .values({ ...meeting, local_start: '2027-03-08T18:00', zone: 'UTC' })
      .execute();
    await deleteOverdue(db, now + 2 * day);
    expect(await lines(), 'with a new series').toEqual([turn]);
    const later = { personId: two.personId, onDate: '2026-11-28', wishesToReturn: false };
    await after.noteTurn(world.group, later);
    await after.noteTurn(world.group, { ...turn, wishesToReturn: false });
    expect(await lines(), 'no turn twice').toEqual([later, { ...turn, wishesToReturn: false }]);
    expect(await db.selectFrom('rotation').select('series_id').where('series_id', '=', newer.id).execute()).toHaveLength(1);
    await deleteOverdue(db, last + 179 * day);
    expect(await lines(), 'less than half a year after the last date').toHaveLength(2);
    await deleteOverdue(db, last + 181 * day);
    expect(await lines()).toEqual([]);
    // However long the group goes on.
    await after.noteTurn(world.group, later);
    await db
      .updateTable('meetings')
      .set({ ends_at: new Date(now + 5 * year) })
      .where('id', '=', meeting.id)
      .execute();
    await deleteOverdue(db, now + 1.9 * year);
    expect(await lines()).toEqual([later]);
    await deleteOverdue(db, now + 2.1 * year);
    expect(await lines()).toEqual([]);
    await after.noteTurn(world.group, later);
    await db
      .updateTable('groups')
      .set({ closed_at: new Date(now) })
      .where('id', '=', world.group)
      .execute();
    await deleteOverdue(db, now + day);
    expect(await lines(), 'closed').toEqual([]);
  });
});
