// What every kind of records must do for guests of one meeting (R6.1). Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { pressed } from '../support/press.ts';
import { attended, type RecordsStage } from './records-stage.ts';

const minute = 60_000;

export function guestsContract(stage: () => RecordsStage): void {
  describe('guests', () => {
    async function named(groupId: string, name: string) {
      const guest = await stage().groups.nameGuest(groupId, name);
      if (typeof guest === 'string') throw new Error(`${name} was not named: ${guest}`);
      const link = (await stage().accounts.links(groupId)).find(({ ref }) => ref === guest.ref);
      if (!link) throw new Error(`${name} has no link`);
      return { ...guest, ...link };
    }
    async function signedIn(token: string) {
      const opened = await pressed(stage().accounts, token);
      if (!opened) throw new Error('the link opened nothing');
      return opened;
    }
    const guestsOf = async (meeting: string) => (await stage().groups.guests(meeting)).map(({ name }) => name);

    test('[R6.1] have a link and a seat beside the roster, until their meeting is over', async () => {
      const { groups, accounts } = stage();
      const before = await groups.roster(demoGroupId);
      const eve = await named(demoGroupId, 'Eve');
      const meeting = await groups.currentMeeting(demoGroupId);
      expect(eve).toMatchObject({ name: 'Eve', role: 'member', isGuest: true, meeting: meeting?.id });
      expect((await accounts.links(demoGroupId)).map(({ isGuest }) => isGuest)).toEqual([...before.seats.map(() => false), true]);
      expect(await groups.roster(demoGroupId)).toEqual(before);
      expect(await guestsOf(eve.meeting)).toEqual(['Eve']);

      const { ref, session } = await signedIn(eve.token);
      const seat = await accounts.membership(ref, session);
      expect(seat).toMatchObject({ name: 'Eve', role: 'member', groupId: demoGroupId, contractAcceptedAt: null });
      await groups.acceptContract(ref);
      expect((await accounts.membership(ref, session))?.contractAcceptedAt).toBe(stage().clock.now());

      await groups.closeMeeting(eve.meeting, [attended(seat?.personId ?? '', 'member', 60)]);
      expect(await pressed(accounts, eve.token)).toBeNull();
      expect(await accounts.membership(ref, session)).toBeNull();
      expect(await accounts.renewLink(demoGroupId, ref)).toBeNull();
      expect((await accounts.links(demoGroupId)).map(({ name }) => name)).not.toContain('Eve');
      expect(await guestsOf((await groups.currentMeeting(demoGroupId))?.id ?? '')).toEqual([]);
      // R9.1: their presence is kept like everybody's.
      const kept = (await stage().everything()).attendance?.filter((row) => row.person_id === seat?.personId);
      expect(kept).toMatchObject([{ meeting_id: eve.meeting, attended_as: 'member', minutes: 60 }]);
    });

    test('[R6.1] of a missed meeting are not guests of the next', async () => {
      const now = stage().clock.now();
      const { groupId } = await stage().planGroup('guests-missed', [now, now + 10_000 * minute]);
      const eve = await named(groupId, 'Eve');
      const { ref, session } = await signedIn(eve.token);
      await stage().clock.advance(209 * minute);
      expect(await stage().accounts.membership(ref, session)).not.toBeNull();
      await stage().clock.advance(2 * minute);
      expect(await stage().accounts.membership(ref, session)).toBeNull();
      expect(await pressed(stage().accounts, eve.token)).toBeNull();
      expect(await stage().accounts.links(groupId)).toEqual([]);
    });

    test('[R6.1] with the same name are different people, in the order in which they were named, each with a link to renew', async () => {
      const { groupId } = await stage().planGroup('guests-alike', [stage().clock.now()]);
      const [first, second] = [await named(groupId, 'Eve'), await named(groupId, 'Eve')];
      await named(groupId, 'Abe');
      expect(await guestsOf(first.meeting)).toEqual(['Eve', 'Eve', 'Abe']);
      const seats = await Promise.all(
        [first, second].map(async ({ token }) => {
          const { ref, session } = await signedIn(token);
          return stage().accounts.membership(ref, session);
        }),
      );
      expect(seats[0]?.personId).not.toBe(seats[1]?.personId);
      const renewed = await stage().accounts.renewLink(groupId, first.ref);
      expect(await pressed(stage().accounts, first.token)).toBeNull();
      expect(await pressed(stage().accounts, renewed ?? '')).toMatchObject({ ref: first.ref });
      expect(await pressed(stage().accounts, second.token)).toMatchObject({ ref: second.ref });
    });

    test('[R5.1] [R6.1] are named for twelve seats and no more, even by two leaders at once; the next meeting’s are free again', async () => {
      const now = stage().clock.now();
      const { groupId, meetings } = await stage().planGroup('guests-many', [now, now + 10_000 * minute]);
      for (let seat = 0; seat < 11; seat += 1) await named(groupId, `Guest ${seat}`);
      const last = await Promise.all(['Eve', 'Fay'].map((name) => stage().groups.nameGuest(groupId, name)));
      expect(last.filter((one) => one === 'circle-full')).toHaveLength(1);
      expect(await guestsOf(meetings[0] ?? '')).toHaveLength(12);
      await stage().groups.closeMeeting(meetings[0] ?? '', []);
      expect((await named(groupId, 'Eve')).meeting).toBe(meetings[1]);
    });

    test('[R6.1] cannot be named while no meeting is planned', async () => {
      const { groupId } = await stage().planGroup('guests-none', []);
      expect(await stage().groups.nameGuest(groupId, 'Eve')).toBe('no-meeting');
    });
  });
}
