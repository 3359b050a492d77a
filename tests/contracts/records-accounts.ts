// What every kind of records must do for signing in. Run by records-*.contract.test.ts on each database.
import { describe, expect, it } from 'vitest';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { demoGroupId } from '../../server/programs/demo-group.ts';
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
      const opened = await stage().accounts.openLink((await linkOf(name)).token);
      if (!opened) throw new Error(`the link of ${name} opened nothing`);
      return opened;
    }

    it('lists the links of a group in the order of the circle, the same each time', async () => {
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

    it('opens the seat of its person, and no other', async () => {
      const ben = await signIn('Ben');
      const ann = await linkOf('Ann');
      const seat = await stage().accounts.membership(ben.ref, ben.session);
      expect(seat).toMatchObject({ ref: ben.ref, name: 'Ben', role: 'member', groupId: demoGroupId, groupName: 'Tuesday group' });
      const { seats } = await stage().programs.roster(demoGroupId);
      expect(seats.find((one) => one.personId === seat?.personId)?.name).toBe('Ben');
      expect(await stage().accounts.membership(ann.ref, ben.session)).toBeNull();
    });

    it('gives each opening a session of its own, and ends only the one that signs out', async () => {
      const [first, second] = [await signIn('Cid'), await signIn('Cid')];
      expect(first.session).not.toBe(second.session);
      await stage().accounts.signOut(first.ref, first.session);
      await stage().accounts.signOut(first.ref, first.session);
      expect(await stage().accounts.membership(first.ref, first.session)).toBeNull();
      expect(await stage().accounts.membership(second.ref, second.session)).not.toBeNull();
    });

    it("does not let one person's session sign out another", async () => {
      const [ann, ben] = [await signIn('Ann'), await signIn('Ben')];
      await stage().accounts.signOut(ann.ref, ben.session);
      await stage().accounts.signOut(ben.ref, ann.session);
      expect(await stage().accounts.membership(ann.ref, ann.session)).not.toBeNull();
      expect(await stage().accounts.membership(ben.ref, ben.session)).not.toBeNull();
    });

    it('opens nothing for a token with any one character changed', async () => {
      const { token } = await linkOf('Dee');
      for (let place = 0; place < token.length; place += 1) {
        const other = alphabet[(alphabet.indexOf(token[place] as string) + 1) % 64];
        const wrong = token.slice(0, place) + other + token.slice(place + 1);
        expect(await stage().accounts.openLink(wrong), `changed at ${place}`).toBeNull();
      }
    });

    it.each(['', 'x', '/', '../../etc/passwd', "' or 1=1 --", 'A'.repeat(44), 'A'.repeat(100_000), '\0', 'ä'.repeat(44)])(
      'opens nothing for %j',
      async (token) => {
        expect(await stage().accounts.openLink(token)).toBeNull();
      },
    );

    it.each(["' or 1=1 --", '', '%', '\0', 'f'.repeat(18), 'A'.repeat(10_000)])('knows nobody in the seat %j', async (ref) => {
      const { session } = await signIn('Ann');
      expect(await stage().accounts.membership(ref, session)).toBeNull();
      expect(await stage().accounts.membership(ref, "' or 1=1 --")).toBeNull();
      expect(await stage().accounts.renewLink(demoGroupId, ref)).toBeNull();
    });

    it('opens nothing under another secret', async () => {
      const elsewhere = new SqlAccounts(stage().db, `another ${secret}`, stage().clock);
      expect(await elsewhere.openLink((await linkOf('Eva')).token)).toBeNull();
    });

    it('renews a link: the old one and its sessions are over, everybody else is untouched', async () => {
      const [finn, gita] = [await signIn('Finn'), await signIn('Gita')];
      const before = await linkOf('Finn');
      const token = await stage().accounts.renewLink(demoGroupId, before.ref);
      expect(await linkOf('Finn')).toEqual({ ...before, token });
      expect(token).not.toBe(before.token);
      expect(await stage().accounts.openLink(before.token)).toBeNull();
      expect(await stage().accounts.membership(finn.ref, finn.session)).toBeNull();
      expect(await stage().accounts.membership(gita.ref, gita.session)).not.toBeNull();
      expect(await stage().accounts.openLink(token ?? '')).toMatchObject({ ref: before.ref });
    });

    it('renews no link of another group', async () => {
      const hal = await signIn('Hal');
      const other = await stage().planGroup('other-links', []);
      expect(await stage().accounts.renewLink(other.groupId, hal.ref)).toBeNull();
      expect(await stage().accounts.membership(hal.ref, hal.session)).not.toBeNull();
    });

    it('forgets a session after 180 days, and the oldest when a seat has more than twenty', async () => {
      const first = await signIn('Hal');
      await stage().clock.advance(179 * day);
      expect(await stage().accounts.membership(first.ref, first.session)).not.toBeNull();
      await stage().clock.advance(2 * day);
      expect(await stage().accounts.membership(first.ref, first.session)).toBeNull();
      const oldest = await signIn('Hal');
      await stage().clock.advance(1 * minute);
      for (let opening = 0; opening < 19; opening += 1) await signIn('Hal');
      expect(await stage().accounts.membership(oldest.ref, oldest.session)).not.toBeNull();
      await signIn('Hal');
      expect(await stage().accounts.membership(oldest.ref, oldest.session)).toBeNull();
    });

    it('keeps neither token nor session in the records', async () => {
      const { session } = await signIn('Ann');
      const { token } = await linkOf('Ann');
      const written = JSON.stringify(await stage().everything());
      expect(written).toContain('Ann Larsen');
      for (const part of [token, session, secret]) expect(written).not.toContain(part);
    });
  });
}
