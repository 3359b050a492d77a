// Records of every version are migrated to today's shape with all their content, on both databases; and two servers may start on them at once.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, type DatabasePlace, openAsTheyAre, openDatabase } from '../../server/database/database.ts';
import { appliedMigrations, migrate, migrationNames } from '../../server/database/migrate.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { everythingIn } from './records-lived-in.ts';

/** Rows as the version that introduced each shape wrote them, never in today's form. A new migration adds its own here. */
const seeds: Record<string, readonly string[]> = {
  '001-records': [
    `insert into people values ('p1', 'Ann Larsen', 'Ann'), ('p2', 'Ben Okafor', 'Ben')`,
    `insert into groups values ('g1', 'Tuesday group')`,
    `insert into series values ('s1', 'g1', '{"name":"ANZ-UK 90/2","phases":["gathering","ended"]}', '1. What is said here stays here', 90, true, '2025-03-30T00:30:00.123Z')`,
    `insert into seats values ('0f', 'g1', 'p1', 0, 'leader', 3, 'Balint leader'), ('1f', 'g1', 'p2', 1, 'member', 1, null)`,
    `insert into meetings values ('m1', 's1', '2025-10-26T00:30:00Z', '2025-10-26T02:00:00Z', '2025-10-26T02:01:00Z')`,
    `insert into contract_acceptances values ('s1', 'p2', '2025-09-01T10:00:00Z')`,
    `insert into sessions values ('aa11', '1f', '2025-09-01T10:00:00Z', null)`,
    `insert into attendance values ('m1', 'p1', 'leader', 88, 'screen', 'Balint leader'), ('m1', 'p2', 'member', 61, 'room', null)`,
  ],
  '002-log-marks': [
    `insert into meetings values ('m2', 's1', '2025-11-02T00:30:00Z', '2025-11-02T02:00:00Z', null)`,
    `insert into log_marks values ('m2', 17, 'p1.0f3a', '2025-11-02T00:41:00Z')`,
  ],
  '003-guests': [
    `insert into people values ('p3', 'Eve', 'Eve')`,
    `insert into seats values ('2f', 'g1', 'p3', 2, 'member', 1, null, 'm1')`,
  ],
  '004-sessions-in-use': [
    `insert into sessions values ('bb22', '1f', '2025-09-01T10:00:00Z', null, '2025-09-01T10:00:00Z', '2025-09-01T22:00:00Z')`,
  ],
  '005-sealed-marks': [
    `insert into sealed_marks values ('m2', 'c2VhbGVk', '2025-11-02T00:41:02Z')`,
    `insert into key_halves values ('m2', 'aGFsZg')`,
  ],
  '006-programs': [
    `insert into programs values ('pr1', 'Family medicine', 'en', 'America/Denver', 10, '2026-11-28T10:00:00Z', null)`,
    `insert into program_staff values ('pr1', 'cora@example.org', 'coordinator', '2026-11-28T10:00:00Z', null)`,
    `insert into people (id, full_name, short_name, program_id, address, zone, workplace) values
      ('p4', 'Cid Moreau', 'Cid', 'pr1', 'cid@example.org', 'Asia/Beirut', 'Clinic 2'), ('p5', 'Dee Walsh', 'Dee', 'pr1', null, null, null)`,
    `insert into groups (id, name, program_id, zone) values ('g2', 'Thursday group', 'pr1', 'America/Denver')`,
    `insert into seats (ref, group_id, person_id, position, role, left_at) values ('3f', 'g2', 'p4', 0, 'member', '2026-11-28T11:00:00Z')`,
    `insert into seats (ref, group_id, person_id, position, role, standing) values ('4f', 'g2', 'p4', 0, 'coLeader', 'candidate')`,
    `insert into pair_notes values ('n1', 'pr1', 'p4', 'p5', 'workTogether', 'p4', '2026-11-28T10:00:00Z', null)`,
    `insert into supervisions values ('p4', 'p5', '2026-11-28T10:00:00Z', null)`,
    `insert into imports values ('i1', 'pr1', 'acc1', '2026-11-28T10:00:00Z', '2026-11-29T10:00:00Z', '[{"line":2}]', '[]', null)`,
    `insert into acts values ('a1', 'pr1', 'g2', 'acc1', null, 'seat-given', '4f', '2026-11-28T10:00:00Z')`,
  ],
  '007-accounts': [
    `insert into accounts values ('acc1', 'en', 'America/Denver', '2026-11-28T10:00:00Z', null)`,
    `insert into account_addresses values ('cora@example.org', 'acc1', '2026-11-28T10:00:00Z')`,
    `insert into account_sessions values ('cc33', 'se1', 'acc1', 'mail', 'Firefox, Linux', '2026-11-28T10:00:00Z', null, null, null)`,
    `insert into sign_in_links values ('dd44', 'cora@example.org', '/home', '2026-11-28T10:00:00Z', '2026-11-28T10:15:00Z', null)`,
    `insert into sign_in_attempts values ('ee55', 'oidc', 'c2VhbGVk', '2026-11-28T10:10:00Z')`,
    `insert into identity_providers values
      ('ip1', 'pr1', 'oidc', 'County hospital', 'https://id.example.org', 'c2VhbGVk', 'example.org', false, '2026-11-28T10:00:00Z', null, null)`,
    `insert into outside_identities values ('ip1', 'sub-1', 'acc1', '2026-11-28T10:00:00Z')`,
    `insert into shared_limits values ('sign-in', 'ff66', '2026-11-28T10:00:00Z', 3)`,
    `insert into passkeys values ('pk1', 'acc1', 'cHVibGlj', 7, 'internal', 'My laptop', '2026-11-28T10:00:00Z', null)`,
  ],
  '008-dates': [
    `insert into series (id, group_id, form, contract, meeting_minutes, meets_freely, created_at, zone, rule, quorum) values
      ('s2', 'g2', '{}', 'What is said here stays here', 90, false, '2026-11-28T10:00:00Z', 'America/Denver', '{"every":"dates","dates":["2027-03-16"]}', 4)`,
    `insert into meetings (id, series_id, starts_at, ends_at, number, local_start, zone, tz_data) values
      ('m3', 's2', '2027-03-17T01:00:00Z', '2027-03-17T02:30:00Z', 1, '2027-03-16T19:00', 'America/Denver', '2026a')`,
    `insert into meeting_people values ('m3', 'p4', 'screen', '2026-11-28T10:00:00Z')`,
    `insert into contracts values ('c1', 'g2', 1, 'en', 'What is said here stays here', 'abcd', '2026-11-28T10:00:00Z')`,
    `insert into consents values ('co1', 'g2', 'm3', 'p4', 'observer', 'p5', 'yes', '2026-11-28T10:00:00Z')`,
    `insert into agreements values ('s2', 'p4', 'c1', '2026-11-28T10:00:00Z', 'abcd')`,
  ],
  '009-mails': [
    `insert into mails (id, kind, about, address, sealed, state, due_at, made_at) values
      ('ma1', 'invitation', 'm3', 'cid@example.org', 'c2VhbGVk', 'waiting', '2026-11-28T10:00:00Z', '2026-11-28T10:00:00Z')`,
  ],
  '010-credit': [
    `insert into meetings (id, series_id, starts_at, ends_at, closed_at, cases_held) values
      ('m4', 's2', '2027-03-24T01:00:00Z', '2027-03-24T02:00:00Z', '2027-03-24T02:05:00Z', 2)`,
    `insert into attendance (meeting_id, person_id, attended_as, minutes, place, first_in, last_out, credit_minutes, source) values
      ('m4', 'p4', 'member', 61, 'screen', '2027-03-24T01:01:12Z', '2027-03-24T01:59:10Z', 58, 'room')`,
  ],
  '011-bounces': [
    `insert into mails (id, kind, about, address, state, due_at, made_at, answer, delays, bounce_uid) values
      ('ma2', 'invitation', 'm4', 'cid@example.org', 'bounced', '2026-11-28T10:00:00Z', '2026-11-28T10:00:00Z', '5.1.1 no such mailbox', 2, 17)`,
  ],
  '012-groups': [
    `insert into meetings (id, series_id, starts_at, ends_at, quorum, door_minutes, leaders_minutes) values
      ('m5', 's2', '2027-04-01T01:00:00Z', '2027-04-01T02:00:00Z', 4, 15, 30)`,
    `insert into account_addresses (address, account_id, proved_at, is_first) values ('cora@home.example', 'acc1', '2026-11-29T10:00:00Z', false)`,
    `insert into sign_in_links (hash, address, to_path, made_at, expires_at, for_account) values
      ('dd45', 'cora@new.example', '/me', '2026-11-28T10:00:00Z', '2026-11-28T10:15:00Z', 'acc1')`,
  ],
  '013-extension': [
    `insert into meetings (id, series_id, starts_at, ends_at, closed_at, cases_held, extended_minutes) values
      ('m6', 's2', '2027-03-31T01:00:00Z', '2027-03-31T02:00:00Z', '2027-03-31T02:20:00Z', 1, 15)`,
  ],
  '014-corrections': [
    `insert into attendance_corrections values
      ('ac1', 'm4', 'p4', 1, 58, 60, 'screen', 'room', 'sat in the room with Dee', 'acc1', 'p5', '2027-03-24T03:00:00Z')`,
    `update attendance set credit_minutes = 62, place = 'room' where meeting_id = 'm4' and person_id = 'p4'`,
    `insert into api_keys values ('ak1', 'pr1', 'Residency system', 'gg77', 'people:read attendance:read', 'acc1',
      '2026-11-28T10:00:00Z', '2027-11-28T10:00:00Z', null, null)`,
    `insert into done_requests values ('ak1', 'put-17', 'hh88', 200, '{}', '2026-11-28T10:00:00Z')`,
  ],
  '015-keeping': [
    `insert into jobs values ('terms', null, '2026-11-28T10:00:00Z')`,
    `insert into clearings values ('people', '2026-11-28T10:00:00Z')`,
    `insert into rotation values ('s2', 'p4', '2027-03-16', true)`,
    `insert into survey_forms values ('sf1', 'g2', '[{"kind":"scale","text":"I could speak"}]', '2026-11-28T10:00:00Z', null)`,
    `insert into survey_turns values ('gg77', 'm4')`,
    `insert into survey_answers values ('sa1', 'sf1', '[4]', false)`,
    `insert into research_asks values ('ra1', 'g2', 'A study of groups.', '2026-11-28T10:00:00Z', null)`,
    `insert into consents (id, group_id, person_id, kind, said, said_at, ask_id) values
      ('co2', 'g2', 'p4', 'research', 'yes', '2026-11-28T10:00:00Z', 'ra1')`,
  ],
  '016-certificates': [
    `insert into certificates values ('ce1', 'pr1', 'g2', 'p4', '2026-0001', repeat('a', 64), 'german', '2026-01-01', '2026-06-30', '{"version":1}', repeat('b', 64), 'acc1', '2026-11-28T10:00:00Z', 'acc1', '2026-11-28T11:00:00Z', 'Wrong name')`,
    `insert into credential_entries values ('en1', 'p4', null, 'supervision', '2026-10-01', 60, null, 'screen', '2026-11-28T10:00:00Z', 'p5', '2026-11-28T11:00:00Z')`,
  ],
  '017-webhooks': [
    `insert into webhooks values ('wh1', 'pr1', 'Residency records', 'c2VhbGVk', 'meeting.held attendance.changed', 'acc1', '2026-11-28T10:00:00Z', null, '2026-11-28T12:00:00Z')`,
    `insert into webhook_deliveries values ('wd1', 'wh1', 'meeting.held', '{"groupId":"g2","meetingId":"m4"}', '2026-11-28T10:00:00Z', 'givenUp', 8, '2026-11-28T10:00:00Z', null, '2026-11-28T12:00:00Z', 503, null, '2026-11-28T12:00:00Z')`,
    `insert into webhook_deliveries values ('wd2', 'wh1', 'meeting.held', '{"groupId":"g2","meetingId":"m4"}', '2026-11-28T10:00:00Z', 'waiting', 1, '2026-11-28T10:00:20.451Z', null, '2026-11-28T10:00:21.007Z', 503, null, null)`,
  ],
  '018-supervision-sessions': [
    `insert into credential_entries values ('en2', 'p4', null, 'supervision', '2026-11-01', 60, null, 'room', '2026-11-28T10:00:00Z', null, null, 'p5')`,
  ],
  '019-convenors': [`insert into meeting_people (meeting_id, person_id, convenes) values ('m5', 'p4', true), ('m5', 'p5', false)`],
  '020-stopped-addresses': [
    `insert into stopped_addresses values ('cid@example.org', '2026-11-28T10:00:00Z', '550 5.1.1 no such mailbox')`,
    `insert into mails (id, kind, about, address, state, due_at, made_at) values
      ('ma9', 'reminderDay', 'm4', 'cid@example.org', 'stopped', '2026-11-28T10:00:00Z', '2026-11-28T10:00:00Z')`,
  ],
  '021-metadata-addresses': [
    `insert into identity_providers values
      ('ip2', 'pr1', 'saml', 'University clinic', 'https://idp.example.org/metadata', 'c2VhbGVk', 'clinic.example', true, '2026-11-28T10:00:00Z',
        '2026-11-28T11:00:00Z', null, 'https://idp.example.org/metadata.xml', '2026-11-29T10:00:00Z', '2026-11-28T10:00:00Z', 'unreachable')`,
  ],
  '022-secret-mark': [`insert into secret_mark (mark, noted_at) values ('bWFyaw', '2026-11-28T10:00:00Z')`],
  '023-whole-minutes': [],
};

const onLostConnection = () => {};
let postgres: TestPostgres;
let made = 0;

async function emptyPlace(kind: 'PGlite' | 'PostgreSQL'): Promise<DatabasePlace> {
  if (kind === 'PGlite') return { folder: null };
  made += 1;
  const admin = await openAsTheyAre({ url: postgres.url, onLostConnection });
  await sql`create database ${sql.id(`shape_${made}`)}`.execute(admin);
  await admin.destroy();
  return { url: postgres.url.replace(/\/postgres$/, `/shape_${made}`), onLostConnection };
}

/** Each table's rows, limited to tables and columns that existed before. */
function asBefore(before: Held, after: Held): Held {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      const kept = (after[table] ?? []).map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
      return [table, kept.filter((row) => rows.some((old) => JSON.stringify(old) === JSON.stringify(row)))];
    }),
  );
}

/** What a shape keeps less exactly than the one before it, on purpose. */
const coarser: Record<string, (before: Held) => Held> = {
  '023-whole-minutes': ({ attendance = [], webhook_deliveries = [], ...before }) => ({
    ...before,
    attendance: attendance.map((row) => ({ ...row, changed_at: wholeMinute(row.changed_at, 1) })),
    webhook_deliveries: webhook_deliveries.map(({ due_at, tried_at, done_at, ...row }) => ({
      ...row,
      ...{ due_at: wholeMinute(due_at, 1), tried_at: wholeMinute(tried_at), done_at: wholeMinute(done_at) },
    })),
  }),
};
const wholeMinute = (at: unknown, later = 0) =>
  at instanceof Date ? new Date((Math.floor(at.getTime() / 60_000) + later) * 60_000) : at;

type Held = Record<string, Record<string, unknown>[]>;
const heldIn = async (db: Database) => (await everythingIn(db)) as Held;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

test('every shape there has been has its rows here', () => {
  expect(Object.keys(seeds)).toEqual([...migrationNames]);
});

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (kind) => {
  test('records of the first version go through every shape, one by one, and keep their content', async () => {
    const db = await openAsTheyAre(await emptyPlace(kind));
    for (const [index, name] of migrationNames.entries()) {
      const before = await heldIn(db);
      await migrate(db, name);
      expect(await appliedMigrations(db)).toEqual(migrationNames.slice(0, index + 1));
      const due = coarser[name]?.(before) ?? before;
      expect(asBefore(due, await heldIn(db))).toEqual(due);
      for (const insert of seeds[name] ?? []) await sql.raw(insert).execute(db);
      expect(Object.values(await heldIn(db)).every((rows) => rows.length > 0)).toBe(true);
    }
    const held = await heldIn(db);
    await migrate(db);
    expect(await heldIn(db)).toEqual(held);
    await db.destroy();
  });
});

test('several servers that start at once on new records make them once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const place = await emptyPlace('PostgreSQL');
    const all = await Promise.all([1, 2, 3, 4].map(() => openDatabase(place)));
    expect(await appliedMigrations(all[0] as Database)).toEqual([...migrationNames]);
    const { groups } = await heldIn(all[3] as Database);
    expect(groups).toEqual([]);
    await Promise.all(all.map((db) => db.destroy()));
  }
});
