// A person's calendar: one address, all their groups, and nothing else behind it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../server/database/new-id.ts';
import { demoGroupId } from '../../../server/groups/demo-group.ts';
import { writeForm } from '../../../server/groups/stored-form.ts';
import { presets } from '../../../shared/ritual/forms.ts';
import { type Browser, HttpApp } from '../../support/http-app.ts';

const day = 86_400_000;
const by = { accountId: 'nobody-in-particular' };
const wish = { at: '19:00', minutes: 90, quorum: 3, place: 'screen' } as const;

let app: HttpApp;
let ben: Browser;
let meetings: readonly string[];
beforeAll(async () => {
  app = await HttpApp.open();
  await app.db.updateTable('groups').where('id', '=', demoGroupId).set({ zone: 'America/Denver' }).execute();
  const rule = { every: 'weeks', weeks: 2, from: '2027-03-02', count: 3 } as const;
  const made = await app.program.dates.make(demoGroupId, { ...wish, rule }, by);
  if ('faults' in made) throw new Error('faults');
  meetings = made.meetings;
  ben = await app.browserOf('Ben');
});
afterAll(() => app.close());

const personOf = async (ref: string) =>
  (await app.db.selectFrom('seats').where('ref', '=', ref).select('person_id').executeTakeFirstOrThrow()).person_id;
const pathOf = async () => (await app.program.feeds.addressOf(ben.ref)) ?? '';
const get = (url: string, headers = {}) => app.fastify.inject({ url, headers });
const unfolded = (text: string) => text.replaceAll('\r\n ', '');
const uids = (text: string) => [...text.matchAll(/^UID:(\w+)@/gm)].map(([, id]) => id);

test('[R11.9] has the dates of its person, takes no cookie and gives none, and leads to no seat', async () => {
  const answer = await get(await pathOf());
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('private, no-cache');
  expect(uids(answer.body)).toEqual(meetings);
  expect(answer.body).not.toContain('METHOD');
  expect(answer.body).toContain('DTSTART;TZID=America/Denver:20270316T190000');
  expect(new Set(unfolded(answer.body).match(/http:[^\s]*/g)).size).toBe(1);
  expect(unfolded(answer.body)).toMatch(/URL;VALUE=URI:http:\/\/[^/]+\/home\r\n/);
  for (const name of ['Ann', 'Ben', 'seat/', '/in/']) expect(answer.body).not.toContain(name);
});

test('is not sent again while nothing has changed', async () => {
  const path = await pathOf();
  const { etag } = (await get(path)).headers;
  const same = await get(path, { 'if-none-match': `"other", W/${etag}` });
  expect([same.statusCode, same.body]).toEqual([304, '']);
  await app.program.dates.change(meetings[0] ?? '', { from: 0, at: '18:00' }, by);
  const moved = await get(path, { 'if-none-match': String(etag) });
  expect(moved.statusCode).toBe(200);
  expect(moved.body).toContain('SEQUENCE:1');
  expect(moved.body).toContain('DTSTART;TZID=America/Denver:20270302T180000');
});

test('a cancelled date stays in it as cancelled, for thirty days', async () => {
  await app.program.dates.cancel(meetings[2] ?? '', 0, by);
  const path = await pathOf();
  expect((await get(path)).body).toMatch(/SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
  await app.clock.advance(31 * day);
  expect(uids((await get(path)).body)).toEqual(meetings.slice(0, 2));
});

test('has the groups of the other cards of the same account, and of no others', async () => {
  const [groupId, seriesId, personId, accountId] = [newId(), newId(), newId(), newId()];
  const { db, clock } = app;
  const made = new Date(clock.now());
  await db
    .insertInto('accounts')
    .values({ id: accountId, language: 'en', zone: null, created_at: made, closed_at: null })
    .execute();
  await db.insertInto('groups').values({ id: groupId, name: 'Another group', zone: 'Europe/Berlin' }).execute();
  await db
    .insertInto('series')
    .values({
      ...{ id: seriesId, group_id: groupId, contract: 'ours', meeting_minutes: 90, meets_freely: true, created_at: made },
      form: writeForm(presets.Hungarian),
    })
    .execute();
  await db.insertInto('people').values({ id: personId, full_name: 'Ben', short_name: 'Ben' }).execute();
  await db
    .insertInto('seats')
    .values({
      ref: newId(),
      group_id: groupId,
      person_id: personId,
      position: 0,
      role: 'member',
      credential: null,
      meeting_id: null,
    })
    .execute();
  await app.program.dates.make(groupId, { ...wish, rule: { every: 'dates', dates: ['2027-04-06'] } }, by);
  expect((await get(await pathOf())).body).not.toContain('Another group');
  for (const id of [personId, await personOf(ben.ref)])
    await db.updateTable('people').where('id', '=', id).set({ account_id: accountId }).execute();
  const both = (await get(await pathOf())).body;
  expect(both).toContain('SUMMARY:Another group');
  expect(both.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
  expect(both).toContain('DTSTART;TZID=Europe/Berlin:20270406T190000');
});

test('is renewed by its own person: the old address is like one that never was', async () => {
  const old = await pathOf();
  expect(
    (await app.fastify.inject({ method: 'POST', url: `/api/seats/${ben.ref}/feed`, headers: { origin: 'http://localhost' } }))
      .statusCode,
  ).toBe(401);
  const renewed = await ben.post('/feed');
  expect(renewed.json().feed).toMatch(/^http:\/\/[^/]+\/calendar\/[\w-]{44}\.ics$/);
  expect(renewed.json().feed).toContain(await pathOf());
  const gone = await get(old);
  const invented = await get(`/calendar/${'A'.repeat(44)}.ics`);
  expect([gone.statusCode, gone.body]).toEqual([404, invented.body]);
  expect((await get(await pathOf())).statusCode).toBe(200);
  for (const url of [
    '/calendar/',
    '/calendar/x',
    '/calendar/../home.ics',
    `/calendar/${'A'.repeat(5_000)}.ics`,
    '/calendar/%00.ics',
  ])
    expect((await get(url)).statusCode, url).toBe(404);
});

test('is answered sixty times an hour, whoever asks and from wherever', async () => {
  const path = await pathOf();
  const codes: number[] = [];
  for (let n = 0; n < 62; n++) codes.push((await get(path)).statusCode);
  expect(codes.indexOf(429)).toBeGreaterThan(50);
  expect(codes.at(-1)).toBe(429);
});

test('is answered sixty times an hour over all servers together', async () => {
  await ben.post('/feed');
  const path = await pathOf();
  const other = await HttpApp.on(app.db);
  const codes: number[] = [];
  for (let n = 0; n < 64; n++) codes.push((await (n % 2 === 0 ? app : other).fastify.inject({ url: path })).statusCode);
  await other.fastify.close();
  expect([codes[59], codes[60], codes.at(-1)]).toEqual([200, 429, 429]);
});

test('ends with the card, and no log has its address', async () => {
  const path = await pathOf();
  const personId = await personOf(ben.ref);
  await app.db.updateTable('people').where('id', '=', personId).set({ left_at: new Date() }).execute();
  expect(await app.program.feeds.read(/\/calendar\/(.*)\.ics/.exec(path)?.[1] ?? '', 'http://x/home')).toBeNull();
  expect(app.logged.join('')).not.toContain(path.slice(10, -4));
  expect(app.logged.join('')).toContain('/calendar/');
});
