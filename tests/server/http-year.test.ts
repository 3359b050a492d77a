// A program's year: held and cancelled, who came, which seats were taken, hours by place; summed by month and group, by the program's own clock.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { YearReport } from '../../shared/protocol/program/year.ts';
import { HttpApp } from '../support/http-app.ts';
import { cookieOf, makeWorld, signInByTestCookie, type World } from '../support/program-world.ts';

const minute = 60_000;
let app: HttpApp;
let world: World;
let made = 0;

async function meeting(at: string, there: Readonly<Record<string, number>>, { cancelled = false, inRoom = false } = {}) {
  made += 1;
  const [id, start] = [String(made).padStart(18, '0'), Date.parse(at)];
  await app.db
    .insertInto('meetings')
    .values({
      ...{ id, series_id: world.series, starts_at: new Date(start), ends_at: new Date(start + 60 * minute), zone: 'Europe/Berlin' },
      ...{ local_start: at.slice(0, 16), closed_at: null, cancelled_at: cancelled ? new Date(start) : null, place: 'both' },
    })
    .execute();
  if (cancelled) return;
  const row = ([who, minutes]: [string, number]) => ({
    ...{ personId: world.people[who] ?? '', as: 'member' as const, minutesPresent: minutes, creditMinutes: minutes },
    ...{ firstIn: start, lastOut: start + minutes * minute },
  });
  await app.groups.closeMeeting(id, Object.entries(there).map(row));
  if (inRoom) await app.db.updateTable('attendance').set({ place: 'room' }).where('meeting_id', '=', id).execute();
}

beforeAll(async () => {
  app = await HttpApp.open({ signIn: signInByTestCookie });
  world = await makeWorld(app.db, 'Own', Date.parse('2025-01-01T00:00:00Z'));
  await makeWorld(app.db, 'Foreign', app.clock.now());
  await app.db.updateTable('series').set({ meets_freely: false }).where('id', '=', world.series).execute();
  await meeting('2025-12-31T18:00:00Z', { leader: 60 });
  // An hour before midnight in London, and in the new year in Berlin.
  await meeting('2025-12-31T23:30:00Z', { leader: 60, member: 30 });
  await meeting('2026-03-10T18:00:00Z', { leader: 60, coLeader: 60, member: 58, observer: 60 }, { inRoom: true });
  await meeting('2026-03-24T18:00:00Z', {}, { cancelled: true });
  await meeting('2026-06-02T18:00:00Z', { leader: 60, member: 0 });
  // Who left in spring has no seat in summer.
  await app.db
    .updateTable('seats')
    .set({ left_at: new Date('2026-04-01T00:00:00Z') })
    .where('ref', '=', world.seats.coLeader ?? '')
    .execute();
});
afterAll(() => app.close());

async function year(query = '') {
  const headers = { cookie: cookieOf(world, 'coordinator') };
  const answer = await app.fastify.inject({ url: `/api/programs/${world.program}/year${query}`, headers });
  return { status: answer.statusCode, body: answer.json() as YearReport & { faults?: unknown }, bytes: answer.body };
}

test('sums up what was held, by whom seats were taken, and where', async () => {
  const { body } = await year();
  expect([body.year, body.years]).toEqual([2026, [2025, 2026]]);
  // Four seats without observers before the spring (leader, co-leader, in training, member), three after it.
  const whole = { held: 3, cancelled: 1, people: 4, expected: 4 + 4 + 3, attended: 2 + 3 + 1 };
  expect(body.whole).toEqual({ ...whole, minutesOnScreen: 60 + 30 + 60, minutesInRoom: 60 + 60 + 58 + 60 });
  expect(body.groups).toEqual([{ id: world.group, name: 'Own group', ...body.whole }]);
  expect(body.months.map(({ held, cancelled }) => held + cancelled)).toEqual([1, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  for (const sum of ['held', 'cancelled', 'expected', 'attended', 'minutesOnScreen', 'minutesInRoom'] as const)
    expect(
      body.months.reduce((all, month) => all + month[sum], 0),
      sum,
    ).toBe(body.whole[sum]);
});

test('names nobody', async () => {
  const { bytes } = await year();
  for (const who of [...Object.keys(world.people).map((each) => `${each} Surname`), ...Object.values(world.people)])
    expect(bytes).not.toContain(who);
});

test('is of the year that was asked for, if there is such a year', async () => {
  expect((await year('?year=2025')).body.whole).toMatchObject({ held: 1, minutesOnScreen: 60 });
  expect((await year('?year=2031')).body.whole).toMatchObject({ held: 0, people: 0 });
  for (const wrong of ['99', 'next', '2026.5', '1e3', '-2026']) {
    const { status, body } = await year(`?year=${wrong}`);
    expect([wrong, status, body.faults]).toEqual([wrong, 422, [{ path: 'year', code: 'no-such-date' }]]);
  }
});
