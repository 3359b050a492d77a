// What is kept about people, on both databases: the register holds all there is, a person sees every row, an erasure leaves lawful credit alone,
// and what has passed its term goes by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, type DatabasePlace, openAsTheyAre, openDatabase } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { jobIsDone, takeJob } from '../../server/keeping/job-lease.ts';
import { leadsOf } from '../../server/keeping/kind.ts';
import { kinds } from '../../server/keeping/kinds.ts';
import { SqlKeeping } from '../../server/keeping/sql-keeping.ts';
import { isAbout, subjectOfAccount } from '../../server/keeping/subject.ts';
import { deleteOverdue, keepTerms } from '../../server/keeping/terms-over.ts';
import { Refused } from '../../server/ports/refused.ts';
import { all, foundIn, words } from '../attacks/left-behind.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memoryDatabase, memoryPlace } from '../support/memory-database.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type KeptWorld, keptWorld, searched } from './kept-world.ts';

const day = 86_400_000;
const year = 365.25 * day;
const now = Date.parse('2026-11-28T18:00:00Z');
const onLostConnection = () => {};

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'balint-room-keeping-'));
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;
async function emptyPlace(kind: 'PGlite' | 'PostgreSQL'): Promise<DatabasePlace> {
  if (kind === 'PGlite') return memoryPlace();
  made += 1;
  const admin = await openAsTheyAre({ url: postgres.url, onLostConnection });
  await sql`create database ${sql.id(`kept_${made}`)}`.execute(admin);
  await admin.destroy();
  return { url: postgres.url.replace(/\/postgres$/, `/kept_${made}`), onLostConnection };
}

const keepingOn = (db: Database, isOurs: boolean) =>
  new SqlKeeping(db, {
    clock: { now: () => now },
    isOurs,
    notCleared: (cause) => {
      throw cause;
    },
  });
const signedIn = ({ account }: KeptWorld) => ({ accountId: account, sessionId: '', endsWithBrowser: false });
const credit = Object.entries(kinds).flatMap(([table, { erased }]) => (erased === 'credit' ? [table] : []));

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (kind) => {
  let db: Database;
  let world: KeptWorld;
  let other: KeptWorld;
  const keeping = () => keepingOn(db, kind === 'PGlite');
  beforeAll(async () => {
    db = await openDatabase(await emptyPlace(kind));
    [world, other] = [await keptWorld(db, 'Aasa', now), await keptWorld(db, 'Bodil', now)];
  });
  afterAll(() => db.destroy());

  test('[R9.6] the register has every table and column that the database has, and nothing else', async () => {
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select table_name as table, array_agg(column_name::text order by column_name) as columns from information_schema.columns
      where table_schema = current_schema() and table_name not like 'kysely%' group by 1 order by 1`.execute(db);
    const known = Object.entries(kinds)
      .map(([table, { columns }]) => ({ table, columns: Object.keys(columns).sort() }))
      .sort((a, b) => (a.table < b.table ? -1 : 1));
    expect(rows).toEqual(known);
  });

  test('[R9.6] a column that refers to a person, account or seat leads there in the register', async () => {
    const { rows } = await sql<{ table: keyof Tables; column: string; to: string }>`
      select c.relname as table, a.attname as column, f.relname as to from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and f.relname in ('people', 'accounts', 'seats')`.execute(db);
    expect(rows.length).toBeGreaterThan(10);
    for (const { table, column } of rows) {
      const leads = leadsOf(kinds[table]).map(([name]) => name);
      expect([table, leads.includes(column)]).toEqual([table, true]);
    }
  });

  test('[R9.6] a person sees every row that a search of the whole database finds, with its term, and no other', async () => {
    const kept = await keeping().ofAccount(world.account);
    const found = await searched(db, [world.account, world.card, world.ref, world.address, world.name]);
    expect(kept.kinds.map((one) => [one.kind, one.rows.length]).sort()).toEqual(
      [...found].map(([table, rows]) => [table, rows.length]).sort(),
    );
    // A new kind of row has to be planted in kept-world.ts.
    const led = Object.entries(kinds).flatMap(([table, one]) => (leadsOf(one).length > 0 ? [table] : []));
    expect([...found.keys()].sort()).toEqual(led.sort());
    const said = JSON.stringify(kept);
    for (const part of world.gone) expect(said).toContain(part);
    const others = [other.name, other.address, ...Object.values(world.people).filter((id) => id !== world.card)];
    for (const part of [...others, world.accounts.coordinator]) expect(said).not.toContain(part);
    for (const { kind: table, rows } of kept.kinds)
      expect([table, rows.every(({ until }) => until === null || until > now)]).toEqual([table, true]);
  });

  test('[R9.6] each column that leads to somebody is needed: some row is found by it alone', async () => {
    const subject = await subjectOfAccount(db, world.account);
    // Their rows are what the ids, names and addresses are learned from.
    const learnedFrom = ['people', 'seats', 'account_addresses'];
    for (const [table, one] of Object.entries(kinds)) {
      const leads = leadsOf(one);
      if (learnedFrom.includes(table)) continue;
      for (const [column] of leads) {
        const others = leads.flatMap(([name]) => (name === column ? [] : [name]));
        const without = { columns: { ...one.columns, ...Object.fromEntries(others.map((name) => [name, 'hidden' as const])) } };
        const rest = { columns: { ...one.columns, [column]: 'hidden' as const } };
        const [alone, also] = [isAbout(table, without, subject), isAbout(table, rest, subject) ?? sql<boolean>`false`];
        const { rows } = await sql`select 1 from ${sql.table(table)} where ${alone} and (${also}) is not true`.execute(db);
        expect([table, column, rows.length > 0]).toEqual([table, column, true]);
      }
    }
  });

  test('[R6.6] an observer reads that somebody has said a word about them, and not which', async () => {
    const { observer } = world.accounts;
    await db
      .updateTable('people')
      .set({ account_id: observer })
      .where('id', '=', world.people.observer ?? '')
      .execute();
    const { kinds: told } = await keeping().ofAccount(observer);
    const consents = told.find((one) => one.kind === 'consents');
    expect(consents?.rows.map(({ facts }) => facts)).toEqual([[], []]);
    const own = await keeping().ofAccount(world.account);
    const notes = own.kinds.find((one) => one.kind === 'pair_notes');
    expect(notes?.rows).toHaveLength(3);
    expect(JSON.stringify(notes)).not.toContain('related');
  });

  test('[R11.1] a personal link tells what belongs to its seat, and no address', async () => {
    const { kinds: told } = await keeping().ofSeat({ ref: world.ref, personId: world.card, groupId: world.group });
    expect(told.map((one) => one.kind)).toEqual(
      expect.arrayContaining(['people', 'seats', 'attendance', 'agreements', 'consents']),
    );
    expect(told.map((one) => one.kind)).not.toContain('mails');
    for (const part of world.gone) expect(JSON.stringify(told)).not.toContain(part);
    const elsewhere = await keeping().ofSeat({ ref: world.ref, personId: world.card, groupId: other.group });
    expect(elsewhere.kinds.map((one) => one.kind).sort()).toEqual(['people', 'sessions']);
  });

  test('[R9.6] an erasure says before what goes and what stays, and asks for the right word', async () => {
    const before = await searched(db, ['']);
    const view = await keeping().erasureOf(signedIn(world));
    expect(view.onlyCoordinatorOf).toEqual([]);
    expect(view.stays.map((one) => one.kind).sort()).toEqual(credit.sort());
    const wrong = await keeping().erase(signedIn(world), 'yes');
    expect(wrong).toBeInstanceOf(Refused);
    expect(wrong).toMatchObject({ code: 'faults', faults: [{ path: 'confirm', code: 'wrong' }] });
    expect(await searched(db, [''])).toEqual(before);
  });

  test('[R9.6] nobody leaves a program without a coordinator', async () => {
    await db.deleteFrom('program_staff').where('program_id', '=', other.program).where('address', '<>', other.address).execute();
    expect((await keeping().erasureOf(signedIn(other))).onlyCoordinatorOf).toEqual(['Bodil']);
    expect(await keeping().erase(signedIn(other), other.address)).toMatchObject({ code: 'not-allowed-now' });
  });

  test('[R9.6] an erasure takes everything but lawful credit, at once, and nothing of anybody else', async () => {
    const view = await keeping().erasureOf(signedIn(world));
    const before = await searched(db, [other.account, other.card, other.ref, other.address, other.name]);
    const done = await keeping().erase(signedIn(world), world.address.toUpperCase());
    expect(done).toEqual({ seats: [world.ref], groups: [world.group] });
    const left = await searched(db, [world.account, world.card, world.ref, world.address, world.name, ...world.gone]);
    expect([...left.keys()].sort()).toEqual(credit.sort());
    for (const { kind: table, rows } of view.stays) expect([table, left.get(table)?.length]).toEqual([table, rows]);
    // What they only did stays done, by nobody.
    expect(view.blank.map((one) => one.kind).sort()).toEqual([
      ...['acts', 'api_keys', 'attendance_corrections', 'certificates', 'credential_entries', 'pair_notes'],
      'webhooks',
    ]);
    const corrections = db
      .selectFrom('attendance_corrections')
      .selectAll()
      .where('person_id', '=', world.people.leader ?? '');
    const doers = (await corrections.execute()).map(({ by_account, by_person }) => [by_account, by_person]);
    expect(doers).toEqual(Array(3).fill([null, null]));
    const card = await db.selectFrom('people').selectAll().where('id', '=', world.card).executeTakeFirstOrThrow();
    expect(card).toMatchObject({ full_name: world.name, account_id: null, address: null, workplace: null, zone: null });
    expect(card.erased_at).not.toBeNull();
    expect(await searched(db, [other.account, other.card, other.ref, other.address, other.name])).toEqual(before);
    // What they did stays done, by nobody.
    const acts = await db.selectFrom('acts').selectAll().where('program_id', '=', world.program).execute();
    expect(acts.filter(({ act }) => act !== 'person-erased')).toHaveLength(3);
    const notes = await db.selectFrom('pair_notes').selectAll().where('program_id', '=', world.program).execute();
    expect(notes.map(({ noted_by }) => noted_by)).toEqual([null]);
    expect(await keeping().erase(signedIn(world), 'erase')).toEqual({ seats: [], groups: [] });
  });

  test('[R9.6] whoever has no credit is gone whole', async () => {
    const third = await keptWorld(db, 'Cilla', now);
    await db.deleteFrom('certificates').where('group_id', '=', third.group).execute();
    for (const table of ['attendance', 'attendance_corrections', 'agreements', 'contract_acceptances'] as const)
      await db.deleteFrom(table).where('person_id', '=', third.card).execute();
    expect((await keeping().erasureOf(signedIn(third))).stays).toEqual([]);
    await keeping().erase(signedIn(third), third.address);
    expect([...(await searched(db, [third.account, third.card, third.ref, third.address, third.name]))]).toEqual([]);
  });

  test('[R9.6] by their links alone whoever has no account is erased as wholly, and nobody who has one', async () => {
    const fourth = await keptWorld(db, 'Disa', now);
    const seat = { ref: fourth.ref, personId: fourth.card, groupId: fourth.group };
    const refused = async (held: readonly string[], needs: string) => {
      expect((await keeping().erasureOfSeat(seat, held)).needs).toBe(needs);
      expect(await keeping().eraseBySeat(seat, held, 'erase')).toMatchObject({ code: 'not-allowed-now' });
    };
    await refused([fourth.ref], 'account');
    await db.updateTable('people').set({ account_id: null }).where('id', '=', fourth.card).execute();
    await refused([fourth.ref], 'account');
    await db
      .updateTable('people')
      .set({ address: `unproved.${fourth.program}@example.org` })
      .where('id', '=', fourth.card)
      .execute();
    await refused([], 'otherSeats');
    const view = await keeping().erasureOfSeat(seat, [fourth.ref]);
    expect([view.needs, view.confirm, view.stays.map((one) => one.kind).sort()]).toEqual([undefined, 'erase', credit.sort()]);
    expect(await keeping().eraseBySeat(seat, [fourth.ref], fourth.name)).toMatchObject({
      faults: [{ path: 'confirm', code: 'wrong' }],
    });
    const done = await keeping().eraseBySeat(seat, [fourth.ref], 'erase');
    expect(done).toEqual({ seats: [fourth.ref], groups: [fourth.group] });
    const left = await searched(db, [fourth.card, fourth.ref, `unproved.${fourth.program}@example.org`]);
    expect([...left.keys()].sort()).toEqual(credit.sort());
  });

  test('[R9.6] what has passed its term goes by itself, and what has not stays', async () => {
    const whole = await searched(db, [other.card]);
    const leftAfter = async (ms: number) => {
      await deleteOverdue(db, now + ms);
      return [...(await searched(db, [other.card])).keys()];
    };
    expect(await leftAfter(0)).toEqual([...whole.keys()]);
    expect(await leftAfter(31 * day)).not.toContain('consents');
    expect(await leftAfter(2 * year)).not.toContain('meeting_people');
    expect(await leftAfter(2 * year)).toContain('acts');
    expect(await leftAfter(4 * year)).not.toContain('acts');
    // While they sit in the group, their credit stays.
    expect(await leftAfter(40 * year)).toContain('attendance');
    await db
      .updateTable('seats')
      .set({ left_at: new Date(now) })
      .where('person_id', '=', other.card)
      .execute();
    expect(await leftAfter(9.9 * year)).toContain('attendance');
    expect(await leftAfter(10.1 * year)).toEqual([]);
    expect([...(await searched(db, [other.people.leader ?? ''])).keys()], 'others stay').toContain('attendance');
  });

  test('[R9.6] a closed program goes with everything when its term is over', async () => {
    await db
      .updateTable('programs')
      .set({ closed_at: new Date(now) })
      .where('id', '=', other.program)
      .execute();
    await deleteOverdue(db, now + 9.9 * year);
    expect((await searched(db, [other.program])).size).toBeGreaterThan(0);
    await deleteOverdue(db, now + 10.1 * year);
    const ids = [other.program, other.group, other.series, other.meeting, ...Object.values(other.people)];
    // Whoever sat only there goes in the same night. The address in a link has the program's id in these tests; links go every hour.
    expect([...(await searched(db, ids)).keys()].filter((table) => table !== 'sign_in_links')).toEqual([]);
    expect((await searched(db, [world.program])).size, 'another program stays').toBeGreaterThan(0);
  });
});

test.each(['PGlite', 'PostgreSQL'] as const)('[R9.6] the nightly work is one server’s at a time, on %s', async (kind) => {
  const db = await openDatabase(await emptyPlace(kind));
  const [lease, rest] = [{ leaseMs: 1000, restMs: 0 }, 23 * 3_600_000];
  const both = await Promise.all([1, 2, 3, 4].map(() => takeJob(db, 'work', now, lease)));
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await takeJob(db, 'work', now + 999, lease)).toBe(false);
  expect(await takeJob(db, 'work', now + 1000, lease), 'whoever had it has fallen silent').toBe(true);
  await jobIsDone(db, 'work', now + 1000);
  expect(await takeJob(db, 'work', now + rest, { ...lease, restMs: rest })).toBe(false);
  expect(await takeJob(db, 'work', now + rest + 1000, { ...lease, restMs: rest })).toBe(true);
  await db.destroy();
});

test('[R9.6] the work is done at the start and every night, and tells numbers alone', async () => {
  const db = await memoryDatabase();
  const clock = new FakeClock(now + 4 * year);
  const world = await keptWorld(db, 'Frida', now);
  const told: Readonly<Record<string, number>>[] = [];
  const failed: unknown[] = [];
  const begin = () => keepTerms(db, true, clock, { done: (gone) => told.push(gone), failed: (cause) => failed.push(cause) });
  const stops = [begin(), begin()];
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toMatchObject({ acts: 3, consents: 3, rotation: 2 });
  expect(Object.values(told[0] ?? {}).every((rows) => Number.isInteger(rows) && rows > 0)).toBe(true);
  await expect.poll(async () => (await db.selectFrom('clearings').selectAll().execute()).length).toBe(0);
  // Noted since, and yet deleted as soon as the group keeps none.
  const turn = { series_id: world.series, person_id: world.people.leader ?? '', wishes_to_return: false };
  await db
    .insertInto('rotation')
    .values({ ...turn, on_date: new Date(clock.now()).toISOString().slice(0, 10) })
    .execute();
  await db.updateTable('groups').set({ keeps_rotation: false }).where('id', '=', world.group).execute();
  await expect
    .poll(async () => {
      await clock.advance(3_600_000);
      return told.length;
    })
    .toBe(2);
  expect(told[1]).toEqual({ rotation: 1 });
  expect(failed).toEqual([]);
  for (const stop of stops) stop();
  await db.destroy();
});

test('[R9.6] after an erasure no byte of the embedded database tells of what is gone', async () => {
  const db = await openDatabase({ folder, isFirst: true });
  const world = await keptWorld(db, 'Dagny', now);
  const { gone, account, ref } = world;
  const sought = all(words(...gone, account, ref));
  await sql`analyze`.execute(db);
  await sql`checkpoint`.execute(db);
  expect(new Set(foundIn([folder], sought).map((one) => one.split(' in /')[0]))).toEqual(new Set(sought.keys()));
  expect(await keepingOn(db, true).erase(signedIn(world), world.address)).toMatchObject({ seats: [ref] });
  expect(foundIn([folder], sought)).toEqual([]);
  expect(foundIn([folder], words(world.name)).length, 'lawful credit').toBeGreaterThan(0);
  await db.destroy();
  expect(foundIn([folder], sought)).toEqual([]);
});

test('[R9.6] nor does a table of PostgreSQL, nor what it remembers of its commonest values', async () => {
  const db = await openDatabase(await emptyPlace('PostgreSQL'));
  const world = await keptWorld(db, 'Embla', now);
  const sought = words(...world.gone, world.account, world.ref);
  const { rows } = await sql<{ oid: string }>`select oid::text as oid from pg_database where datname = current_database()`.execute(
    db,
  );
  const tables = join(postgres.folder, 'base', rows[0]?.oid ?? '');
  await sql`analyze`.execute(db);
  await sql`checkpoint`.execute(db);
  expect(foundIn([tables], sought).length).toBeGreaterThan(sought.size);
  await keepingOn(db, false).erase(signedIn(world), world.address);
  await sql`checkpoint`.execute(db);
  expect(foundIn([tables], sought)).toEqual([]);
  await db.destroy();
});
