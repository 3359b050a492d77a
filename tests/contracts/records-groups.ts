// What every kind of records must do for groups and meetings. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { demoGroupId, ensureDemoGroup } from '../../server/groups/demo-group.ts';
import { newsKinds } from '../../shared/protocol/program/webhooks.ts';
import { presets } from '../../shared/ritual/forms.ts';
import { pressed } from '../support/press.ts';
import { makeWorld } from '../support/program-world.ts';
import { attended, type RecordsStage } from './records-stage.ts';

const minute = 60_000;
const day = 1_440 * minute;

export function programsContract(stage: () => RecordsStage): void {
  describe('groups and meetings', () => {
    async function personId(name: string): Promise<string> {
      const { seats } = await stage().groups.roster(demoGroupId);
      return seats.find((seat) => seat.name === name)?.personId ?? '';
    }

    test('[R5.1] has the roster in the order of the circle, with the chosen form', async () => {
      const roster = await stage().groups.roster(demoGroupId);
      expect(roster.groupName).toBe('Tuesday group');
      expect(roster.form).toEqual(presets['ANZ-UK 90/2']);
      expect(roster.seats.map((seat) => seat.name)).toEqual(['Ann', 'Ben', 'Cid', 'Dee', 'Eva', 'Finn', 'Gita', 'Hal']);
    });

    test('makes the demo group once, however often and however many servers ask', async () => {
      const before = await stage().groups.roster(demoGroupId);
      await Promise.all([ensureDemoGroup(stage().db, stage().clock), ensureDemoGroup(stage().db, stage().clock)]);
      expect(await stage().groups.roster(demoGroupId)).toEqual(before);
    });

    test('[R6.1] keeps the first yes to the contract, for that person alone', async () => {
      expect(await stage().groups.contract(demoGroupId)).toMatch(/^1\. What is said here stays here/);
      const links = await stage().accounts.links(demoGroupId);
      const [ben, cid] = await Promise.all(
        ['Ben', 'Cid'].map((name) => pressed(stage().accounts, links.find((link) => link.name === name)?.token ?? '')),
      );
      if (!ben || !cid) throw new Error('not signed in');
      const accepted = async (one: typeof ben) => (await stage().accounts.membership(one.ref, one.session))?.contractAcceptedAt;
      expect(await accepted(ben)).toBeNull();
      const at = stage().clock.now();
      await stage().groups.acceptContract(ben.ref);
      await stage().clock.advance(5 * minute);
      await stage().groups.acceptContract(ben.ref);
      expect(await accepted(ben)).toBe(at);
      expect(await accepted(cid)).toBeNull();
    });

    test('[R9.1] keeps who was there and nothing else, once, and opens the next meeting', async () => {
      const meeting = await stage().groups.currentMeeting(demoGroupId);
      if (!meeting) throw new Error('no meeting');
      expect(await stage().groups.meeting(meeting.id)).toEqual(meeting);
      const [ann, ben, hal] = [await personId('Ann'), await personId('Ben'), await personId('Hal')];
      await stage().clock.advance(92 * minute + 17_351);
      const end = stage().clock.now();
      const attendance = [
        attended(ann, 'leader', 88.6, end),
        attended(ben, 'member', 0, end),
        { ...attended(hal, 'member', 61.2, end), creditMinutes: 57.9 },
      ];
      // Two servers close at once, and one of them again later.
      await Promise.all([1, 2].map(() => stage().groups.closeMeeting(meeting.id, attendance, 12)));
      await stage().groups.closeMeeting(meeting.id, []);
      const kept = (await stage().everything()).attendance?.filter((row) => row.meeting_id === meeting.id);
      // A credential is kept only of those who led.
      expect(kept).toEqual([
        {
          meeting_id: meeting.id,
          person_id: ann,
          attended_as: 'leader',
          minutes: 89,
          place: 'screen',
          credential: 'Balint leader',
          // To the minute (R9.2).
          first_in: new Date(Math.floor((end - 88.6 * minute) / minute) * minute),
          last_out: new Date(Math.ceil(end / minute) * minute),
          credit_minutes: 89,
          source: 'room',
          changed_at: expect.any(Date),
        },
        expect.objectContaining({ person_id: ben, attended_as: 'member', minutes: 0, credit_minutes: 0, credential: null }),
        expect.objectContaining({ person_id: hal, attended_as: 'member', minutes: 61, credit_minutes: 58, credential: null }),
      ]);
      const row = (await stage().everything()).meetings?.find(({ id }) => id === meeting.id);
      expect(row).toMatchObject({ cases_held: 9 }); // no meeting holds more
      const closed = await stage().groups.meeting(meeting.id);
      const wholeEnd = end - (end % minute);
      expect(closed?.endsAt).toBe(wholeEnd);
      expect(closed?.startsAt).toBe(wholeEnd - 89 * minute);
      const next = await stage().groups.currentMeeting(demoGroupId);
      expect(next?.id).not.toBe(meeting.id);
      const open = (await stage().everything()).meetings?.filter((row) => row.closed_at === null && row.id !== meeting.id);
      expect(open?.map((row) => row.id)).toEqual([next?.id]);
      // R9.2: nothing that is kept says more exactly when the last phase ended.
      const times = [row, ...(open ?? [])].flatMap((one) => [one?.starts_at, one?.ends_at, one?.closed_at]);
      for (const time of times) if (time instanceof Date) expect(time.getTime() % minute, String(time)).toBe(0);
    });

    test('[R9.2] every moment that a closed meeting leaves anywhere is a whole minute', async () => {
      const { db, clock, groups, everything } = stage();
      const world = await makeWorld(db, newId(), clock.now());
      const webhook = { id: newId(), program_id: world.program, name: 'Records', sealed: '-', kinds: newsKinds.join(' ') };
      const by = { by_account: null, made_at: new Date(clock.now()) };
      await db
        .insertInto('webhooks')
        .values({ ...webhook, ...by })
        .execute();
      const rows = async () => Object.entries(await everything()).flatMap(([table, all]) => all.map((row) => ({ table, row })));
      const before = new Set((await rows()).map((one) => JSON.stringify(one)));
      await clock.advance(61 * minute + 23_457);
      await groups.closeMeeting(world.meeting, [attended(world.people.member ?? '', 'member', 58, clock.now())], 2);
      const left = (await rows()).filter((one) => !before.has(JSON.stringify(one)));
      expect(new Set(left.map(({ table }) => table))).toEqual(new Set(['attendance', 'meetings', 'webhook_deliveries']));
      const moments = left.flatMap(({ table, row }) =>
        Object.entries(row).flatMap(([column, at]) => (at instanceof Date ? [[`${table}.${column}`, at.getTime() % minute]] : [])),
      );
      expect(moments.filter(([, odd]) => odd !== 0)).toEqual([]);
      expect(moments.map(([column]) => column)).toEqual(expect.arrayContaining(['attendance.changed_at', 'meetings.closed_at']));
    });

    test('says that a free meeting to which nobody came is about now', async () => {
      await stage().clock.advance(3 * day + 7 * minute);
      const meeting = await stage().groups.currentMeeting(demoGroupId);
      const late = stage().clock.now() - (meeting?.startsAt ?? 0);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(15 * minute);
      expect((meeting?.endsAt ?? 0) - (meeting?.startsAt ?? 0)).toBe(90 * minute);
    });

    test('finds the planned meeting that is on or next, and skips one that was missed', async () => {
      const now = stage().clock.now();
      const { groupId, meetings } = await stage().planGroup('planned', [
        now - 10_000 * minute,
        now - 95 * minute,
        now + 9_000 * minute,
      ]);
      expect((await stage().groups.currentMeeting(groupId))?.id).toBe(meetings[1]);
      await stage().groups.closeMeeting(meetings[1] ?? '', []);
      const next = await stage().groups.currentMeeting(groupId);
      expect(next).toEqual({
        id: meetings[2],
        groupId,
        startsAt: now + 9_000 * minute,
        endsAt: now + 9_090 * minute,
        meetsFreely: false,
        door: { members: now + 8_985 * minute, leaders: now + 8_970 * minute },
      });
      expect(await stage().groups.openDoors(groupId)).toEqual([]);
      await stage().clock.advance(8_970 * minute);
      expect((await stage().groups.openDoors(groupId)).map(({ id }) => id)).toEqual([meetings[2]]);
      await stage().groups.closeMeeting(meetings[2] ?? '', []);
      const closed = (await stage().everything()).meetings?.find(({ id }) => id === meetings[2]);
      expect(closed).toMatchObject({ cases_held: null }); // nobody knows how many there were
      expect(await stage().groups.currentMeeting(groupId)).toBeNull();
    });

    test('closing an unknown meeting does nothing, and no unknown one is found', async () => {
      await stage().groups.closeMeeting('no-such-meeting', []);
      expect(await stage().groups.meeting("' or 1=1 --")).toBeNull();
      expect(await stage().groups.currentMeeting('no-such-group')).toBeNull();
      await expect(stage().groups.roster('no-such-group')).rejects.toMatchObject({ code: 'records-unavailable' });
    });

    test('keeps nothing of a meeting when its attendance cannot be kept', async () => {
      const meeting = await stage().groups.currentMeeting(demoGroupId);
      const stranger = [attended('nobody', 'member', 3)];
      await expect(stage().groups.closeMeeting(meeting?.id ?? '', stranger)).rejects.toMatchObject({
        code: 'records-unavailable',
      });
      expect(await stage().groups.currentMeeting(demoGroupId)).toEqual(meeting);
    });
  });
}
