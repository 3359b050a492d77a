// What every kind of records must do for a series as a whole: its settings and its end. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { SqlGroups } from '../../server/groups/sql-groups.ts';
import { SqlOutbox } from '../../server/mail/sql-outbox.ts';
import { SqlRosters } from '../../server/programs/sql-rosters.ts';
import { SqlDates } from '../../server/series/sql-dates.ts';
import type { NewSeries, SeriesSettings } from '../../shared/protocol/program/dates.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makeWorld, type World } from '../support/program-world.ts';
import { type RecordsStage, secret } from './records-stage.ts';

const [minute, day] = [60_000, 86_400_000];
const by = { accountId: 'nobody-in-particular' };
const weekly: NewSeries = {
  name: 'Spring',
  rule: { every: 'weeks', weeks: 1, from: '2027-02-02', count: 4 },
  ...{ at: '19:00', minutes: 90, quorum: 3, place: 'screen' },
};
const before: SeriesSettings = { name: 'Spring', quorum: 3, doorMinutes: 15, leadersMinutes: 30 };
const after: SeriesSettings = { name: 'Spring term', quorum: 5, doorMinutes: 5, leadersMinutes: 45 };

export function seriesContract(stage: () => RecordsStage): void {
  describe('a series as a whole', () => {
    async function planned() {
      const { db } = stage();
      const clock = new FakeClock(Date.parse('2027-01-04T12:00Z'));
      const world = await makeWorld(db, `Series ${Math.random()}`, clock.now());
      const outbox = new SqlOutbox({ secret, clock, sends: true });
      const dates = new SqlDates(db, clock, outbox);
      const made = await dates.make(world.group, weekly, by);
      if ('faults' in made) throw new Error(JSON.stringify(made));
      const rows = await db.selectFrom('meetings').where('series_id', '=', world.series).selectAll().orderBy('number').execute();
      const starts = rows.filter(({ local_start }) => local_start !== null).map(({ starts_at }) => starts_at.getTime());
      return { clock, world, dates, meetings: made.meetings, starts, groups: new SqlGroups(db, clock) };
    }
    const doorsOf = async (dates: SqlDates, world: World, who: string) =>
      (await dates.ofSeat(world.seats[who] ?? '')).meetings.map((one) => (one.startsAt - one.doorOpensAt) / minute);
    const mailsOf = async (world: World) =>
      (await stage().db.selectFrom('mails').where('group_id', '=', world.group).select(['kind', 'address']).execute()).map(
        ({ kind }) => kind,
      );

    test('[R6.9] changed settings hold for meetings ahead; one whose door is open, or that is on, keeps what it had', async () => {
      const { clock, world, dates, meetings, starts, groups } = await planned();
      const [first = 0, second = 0] = starts;
      // The first is on and overruns; the leaders' door of the second stands open.
      await clock.advance(second - 25 * minute - clock.now());
      expect(first).toBeLessThan(clock.now());
      await stage()
        .db.insertInto('sealed_marks')
        .values({ meeting_id: meetings[2] ?? '', sealed: '', noted_at: new Date() })
        .execute();
      expect(await dates.changeSeries(world.series, { from: before, to: after }, by)).toBe('done');
      expect(await doorsOf(dates, world, 'member')).toEqual([15, 15, 5]);
      expect(await doorsOf(dates, world, 'leader')).toEqual([30, 30, 45]);
      const view = await dates.ofGroup(world.group, true);
      expect(view.meetings.map(({ quorum }) => quorum)).toEqual([3, 3, 3, 5]);
      expect(view.series).toEqual([{ ...after, id: world.series, isEnded: false, coming: 2 }]);
      expect(await groups.meeting(meetings[1] ?? '')).toMatchObject({ door: { members: second - 15 * minute } });
      // Once more: what was kept the first time is what that meeting had when it began.
      expect(await dates.changeSeries(world.series, { from: after, to: before }, by)).toBe('done');
      expect(await doorsOf(dates, world, 'leader')).toEqual([30, 30, 30]);
      await dates.changeSeries(world.series, { from: before, to: after }, by);
      // A meeting that is moved away from its open door is one ahead.
      const moved = await dates.change(meetings[1] ?? '', { from: 0, date: '2027-03-16' }, by);
      expect(moved).toEqual({ sequence: 1 });
      expect(await doorsOf(dates, world, 'member')).toEqual([15, 5, 5]);
    });

    test('of two who change a series one learns that it is another now; who wishes for what stands there has it', async () => {
      const { world, dates } = await planned();
      const other = { ...after, quorum: 2 };
      const both = await Promise.all([after, other].map((to) => dates.changeSeries(world.series, { from: before, to }, by)));
      expect(both.sort()).toEqual(['done', 'stale']);
      const [now] = (await dates.ofGroup(world.group, false)).series;
      const { id: _, isEnded: __, coming: ___, ...stands } = now ?? { id: '', isEnded: false, coming: 0, ...before };
      expect(await dates.changeSeries(world.series, { from: before, to: stands }, by)).toBe('done');
      expect(await dates.changeSeries(world.series, { from: stands, to: { ...stands, leadersMinutes: 1 } }, by)).toEqual({
        faults: [{ path: 'leadersMinutes', code: 'after-members' }],
      });
      expect((await mailsOf(world)).filter((kind) => kind !== 'invitation')).toEqual([]);
    });

    test('its end cancels what has not begun, in one mail each, and nothing else', async () => {
      const { clock, world, dates, meetings, starts } = await planned();
      await clock.advance((starts[0] ?? 0) + 10 * minute - clock.now());
      await dates.cancel(meetings[3] ?? '', 0, by);
      const mailed = (await mailsOf(world)).length;
      const both = await Promise.all([1, 2].map(() => dates.endSeries(world.series, by)));
      expect(both).toContainEqual({ cancelled: 2 });
      expect(both).toContain('stale');
      const { meetings: rows, series } = await dates.ofGroup(world.group, true);
      expect(rows.map(({ isCancelled, sequence }) => [isCancelled, sequence])).toEqual([
        [false, 0],
        [true, 1],
        [true, 1],
        [true, 1],
      ]);
      expect(series).toEqual([{ ...before, id: world.series, isEnded: true, coming: 0 }]);
      const told = (await mailsOf(world)).slice(mailed);
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told)).toEqual(new Set(['cancel']));
      expect(new Set((await mailsOf(world)).filter((kind) => kind === 'cancel')).size).toBe(1);
      // Nothing is added to it; other dates are another series.
      const date = { date: '2027-05-04', at: '19:00', minutes: 90, place: 'screen' } as const;
      expect(await dates.add(world.group, date, by)).toBe('not-allowed-now');
      expect(await dates.changeSeries(world.series, { from: before, to: after }, by)).toBe('not-allowed-now');
      await clock.advance(day);
      const anew = await dates.make(
        world.group,
        { ...weekly, rule: { every: 'weeks', weeks: 1, from: '2027-04-06', count: 2 } },
        by,
      );
      expect(anew).toMatchObject({ meetings: [expect.any(String), expect.any(String)] });
      const [newest, ...others] = (await dates.ofGroup(world.group, true)).series;
      expect(newest).toMatchObject({ isEnded: false, coming: 2 });
      expect(others).toEqual([]);
      const acts = await stage().db.selectFrom('acts').where('program_id', '=', world.program).select('act').execute();
      expect(acts.map(({ act }) => act).sort()).toEqual(['meeting-cancelled', 'series-ended', 'series-made', 'series-made']);
    });

    test('each says where they will be at a meeting in both places; those who plan read it, and another day asks anew', async () => {
      const { world, dates, meetings } = await planned();
      const [first = '', second = ''] = meetings;
      const [member = '', leader = ''] = [world.seats.member, world.seats.leader];
      expect(await dates.sayPlace(member, first, 'room')).toBe('not-allowed-now');
      await dates.change(first, { from: 0, place: 'both' }, by);
      expect(await dates.sayPlace(member, first, 'room')).toBe('done');
      expect(await dates.sayPlace(leader, first, 'room')).toBe('done');
      expect(await dates.sayPlace(leader, first, 'screen')).toBe('done');
      const own = async (ref: string) => (await dates.ofSeat(ref)).meetings.map(({ myPlace }) => myPlace);
      expect(await own(member)).toEqual(['room', null, null, null]);
      const seen = async (reads: boolean) => (await dates.ofGroup(world.group, reads)).meetings.map(({ where }) => where);
      const [where, ...rest] = await seen(true);
      expect(where).toMatchObject({ room: ['member'], screen: ['leader'] });
      expect(where?.unsaid).toEqual(['coLeader', 'leaderInTraining']);
      expect(rest).toEqual([null, null, null]);
      expect(await seen(false)).toEqual([null, null, null, null]);
      // Who cannot come is nowhere; who takes it back has not said.
      await dates.excuse(member, first, true);
      await dates.sayPlace(leader, first, null);
      expect((await seen(true))[0]).toMatchObject({ room: [], screen: [], unsaid: ['coLeader', 'leader', 'leaderInTraining'] });
      await dates.excuse(member, first, false);
      expect((await seen(true))[0]?.room).toEqual(['member']);
      await dates.change(first, { from: 1, date: '2027-02-03' }, by);
      expect((await seen(true))[0]?.room).toEqual([]);
      expect(await dates.sayPlace(member, world.meeting, 'room')).toBeNull();
      await dates.change(second, { from: 0, place: 'both' }, by);
      await dates.cancel(second, 1, by);
      expect(await dates.sayPlace(member, second, 'room')).toBe('not-allowed-now');
    });

    test('[R6.6] the yes to an observer is asked for every coming meeting, and said of one at a time', async () => {
      const { clock, world, dates, meetings, groups } = await planned();
      const { db } = stage();
      const rosters = new SqlRosters(db, { clock, mail: new SqlOutbox({ secret, clock, sends: true }), dates });
      await db
        .updateTable('seats')
        .set({ left_at: new Date() })
        .where('ref', '=', world.seats.supervisor ?? '')
        .execute();
      const seatOf = (who: string) => ({
        ...{ ref: world.seats[who] ?? '', groupId: world.group, groupName: '', personId: world.people[who] ?? '', name: who },
        ...{ role: 'member' as const, standing: null, onlyFor: null, contractAcceptedAt: 0, endsWithBrowser: false },
        keepsRotation: false,
      });
      const circle = ['leader', 'coLeader', 'leaderInTraining', 'member'];
      await dates.cancel(meetings[1] ?? '', 0, by);
      const asked = await rosters.consents(seatOf('member'));
      expect(asked.map(({ meetingId }) => meetingId)).toEqual([meetings[0], meetings[2], meetings[3]]);
      const later = { meetingId: meetings[3] ?? '', observerId: world.people.observer ?? '', said: 'yes' as const };
      for (const who of circle) expect(await rosters.sayConsent(seatOf(who), later)).toBeNull();
      expect((await rosters.consents(seatOf('member'))).map(({ isGiven, mine }) => [isGiven, mine])).toEqual([
        [false, null],
        [false, null],
        [true, 'yes'],
      ]);
      const agreed = async (id = '') => {
        const meeting = await groups.meeting(id);
        return meeting === null ? [] : [...(await groups.agreedObservers(meeting))];
      };
      expect([await agreed(meetings[0]), await agreed(meetings[3])]).toEqual([[], [world.people.observer]]);
      expect(await rosters.sayConsent(seatOf('member'), { ...later, meetingId: meetings[1] ?? '' })).toMatchObject({
        code: 'not-found',
      });
      // Whoever sits for one meeting alone is asked of that one.
      const guest = { ...seatOf('member'), onlyFor: meetings[2] ?? '' };
      expect((await rosters.consents(guest)).map(({ meetingId }) => meetingId)).toEqual([meetings[2]]);
      expect(await rosters.sayConsent(guest, later)).toMatchObject({ code: 'not-found' });
    });

    test('a group that meets freely has no series to change or to end', async () => {
      const { db } = stage();
      const clock = new FakeClock(Date.parse('2027-01-04T12:00Z'));
      const world = await makeWorld(db, `Free ${Math.random()}`, clock.now());
      const dates = new SqlDates(db, clock, new SqlOutbox({ secret, clock, sends: true }));
      expect((await dates.ofGroup(world.group, true)).series).toEqual([]);
      expect(await dates.endSeries(world.series, by)).toBe('not-allowed-now');
      expect(await dates.changeSeries(world.series, { from: before, to: after }, by)).toBe('not-allowed-now');
    });
  });
}
