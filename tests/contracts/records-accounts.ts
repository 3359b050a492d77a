// What every kind of records must do for signing in. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { pressed } from '../support/press.ts';
import { type RecordsStage, secret } from './records-stage.ts';

const minute = 60_000;
const day = 1_440 * minute;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function accountsContract(stage: () => RecordsStage): void {
  describe('personal links and sessions', () => {
    async function linkOf(name: string) {
      const link = (await stage().accounts.links(demoGroupId)).find((one) => one.name === name);
      if (!link) throw new Error(`no link of ${name}`);
      return link;
    }
    async function signIn(name: string) {
      const opened = await pressed(stage().accounts, (await linkOf(name)).token);
      if (!opened) throw new Error(`the link of ${name} opened nothing`);
      return opened;
    }

    test('lists the links of a group in the order of the circle, the same each time', async () => {
      const links = await stage().accounts.links(demoGroupId);
      expect(links.map(({ name, role }) => `${name} ${role}`)).toEqual([
        'Ann leader',
        'Ben member',
        'Cid member',
        'Dee member',
        'Eva member',
        'Finn member',
        'Gita member',
        'Hal coLeader',
      ]);
      expect(await stage().accounts.links(demoGroupId)).toEqual(links);
      expect(await stage().accounts.links('another-group')).toEqual([]);
    });

    test('opens its person’s seat, and no other', async () => {
      const ben = await signIn('Ben');
      const ann = await linkOf('Ann');
      const seat = await stage().accounts.membership(ben.ref, ben.session);
      expect(seat).toMatchObject({ ref: ben.ref, name: 'Ben', role: 'member', groupId: demoGroupId, groupName: 'Tuesday group' });
      const { seats } = await stage().groups.roster(demoGroupId);
      expect(seats.find((one) => one.personId === seat?.personId)?.name).toBe('Ben');
      expect(await stage().accounts.membership(ann.ref, ben.session)).toBeNull();
    });

    test('gives each opening a session of its own, and ends only the one that signs out', async () => {
      const [first, second] = [await signIn('Cid'), await signIn('Cid')];
      expect(first.session).not.toBe(second.session);
      await stage().accounts.signOut(first.ref, first.session);
      await stage().accounts.signOut(first.ref, first.session);
      expect(await stage().accounts.membership(first.ref, first.session)).toBeNull();
      expect(await stage().accounts.membership(second.ref, second.session)).not.toBeNull();
    });

    test("does not let one person's session sign out another", async () => {
      const [ann, ben] = [await signIn('Ann'), await signIn('Ben')];
      await stage().accounts.signOut(ann.ref, ben.session);
      await stage().accounts.signOut(ben.ref, ann.session);
      expect(await stage().accounts.membership(ann.ref, ann.session)).not.toBeNull();
      expect(await stage().accounts.membership(ben.ref, ben.session)).not.toBeNull();
    });

    test('opens nothing for a token with any one character changed', async () => {
      const { token } = await linkOf('Dee');
      for (let place = 0; place < token.length; place += 1) {
        const other = alphabet[(alphabet.indexOf(token[place] as string) + 1) % 64];
        const wrong = token.slice(0, place) + other + token.slice(place + 1);
        expect(await pressed(stage().accounts, wrong), `changed at ${place}`).toBeNull();
      }
    });

    test.each(['', 'x', '/', '../../etc/passwd', "' or 1=1 --", 'A'.repeat(44), 'A'.repeat(100_000), '\0', 'ä'.repeat(44)])(
      'opens nothing for %j',
      async (token) => {
        expect(await pressed(stage().accounts, token)).toBeNull();
      },
    );

    test.each(["' or 1=1 --", '', '%', '\0', 'f'.repeat(18), 'A'.repeat(10_000)])('knows nobody in the seat %j', async (ref) => {
      const { session } = await signIn('Ann');
      expect(await stage().accounts.membership(ref, session)).toBeNull();
      expect(await stage().accounts.membership(ref, "' or 1=1 --")).toBeNull();
      expect(await stage().accounts.renewLink(demoGroupId, ref)).toBeNull();
    });

    test('opens nothing under another secret', async () => {
      const elsewhere = new SqlAccounts(stage().db, `another ${secret}`, stage().clock);
      expect(await pressed(elsewhere, (await linkOf('Eva')).token)).toBeNull();
    });

    test('renews a link: the old one and its sessions are over, everybody else is untouched', async () => {
      const [finn, gita] = [await signIn('Finn'), await signIn('Gita')];
      const before = await linkOf('Finn');
      const token = await stage().accounts.renewLink(demoGroupId, before.ref);
      expect(await linkOf('Finn')).toEqual({ ...before, token });
      expect(token).not.toBe(before.token);
      expect(await pressed(stage().accounts, before.token)).toBeNull();
      expect(await stage().accounts.membership(finn.ref, finn.session)).toBeNull();
      expect(await stage().accounts.membership(gita.ref, gita.session)).not.toBeNull();
      expect(await pressed(stage().accounts, token ?? '')).toMatchObject({ ref: before.ref });
    });

    test('renews no link of another group', async () => {
      const hal = await signIn('Hal');
      const other = await stage().planGroup('other-links', []);
      expect(await stage().accounts.renewLink(other.groupId, hal.ref)).toBeNull();
      expect(await stage().accounts.membership(hal.ref, hal.session)).not.toBeNull();
    });

    test('forgets a session after 180 days, and one on somebody else’s computer after twelve hours', async () => {
      const first = await signIn('Hal');
      await stage().clock.advance(179 * day);
      const shared = await pressed(stage().accounts, (await linkOf('Hal')).token, true);
      expect(await stage().accounts.membership(first.ref, first.session)).toMatchObject({ endsWithBrowser: false });
      expect(await stage().accounts.membership(first.ref, shared?.session ?? '')).toMatchObject({ endsWithBrowser: true });
      await stage().clock.advance(12 * 60 * minute);
      expect(await stage().accounts.membership(first.ref, shared?.session ?? '')).toBeNull();
      await stage().clock.advance(2 * day);
      expect(await stage().accounts.membership(first.ref, first.session)).toBeNull();
    });

    test('[R6.8] looking changes nothing', async () => {
      const ben = await signIn('Ben');
      await stage().accounts.membership(ben.ref, ben.session);
      const { token } = await linkOf('Ben');
      const before = await stage().everything();
      for (let look = 0; look < 50; look += 1)
        expect(await stage().accounts.seeLink(token)).toEqual({ ref: ben.ref, name: 'Ben', pass: expect.any(String) });
      expect(await stage().everything()).toEqual(before);
    });

    test('[R6.8] makes one session of one press, however often it is replayed, and none of a late one', async () => {
      const { token, ref } = await linkOf('Eva');
      const { accounts, clock } = stage();
      const press = { pass: (await accounts.seeLink(token))?.pass ?? '', endsWithBrowser: false };
      const at = async () => (await stage().everything()).sessions?.filter(({ seat_ref }) => seat_ref === ref).length ?? 0;
      const before = await at();
      const answers = await Promise.all(Array.from({ length: 10 }, () => accounts.openLink(token, press)));
      const [opened, ...more] = answers.filter((answer) => answer !== 'stale');
      expect(more).toEqual([]);
      expect(await at()).toBe(before + 1);
      if (!opened) throw new Error('the press opened nothing');
      await accounts.signOut(ref, opened.session);
      expect(await accounts.openLink(token, press), 'after signing out').toBe('stale');
      await signIn('Eva');
      expect(await accounts.openLink(token, press), 'after another has come in').toBe('stale');
      const late = { pass: (await accounts.seeLink(token))?.pass ?? '', endsWithBrowser: false };
      await clock.advance(11 * minute);
      expect(await accounts.openLink(token, late)).toBe('stale');
      const ofAnother = { pass: (await accounts.seeLink((await linkOf('Ann')).token))?.pass ?? '', endsWithBrowser: false };
      for (const pass of [ofAnother.pass, '', 'A'.repeat(52), '\0'])
        expect(await accounts.openLink(token, { pass, endsWithBrowser: false })).toBe('stale');
    });

    test('keeps a session that is in use, however many others are made', async () => {
      const inMeeting = await signIn('Hal');
      const { accounts, clock } = stage();
      const isKept = async () => (await accounts.membership(inMeeting.ref, inMeeting.session)) !== null;
      for (let half = 0; half < 4; half += 1) {
        expect(await isKept()).toBe(true); // as an open connection does every half hour
        for (let press = 0; press < 25; press += 1) {
          const other = await signIn('Hal');
          await accounts.membership(other.ref, other.session);
        }
        await clock.advance(30 * minute);
      }
      expect(await isKept()).toBe(true);
      const rows = (await stage().everything()).sessions?.filter(({ seat_ref }) => seat_ref === inMeeting.ref) ?? [];
      expect(rows.length).toBeLessThanOrEqual(20);
    });

    test('knows only the hour in which a session was used', async () => {
      const { ref, session } = await signIn('Gita');
      await stage().clock.advance(7 * minute + 3);
      await stage().accounts.membership(ref, session);
      const used = (await stage().everything()).sessions?.map(({ used_at }) => used_at).filter((at) => at !== null) ?? [];
      expect(used.length).toBeGreaterThan(0);
      for (const at of used) expect((at as Date).getTime() % (60 * minute)).toBe(0);
    });

    test('stores neither tokens nor sessions in the records', async () => {
      const { session } = await signIn('Ann');
      const { token } = await linkOf('Ann');
      const written = JSON.stringify(await stage().everything());
      expect(written).toContain('Ann Larsen');
      for (const part of [token, session, secret]) expect(written).not.toContain(part);
    });
  });
}
