// What every kind of records must do for signing in with an account. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { readAccountSession } from '../../server/accounts/account-seal.ts';
import { founderId } from '../../server/accounts/cards.ts';
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import { newId } from '../../server/database/new-id.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import type { SignInLink } from '../../server/ports/mail.ts';
import type { Entrance, NewSession } from '../../server/ports/sign-in.ts';
import { type RecordsStage, secret } from './records-stage.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const own: Entrance = { how: 'mail', device: 'Firefox, Linux', endsWithBrowser: false };
const cookie = ({ session }: NewSession) => `theme=dark; br_me=${session}`;

export function signInContract(stage: () => RecordsStage): void {
  describe('signing in with an account', () => {
    const mailed: SignInLink[] = [];
    const mail = { signInLink: async (_: unknown, link: SignInLink) => void mailed.push(link) };
    const signIn = () => new SqlSignIn({ db: stage().db, secret, clock: stage().clock, mail });
    let count = 0;

    async function addressOf(name: string): Promise<string> {
      const address = `${name.toLowerCase()}.${count++}@example.org`;
      await stage().db.updateTable('people').set({ address, account_id: null }).where('short_name', '=', name).execute();
      return address;
    }
    async function linkTo(address: string, to = '/home'): Promise<SignInLink> {
      await signIn().sendLink({ address, to });
      const link = mailed.findLast((one) => one.address === address);
      if (!link) throw new Error(`nothing was mailed to ${address}`);
      return link;
    }
    async function entered(address: string, entrance = own): Promise<NewSession> {
      const session = await signIn().enter((await linkTo(address)).token, entrance);
      if (!session) throw new Error('the link did not open');
      return session;
    }
    const seatOf = async (name: string) =>
      (await stage().accounts.links(demoGroupId)).find((one) => one.name === name)?.ref as string;

    test('a link in a mail signs its address in, once, and whoever looks at it spends nothing', async () => {
      const address = await addressOf('Ben');
      const link = await linkTo(address, '/group/1?tab=2#x');
      for (let look = 0; look < 25; look++)
        expect(await signIn().lookAtLink(link.token)).toEqual({ address, to: '/group/1?tab=2#x' });
      const all = await Promise.all(Array.from({ length: 5 }, () => signIn().enter(link.token, own)));
      expect(all.filter((one) => one !== null)).toHaveLength(1);
      expect(await signIn().lookAtLink(link.token)).toBeNull();
      const session = all.find((one) => one !== null) as NewSession;
      expect(await signIn().accountOfRequest(cookie(session))).toEqual({
        accountId: session.accountId,
        sessionId: session.sessionId,
        endsWithBrowser: false,
      });
      expect(await signIn().me(session)).toMatchObject({ addresses: [address], mayMakeGroup: true, ledGroups: [] });
    });

    test('the link is over after fifteen minutes, and only its hash is kept', async () => {
      const { token, hash } = await linkTo(await addressOf('Ben'));
      const kept = JSON.stringify(await stage().everything());
      expect(kept).toContain(hash);
      expect(kept).not.toContain(token);
      await stage().clock.advance(15 * minute - 1);
      expect(await signIn().lookAtLink(token)).not.toBeNull();
      await stage().clock.advance(1);
      expect(await signIn().lookAtLink(token)).toBeNull();
      expect(await signIn().enter(token, own)).toBeNull();
    });

    test('an address that nobody has gets no mail, and is not kept', async () => {
      const before = mailed.length;
      await signIn().sendLink({ address: 'stranger@example.org', to: '/home' });
      expect(mailed).toHaveLength(before);
      expect(JSON.stringify(await stage().everything())).not.toContain('stranger@');
    });

    test('an address has at most three living links, however many servers are asked at once', async () => {
      const address = await addressOf('Cid');
      const before = mailed.length;
      await Promise.all(Array.from({ length: 8 }, () => signIn().sendLink({ address, to: '/home' })));
      expect(mailed.length - before).toBe(3);
      await stage().clock.advance(15 * minute);
      await linkTo(address);
      expect(mailed.length - before).toBe(4);
    });

    test('coordinators, people with a card and people with an account are known; whoever left is not', async () => {
      const program = { id: newId(), name: 'Known', language: 'de', zone: 'Europe/Berlin', made_at: new Date() };
      await stage().db.insertInto('programs').values(program).execute();
      const staff = { program_id: program.id, address: 'chair@example.org', role: 'coordinator' as const, invited_at: new Date() };
      await stage()
        .db.insertInto('program_staff')
        .values({ ...staff, ended_at: null })
        .execute();
      expect(await linkTo('chair@example.org')).toMatchObject({ language: 'de' });
      const chair = await entered('chair@example.org');
      expect(await signIn().me(chair)).toMatchObject({ programs: [{ id: program.id, name: 'Known' }], mayMakeGroup: false });
      await stage().db.updateTable('program_staff').set({ ended_at: new Date() }).where('address', '=', staff.address).execute();
      expect((await signIn().me(chair)).programs).toEqual([]);
      await expect(linkTo('chair@example.org')).resolves.toBeDefined(); // there is an account

      const id = newId();
      const person = { id, full_name: 'Ida Left', short_name: 'Ida', program_id: program.id, address: 'ida@example.org' };
      await stage()
        .db.insertInto('people')
        .values({ ...person, left_at: new Date() })
        .execute();
      await expect(linkTo('ida@example.org')).rejects.toThrow('nothing was mailed');
      await stage().db.updateTable('people').set({ left_at: null }).where('id', '=', id).execute();
      await linkTo('ida@example.org');
    });

    test('signing in makes every living card with the proved address this human’s, also one that is made later', async () => {
      const address = await addressOf('Dee');
      const session = await entered(address);
      const dee = await stage().accounts.membershipOfAccount(await seatOf('Dee'), session.session);
      expect(dee).toMatchObject({ name: 'Dee', groupId: demoGroupId, endsWithBrowser: false });
      expect(await stage().accounts.membershipOfAccount(await seatOf('Ben'), session.session)).toBeNull();
      const eva = await seatOf('Eva');
      await stage().db.updateTable('people').set({ address }).where('short_name', '=', 'Eva').execute();
      expect(await stage().accounts.membershipOfAccount(eva, session.session)).toBeNull();
      await signIn().me(session);
      expect(await stage().accounts.membershipOfAccount(eva, session.session)).toMatchObject({ name: 'Eva' });
      expect(new Set(await signIn().seatsOf(session.accountId))).toEqual(new Set([eva, await seatOf('Dee')]));
      // A card of another human is never taken over by an address.
      const other = await entered(await addressOf('Finn'));
      await stage().db.updateTable('people').set({ address }).where('short_name', '=', 'Finn').execute();
      await signIn().me(session);
      expect(await stage().accounts.membershipOfAccount(await seatOf('Finn'), session.session)).toBeNull();
      expect(await stage().accounts.membershipOfAccount(await seatOf('Finn'), other.session)).not.toBeNull();
    });

    test('a session lasts 180 days, on somebody else’s computer twelve hours', async () => {
      const address = await addressOf('Gita');
      const kept = await entered(address);
      const shared = await entered(address, { ...own, endsWithBrowser: true });
      const gita = await seatOf('Gita');
      expect(await stage().accounts.membershipOfAccount(gita, shared.session)).toMatchObject({ endsWithBrowser: true });
      await stage().clock.advance(12 * hour);
      expect(await signIn().accountOfRequest(cookie(shared))).toBeNull();
      expect(await stage().accounts.membershipOfAccount(gita, shared.session)).toBeNull();
      expect(await stage().accounts.membershipOfAccount(gita, kept.session)).not.toBeNull();
      await stage().clock.advance(168 * day);
      expect(await signIn().accountOfRequest(cookie(kept))).not.toBeNull();
      await stage().clock.advance(12 * day);
      expect(await signIn().accountOfRequest(cookie(kept))).toBeNull();
      expect(await stage().accounts.membershipOfAccount(gita, kept.session)).toBeNull();
    });

    test('sessions are listed and ended, one or all others, and nobody ends another’s', async () => {
      const address = await addressOf('Hal');
      const [one, two, three] = [await entered(address), await entered(address), await entered(address)];
      const other = await entered(await addressOf('Ann'));
      expect(await signIn().endSession(other, one.sessionId)).toBe(false);
      const listed = await signIn().sessions(two);
      expect(new Set(listed.map(({ id }) => id))).toEqual(new Set([one, two, three].map(({ sessionId }) => sessionId)));
      expect(listed.find(({ isThisOne }) => isThisOne)?.id).toBe(two.sessionId);
      for (const { usedAt } of listed) expect((usedAt ?? 0) % hour).toBe(0);
      expect(await signIn().endSession(two, one.sessionId)).toBe(true);
      expect(await signIn().endSession(two, one.sessionId)).toBe(false);
      expect(await signIn().accountOfRequest(cookie(one))).toBeNull();
      await signIn().endOtherSessions(two);
      expect(await signIn().accountOfRequest(cookie(three))).toBeNull();
      expect(await signIn().accountOfRequest(cookie(two))).not.toBeNull();
      await signIn().signOut(two);
      expect(await signIn().accountOfRequest(cookie(two))).toBeNull();
      expect(await signIn().accountOfRequest(cookie(other))).not.toBeNull();
    });

    test('the least recently used of too many sessions gives way', async () => {
      const address = await addressOf('Hal');
      const first = await entered(address);
      const second = await entered(address);
      await stage().clock.advance(hour);
      await signIn().accountOfRequest(cookie(first));
      for (let more = 0; more < 49; more++) {
        await stage().db.deleteFrom('sign_in_links').execute();
        await entered(address);
      }
      expect(await signIn().accountOfRequest(cookie(second))).toBeNull();
      expect(await signIn().accountOfRequest(cookie(first))).not.toBeNull();
      expect(await signIn().sessions(first)).toHaveLength(50);
    });

    test('a value is one account’s, and nothing that was invented or altered is a session', async () => {
      const [ann, ben] = [await entered(await addressOf('Ann')), await entered(await addressOf('Ben'))];
      expect(readAccountSession(secret, ann.session)?.accountId).toBe(ann.accountId);
      const swapped = ben.accountId + ann.session.slice(18);
      const last = ann.session.at(-1) === 'A' ? 'B' : 'A';
      for (const wrong of [
        '',
        'x',
        swapped,
        ann.session.slice(0, -1) + last,
        `${ann.session}A`,
        ann.session.slice(18),
        "' or 1=1 --",
      ]) {
        expect(await signIn().accountOfRequest(`br_me=${wrong}`)).toBeNull();
        expect(await stage().accounts.membershipOfAccount(await seatOf('Ann'), wrong)).toBeNull();
        expect(stage().accounts.genuineAccount(wrong)).toBeNull();
      }
      const kept = JSON.stringify(await stage().everything());
      expect(kept).not.toContain(ann.session.slice(18));
    });

    test('the link without an address is the founder’s, always the same one', async () => {
      const token = await signIn().printedLink(null, '/new');
      expect(await signIn().lookAtLink(token)).toEqual({ address: null, to: '/new' });
      await stage().clock.advance(day - 1);
      expect(await signIn().enter(token, { ...own, how: 'command' })).toMatchObject({ accountId: founderId });
      expect(await signIn().enter(await signIn().printedLink(null, '/new'), own)).toMatchObject({ accountId: founderId });
    });

    test('limits are counted once for all servers, by a name that says nothing', async () => {
      const asked = await Promise.all(Array.from({ length: 30 }, () => signIn().mayTry('link', 'address 192.0.2.7')));
      expect(asked.filter(Boolean)).toHaveLength(20);
      expect(await signIn().mayTry('link', 'address 192.0.2.8')).toBe(true);
      expect(JSON.stringify(await stage().everything())).not.toContain('192.0.2');
      await stage().clock.advance(minute);
      expect(await signIn().mayTry('link', 'address 192.0.2.7')).toBe(true);
    });

    test('a closed account opens nothing', async () => {
      const address = await addressOf('Ben');
      const session = await entered(address);
      const link = await linkTo(address);
      await stage().db.updateTable('accounts').set({ closed_at: new Date() }).where('id', '=', session.accountId).execute();
      expect(await signIn().accountOfRequest(cookie(session))).toBeNull();
      expect(await stage().accounts.membershipOfAccount(await seatOf('Ben'), session.session)).toBeNull();
      expect(await signIn().enter(link.token, own)).toBeNull();
      // The other parts find the people as they were.
      await stage().db.updateTable('people').set({ address: null, account_id: null, proved_at: null }).execute();
    });
  });
}
