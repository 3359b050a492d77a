// What every kind of records must do for series and dates. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { zoneData } from '../../server/dates/zones.ts';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import type { Mail } from '../../server/ports/mail.ts';
import { reckonAnew } from '../../server/series/reckon-anew.ts';
import { SqlDates } from '../../server/series/sql-dates.ts';
import type { NewSeries } from '../../shared/protocol/program/dates.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { RecordsStage } from './records-stage.ts';

const minute = 60_000;
const by = { accountId: 'nobody-in-particular' };

const tuesdays: NewSeries = {
  name: 'Spring',
  rule: { every: 'weeks', weeks: 2, from: '2027-02-16', count: 6 },
  at: '19:00',
  minutes: 90,
  firstMinutes: 120,
  quorum: 3,
  place: 'screen',
};

export function datesContract(stage: () => RecordsStage): void {
  describe('series and dates', () => {
    const told: { groupId: string; ids: readonly string[] }[] = [];
    /** Groups whose leaders learned that the clock rules have changed. */
    const toldWhy: string[] = [];
    const mail: Pick<Mail, 'meetingsChanged' | 'zoneRulesChanged'> = {
      zoneRulesChanged: async (_records, groupId) => void toldWhy.push(groupId),
      async meetingsChanged(records, groupId, ids) {
        expect(records.isTransaction).toBe(true);
        told.push({ groupId, ids });
      },
    };
    const clock = new FakeClock(Date.parse('2027-01-04T12:00Z'));
    const dates = () => new SqlDates(stage().db, clock, mail);
    const groups = () => new SqlGroups(stage().db, clock);

    async function aGroup(people: readonly { name: string; role?: 'leader' | 'member' | 'observer'; zone?: string }[] = []) {
      const { db } = stage();
      const [groupId, programId, seriesId] = [newId(), newId(), newId()];
      const program = {
        id: programId,
        name: programId,
        language: 'en',
        zone: 'America/Denver',
        made_at: new Date(),
        closed_at: null,
      };
      await db.insertInto('programs').values(program).execute();
      await db
        .insertInto('groups')
        .values({ id: groupId, name: 'Denver', program_id: programId, zone: 'America/Denver' })
        .execute();
      const series = { id: seriesId, group_id: groupId, contract: 'ours', meeting_minutes: 90, meets_freely: true };
      await db
        .insertInto('series')
        .values({ ...series, form: JSON.stringify(presets.Hungarian), created_at: new Date(clock.now()) })
        .execute();
      const [freeId, start] = [newId(), new Date(clock.now() - 5_000 * minute)];
      await db
        .insertInto('meetings')
        .values({
          id: freeId,
          series_id: seriesId,
          starts_at: start,
          ends_at: new Date(start.getTime() + 90 * minute),
          closed_at: null,
        })
        .execute();
      const refs: Record<string, string> = {};
      for (const [position, { name, role = 'member', zone = null }] of people.entries()) {
        const [id, ref] = [newId(), newId()];
        await db.insertInto('people').values({ id, full_name: name, short_name: name, program_id: programId, zone }).execute();
        await db
          .insertInto('seats')
          .values({ ref, group_id: groupId, person_id: id, position, role, credential: null, meeting_id: null })
          .execute();
        refs[name] = ref;
      }
      return { groupId, programId, seriesId, freeId, refs };
    }
    const rows = (groupId: string) =>
      stage()
        .db.selectFrom('meetings')
        .innerJoin('series', 'series.id', 'meetings.series_id')
        .where('series.group_id', '=', groupId)
        .where('local_start', 'is not', null)
        .orderBy('starts_at')
        .selectAll('meetings')
        .execute();
    const acts = async (programId: string) =>
      (await stage().db.selectFrom('acts').where('program_id', '=', programId).orderBy('done_at').select('act').execute()).map(
        ({ act }) => act,
      );
    async function made(groupId: string, wish: NewSeries = tuesdays): Promise<readonly string[]> {
      const done = await dates().make(groupId, wish, by);
      if ('faults' in done) throw new Error(JSON.stringify(done));
      return done.meetings;
    }

    test('[R11.7] are made once by a rule: wall time and zone stay beside each instant', async () => {
      const { groupId, programId, seriesId } = await aGroup();
      told.length = 0;
      const ids = await made(groupId);
      const meetings = await rows(groupId);
      expect(meetings.map(({ id }) => id)).toEqual(ids);
      expect(meetings.map((row) => row.local_start)).toEqual(
        ['02-16', '03-02', '03-16', '03-30', '04-13', '04-27'].map((date) => `2027-${date}T19:00`),
      );
      expect(meetings.map((row) => row.starts_at.toISOString().slice(11, 13))).toEqual(['02', '02', '01', '01', '01', '01']);
      expect(meetings.map((row) => (row.ends_at.getTime() - row.starts_at.getTime()) / minute)).toEqual([120, 90, 90, 90, 90, 90]);
      expect(meetings[3]).toMatchObject({
        zone: 'America/Denver',
        fold: 'only',
        tz_data: zoneData,
        sequence: 0,
        number: 4,
        place: 'screen',
      });
      expect(new Set(meetings.map((row) => row.series_id))).toEqual(new Set([seriesId]));
      expect(told).toEqual([{ groupId, ids }]);
      expect(await acts(programId)).toEqual(['series-made']);
      const view = await dates().ofGroup(groupId, true);
      expect(view).toMatchObject({ zone: 'America/Denver', meetsFreely: false });
      expect(view.series).toMatchObject([{ name: 'Spring', quorum: 3, doorMinutes: 15, leadersMinutes: 30, coming: 6 }]);
      expect(view.meetings).toHaveLength(6);
    });

    test('a preview shows every zone of the group and writes nothing', async () => {
      const { groupId } = await aGroup([
        { name: 'Ann', role: 'leader', zone: 'Pacific/Auckland' },
        { name: 'Ben', zone: 'Asia/Beirut' },
        { name: 'Cid', zone: 'Pacific/Auckland' },
        { name: 'Dee' },
      ]);
      const before = await stage().everything();
      const preview = await dates().preview(groupId, tuesdays);
      if ('faults' in preview) throw new Error('faults');
      expect(preview.zones).toEqual(['America/Denver', 'Pacific/Auckland', 'Asia/Beirut']);
      expect(preview.dates.map(({ there }) => there.map(({ isShifted }) => isShifted))).toEqual([
        [false, false, false],
        [false, false, false],
        [false, true, true],
        [false, false, true],
        [false, true, false],
        [false, false, false],
      ]);
      expect(await stage().everything()).toEqual(before);
    });

    test('nothing is made while an hour is left open, of dates that are none, or over dates that stand', async () => {
      const { groupId } = await aGroup();
      const early: NewSeries = { ...tuesdays, rule: { every: 'dates', dates: ['2027-03-14', '2027-03-21'] }, at: '02:30' };
      expect(await dates().make(groupId, early, by)).toEqual({ faults: [{ path: 'dates.2027-03-14', code: 'does-not-exist' }] });
      const none: NewSeries = { ...tuesdays, rule: { every: 'dates', dates: ['2027-02-28', '2027-02-30'] } };
      expect(await dates().make(groupId, none, by)).toEqual({ faults: [{ path: 'rule.dates.1', code: 'no-such-date' }] });
      expect(await rows(groupId)).toEqual([]);
      expect(await dates().ofGroup(groupId, true)).toMatchObject({ meetsFreely: true, meetings: [] });
      await made(groupId, { ...early, chosen: [{ date: '2027-03-14', choose: 'earlier' }] });
      expect((await rows(groupId)).map((row) => row.local_start)).toEqual(['2027-03-14T01:30', '2027-03-21T02:30']);
      const over: NewSeries = { ...tuesdays, rule: { every: 'weeks', weeks: 1, from: '2027-03-21', count: 2 }, at: '01:30' };
      expect(await dates().make(groupId, over, by)).toEqual({ faults: [{ path: 'dates.2027-03-21', code: 'overlaps' }] });
    });

    test('two series that are made at once do not run into each other', async () => {
      const { groupId } = await aGroup();
      const both = await Promise.all([1, 2].map(() => dates().make(groupId, tuesdays, by)));
      expect(both.filter((one) => 'faults' in one)).toHaveLength(1);
      expect(await rows(groupId)).toHaveLength(6);
    });

    test('a later series has dates and an agreement of its own; the earlier dates stay', async () => {
      const { groupId, seriesId } = await aGroup();
      await made(groupId);
      await clock.advance(1_000);
      await made(groupId, {
        ...tuesdays,
        name: 'Autumn',
        rule: { every: 'month', nth: 1, weekday: 2, from: '2027-09-01', count: 2 },
      });
      const meetings = await rows(groupId);
      expect(meetings).toHaveLength(8);
      expect(meetings.slice(6).map((row) => [row.local_start, row.number, row.series_id === seriesId])).toEqual([
        ['2027-09-07T19:00', 1, false],
        ['2027-10-05T19:00', 2, false],
      ]);
      expect((await groups().roster(groupId)).form).toEqual(presets.Hungarian);
      expect(await groups().contract(groupId)).toBe('ours');
    });

    test('moving one raises its sequence and is told, once; whoever saw an older one is told so', async () => {
      const { groupId, programId } = await aGroup();
      const [first = ''] = await made(groupId);
      told.length = 0;
      expect(await dates().change(first, { from: 0, date: '2027-02-17', at: '18:30' }, by)).toEqual({ sequence: 1 });
      expect((await rows(groupId))[0]).toMatchObject({
        ...{ local_start: '2027-02-17T18:30', sequence: 1, number: 1 },
        starts_at: new Date('2027-02-18T01:30Z'),
        ends_at: new Date('2027-02-18T03:30Z'),
        changed_at: new Date(clock.now()),
      });
      expect(told).toEqual([{ groupId, ids: [first] }]);
      expect(await dates().change(first, { from: 0, date: '2027-02-18' }, by)).toBe('stale');
      expect(await dates().change(first, { from: 1, date: '2027-02-17', at: '18:30' }, by)).toEqual({ sequence: 1 });
      expect(told).toHaveLength(1);
      expect(await dates().change(first, { from: 1, minutes: 60, place: 'both' }, by)).toEqual({ sequence: 2 });
      expect(await acts(programId)).toEqual(['series-made', 'meeting-moved', 'meeting-moved']);
      const twice = await Promise.all([1, 2].map(() => dates().change(first, { from: 2, place: 'room' }, by)));
      expect(twice.filter((one) => one === 'stale')).toHaveLength(1);
    });

    test('a move to an hour that is none, or into another meeting, changes nothing', async () => {
      const { groupId } = await aGroup();
      const [first = ''] = await made(groupId);
      const faultOf = async (change: object) => {
        const done = await dates().change(first, { from: 0, ...change }, by);
        return typeof done === 'object' && 'faults' in done ? done.faults : done;
      };
      expect(await faultOf({ date: '2027-02-30' })).toEqual([{ path: 'date', code: 'no-such-date' }]);
      expect(await faultOf({ date: '2027-03-14', at: '02:30' })).toEqual([{ path: 'at', code: 'does-not-exist' }]);
      expect(await faultOf({ date: '2026-03-03' })).toEqual([{ path: 'date', code: 'past' }]);
      expect(await faultOf({ date: '2027-03-02', at: '20:00' })).toEqual([{ path: 'date', code: 'overlaps' }]);
      expect((await rows(groupId)).map(({ sequence }) => sequence)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(await faultOf({ date: '2027-11-07', at: '01:30', choose: 'later' })).toEqual({ sequence: 1 });
      expect(await rows(groupId)).toContainEqual(
        expect.objectContaining({ id: first, fold: 'second', starts_at: new Date('2027-11-07T08:30Z') }),
      );
    });

    test('a cancelled one stays as cancelled and cannot be changed; its hour is free', async () => {
      const { groupId, programId } = await aGroup();
      const [, second = ''] = await made(groupId);
      expect(await dates().cancel(second, 0, by)).toEqual({ sequence: 1 });
      expect(await dates().cancel(second, 0, by)).toBe('stale');
      expect(await dates().change(second, { from: 1, date: '2027-03-03' }, by)).toBe('not-allowed-now');
      expect((await dates().ofGroup(groupId, true)).meetings[1]).toMatchObject({
        isCancelled: true,
        sequence: 1,
        isBelowQuorum: false,
      });
      const wish = { date: '2027-03-02', at: '19:00', minutes: 90, place: 'room' } as const;
      expect(await dates().add(groupId, wish, by)).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{18}$/) });
      expect(await dates().add(groupId, wish, by)).toEqual({ faults: [{ path: 'date', code: 'overlaps' }] });
      expect(await acts(programId)).toEqual(['series-made', 'meeting-cancelled', 'meeting-added']);
    });

    test('what was held, has begun or is being sat in cannot be moved', async () => {
      const { db } = stage();
      const { groupId } = await aGroup();
      const [one = '', two = '', three = ''] = await made(groupId);
      await db.insertInto('sealed_marks').values({ meeting_id: three, sealed: '', noted_at: new Date() }).execute();
      expect(await dates().change(three, { from: 0, date: '2027-03-17' }, by)).toBe('not-allowed-now');
      expect(await dates().cancel(three, 0, by)).toBe('not-allowed-now');
      await groups().closeMeeting(one, []);
      expect(await dates().change(one, { from: 0, date: '2027-02-17' }, by)).toBe('not-allowed-now');
      const at = clock.now();
      await clock.advance(Date.parse('2027-03-03T02:00Z') - at);
      expect(await dates().change(two, { from: 0, date: '2027-03-03' }, by)).toBe('not-allowed-now');
      expect(await dates().change('0'.repeat(18), { from: 0 }, by)).toBe('not-allowed-now');
    });

    test('excuses are read by those who run the group, and count against the quorum', async () => {
      const { groupId, refs } = await aGroup([
        { name: 'Ann', role: 'leader' },
        { name: 'Ben' },
        { name: 'Cid' },
        { name: 'Oda', role: 'observer' },
      ]);
      const later: NewSeries = { ...tuesdays, rule: { every: 'weeks', weeks: 1, from: '2027-06-01', count: 2 } };
      const [first = '', second = ''] = await made(groupId, later);
      expect((await dates().ofGroup(groupId, true)).meetings[0]).toMatchObject({ expected: 3, isBelowQuorum: false, excused: [] });
      expect(await dates().excuse(refs.Ben ?? '', first, true)).toBe('done');
      expect(await dates().excuse(refs.Oda ?? '', first, true)).toBe('done');
      const [seen] = (await dates().ofGroup(groupId, true)).meetings;
      expect(seen).toMatchObject({ expected: 2, isBelowQuorum: true, excused: ['Ben', 'Oda'] });
      expect((await dates().ofGroup(groupId, false)).meetings[0]).toMatchObject({ expected: 2, excused: [] });
      expect((await dates().ofSeat(refs.Ben ?? '')).meetings.map(({ isExcused }) => isExcused)).toEqual([true, false]);
      expect((await dates().ofSeat(refs.Cid ?? '')).meetings.map(({ isExcused }) => isExcused)).toEqual([false, false]);
      expect(await dates().excuse(refs.Ben ?? '', first, false)).toBe('done');
      expect((await dates().ofGroup(groupId, true)).meetings[0]?.expected).toBe(3);
      // On another day they may be able to come.
      await dates().excuse(refs.Cid ?? '', second, true);
      await dates().change(second, { from: 0, at: '18:00' }, by);
      expect((await dates().ofSeat(refs.Cid ?? '')).meetings[1]?.isExcused).toBe(true);
      await dates().change(second, { from: 1, date: '2027-06-09' }, by);
      expect((await dates().ofSeat(refs.Cid ?? '')).meetings[1]?.isExcused).toBe(false);
      const { groupId: elsewhere } = await aGroup();
      const [foreign = ''] = await made(elsewhere, later);
      expect(await dates().excuse(refs.Ben ?? '', foreign, true)).toBeNull();
      await dates().cancel(first, 0, by);
      expect(await dates().excuse(refs.Ben ?? '', first, true)).toBe('not-allowed-now');
    });

    test('a seat reads when its own door opens', async () => {
      const { groupId, refs } = await aGroup([{ name: 'Ann', role: 'leader' }, { name: 'Ben' }]);
      const later: NewSeries = { ...tuesdays, rule: { every: 'weeks', weeks: 1, from: '2027-06-01', count: 20 }, doorMinutes: 20 };
      await made(groupId, later);
      const [ann, ben] = [await dates().ofSeat(refs.Ann ?? ''), await dates().ofSeat(refs.Ben ?? '')];
      expect([ann.zone, ann.meetings.length]).toEqual(['America/Denver', 12]);
      const minutesBefore = (seen: typeof ann) => seen.meetings.map((one) => (one.startsAt - one.doorOpensAt) / minute);
      expect(new Set(minutesBefore(ann))).toEqual(new Set([30]));
      expect(new Set(minutesBefore(ben))).toEqual(new Set([20]));
    });

    test('a group that met freely stops doing so; a meeting in which people sit is not lost', async () => {
      const { db } = stage();
      const empty = await aGroup();
      expect((await groups().currentMeeting(empty.groupId))?.id).toBe(empty.freeId);
      const later: NewSeries = { ...tuesdays, rule: { every: 'weeks', weeks: 1, from: '2027-06-01', count: 1 } };
      const [planned] = await made(empty.groupId, later);
      expect((await groups().currentMeeting(empty.groupId))?.id).toBe(planned);

      const sitting = await aGroup();
      await db.insertInto('sealed_marks').values({ meeting_id: sitting.freeId, sealed: '', noted_at: new Date() }).execute();
      const [next] = await made(sitting.groupId, later);
      expect((await groups().currentMeeting(sitting.groupId))?.id).toBe(sitting.freeId);
      await clock.advance(40 * minute);
      await groups().closeMeeting(sitting.freeId, []);
      expect((await groups().currentMeeting(sitting.groupId))?.id).toBe(next);
      expect(await rows(sitting.groupId)).toHaveLength(1);
    });

    test('[R11.7] when the rules of a zone have changed, the wall time stays and the moved ones are told', async () => {
      const { db } = stage();
      const { groupId, programId } = await aGroup();
      const later: NewSeries = {
        ...tuesdays,
        rule: { every: 'dates', dates: ['2027-06-01', '2027-06-08', '2027-06-15', '2027-06-22'] },
      };
      const [moved = '', same = '', cancelled = '', newer = ''] = await made(groupId, later);
      await dates().cancel(cancelled, 0, by);
      // As if older rules, and newer ones than ours, had said that Denver is an hour behind what we know.
      const wrong = async (id: string, rules: string) => {
        const { starts_at, ends_at } = await db.selectFrom('meetings').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
        const [start, end] = [starts_at, ends_at].map((at) => new Date(at.getTime() + 60 * minute)) as [Date, Date];
        await db.updateTable('meetings').where('id', '=', id).set({ starts_at: start, ends_at: end, tz_data: rules }).execute();
      };
      for (const id of [moved, cancelled]) await wrong(id, '2020a');
      await wrong(newer, '2999a');
      await db.updateTable('meetings').where('id', '=', same).set({ tz_data: '2020a' }).execute();
      told.length = 0;
      expect(await dates().reckonAnew()).toBe(1);
      expect(await dates().reckonAnew()).toBe(0);
      expect(told).toEqual([{ groupId, ids: [moved] }]);
      expect(toldWhy).toEqual([groupId]);
      const byId = new Map((await rows(groupId)).map((row) => [row.id, row]));
      expect(byId.get(moved)).toMatchObject({
        ...{ starts_at: new Date('2027-06-02T01:00Z'), ends_at: new Date('2027-06-02T03:00Z'), sequence: 1, tz_data: zoneData },
        changed_at: new Date(clock.now()),
      });
      expect(byId.get(same)).toMatchObject({ starts_at: new Date('2027-06-09T01:00Z'), sequence: 0, tz_data: zoneData });
      expect(byId.get(cancelled)).toMatchObject({ tz_data: '2020a', sequence: 1 });
      expect(byId.get(newer)).toMatchObject({ tz_data: '2999a', sequence: 0 });
      expect(await acts(programId)).toContain('clock-rules-changed');
      const again = await db.transaction().execute((records) => reckonAnew(records, { now: clock.now(), mail, rules: '2999z' }));
      expect(again).toBe(1);
    });
  });
}
