// What every kind of records must do for the addresses of an account. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import type { SignInLink } from '../../server/ports/mail.ts';
import type { Entrance, NewSession } from '../../server/ports/sign-in.ts';
import { makeWorld, type World } from '../support/program-world.ts';
import { type RecordsStage, secret } from './records-stage.ts';

const own: Entrance = { how: 'mail', device: 'Firefox, Linux', endsWithBrowser: false };

export function ownAddressesContract(stage: () => RecordsStage): void {
  describe('the addresses of an account', () => {
    const mailed: SignInLink[] = [];
    const mail = { signInLink: async (_: unknown, link: SignInLink) => void mailed.push(link) };
    const signIn = () => new SqlSignIn({ db: stage().db, secret, clock: stage().clock, mail });
    let count = 0;
    const world = () => makeWorld(stage().db, `Addresses ${count++}`, stage().clock.now());
    const addressIn = ({ program }: World, who: string) => `${who.toLowerCase()}.${program}@example.org`;
    const linkTo = (address: string) => {
      const link = mailed.findLast((one) => one.address === address);
      if (!link) throw new Error(`nothing was mailed to ${address}`);
      return link;
    };
    async function enters(address: string): Promise<NewSession> {
      await signIn().sendLink({ address, to: '/home' });
      const session = await signIn().enter(linkTo(address).token, own);
      if (!session) throw new Error('the link did not open');
      return session;
    }
    async function adds(session: NewSession, address: string): Promise<void> {
      await signIn().askForAddress(session, address);
      expect(await signIn().proveAddress(session, linkTo(address).token)).toMatchObject({ address });
    }
    const addressesOf = async (session: NewSession) => (await signIn().me(session)).addresses;
    const cardOf = (here: World, who: string) =>
      stage()
        .db.selectFrom('people')
        .where('id', '=', here.people[who] ?? '')
        .select(['address', 'account_id'])
        .executeTakeFirstOrThrow();

    test('[R11.4] one more is proved by its own mail, pressed by whoever asked; both sign in to the same account', async () => {
      const here = await world();
      const [session, stranger] = [await enters(addressIn(here, 'member')), await enters(addressIn(here, 'leader'))];
      const second = `private.${here.program}@example.net`;
      await signIn().askForAddress(session, second);
      const { token } = linkTo(second);
      expect(linkTo(second).proves).toBe(true);
      // It signs nobody in, is nobody else's, and is not spent by being looked at.
      expect(await signIn().lookAtLink(token)).toBeNull();
      expect(await signIn().enter(token, own)).toBeNull();
      expect(await signIn().lookAtAddress(stranger, token)).toBeNull();
      expect(await signIn().proveAddress(stranger, token)).toBeNull();
      for (let look = 0; look < 3; look++) expect(await signIn().lookAtAddress(session, token)).toBe(second);
      const both = await Promise.all([1, 2, 3].map(() => signIn().proveAddress(session, token)));
      expect(both.filter((one) => one !== null)).toEqual([{ address: second, formerAccount: null }]);
      expect(await addressesOf(session)).toEqual([addressIn(here, 'member'), second]);
      const again = await enters(second);
      expect(again.accountId).toBe(session.accountId);
      // And a link that signs in proves nothing for another account.
      await signIn().sendLink({ address: second, to: '/home' });
      expect(await signIn().proveAddress(stranger, linkTo(second).token)).toBeNull();
    });

    test('the first is where mails go: the cards follow; what is removed signs in no more', async () => {
      const here = await world();
      const first = addressIn(here, 'coordinator');
      const session = await enters(first);
      await stage()
        .db.updateTable('people')
        .set({ address: first, account_id: session.accountId })
        .where('id', '=', here.people.member ?? '')
        .execute();
      const second = `private.${here.program}@example.net`;
      await adds(session, second);
      expect(await signIn().removeAddress(session, first)).toMatchObject({ faults: [{ path: 'address', code: 'first-address' }] });
      expect(await signIn().makeFirst(session, addressIn(here, 'leader'))).toMatchObject({ code: 'not-found' });
      expect(await signIn().makeFirst(session, second)).toBeNull();
      expect(await addressesOf(session)).toEqual([second, first]);
      expect((await cardOf(here, 'member')).address).toBe(second);
      expect(await signIn().removeAddress(session, first)).toBeNull();
      expect(await signIn().removeAddress(session, first)).toMatchObject({ code: 'not-found' });
      expect(await signIn().removeAddress(session, second)).toMatchObject({ faults: [{ code: 'last-address' }] });
      // Whoever coordinated with it coordinates still.
      expect((await signIn().me(session)).programs).toMatchObject([{ id: here.program }]);
      const before = mailed.length;
      await signIn().sendLink({ address: first, to: '/home' });
      expect(mailed).toHaveLength(before);
      expect((await enters(second)).accountId).toBe(session.accountId);
    });

    test('two accounts of one human become one, with all their seats and passkeys; the sessions of the other end', async () => {
      const here = await world();
      const [session, other] = [await enters(addressIn(here, 'member')), await enters(addressIn(here, 'leader'))];
      await adds(session, addressIn(here, 'leader'));
      expect((await cardOf(here, 'leader')).account_id).toBe(session.accountId);
      expect(await signIn().accountOfRequest(`br_me=${other.session}`)).toBeNull();
      expect((await signIn().me(session)).ledGroups).toMatchObject([{ id: here.group }]);
      expect((await enters(addressIn(here, 'leader'))).accountId).toBe(session.accountId);
    });

    test('nobody learns who exists, nothing is mailed to what an institution guards, and a second address is no way around it', async () => {
      const here = await world();
      const session = await enters(addressIn(here, 'member'));
      await adds(session, `private.${here.program}@example.net`);
      await stage()
        .db.insertInto('identity_providers')
        .values({
          ...{
            id: here.program,
            program_id: here.program,
            kind: 'oidc',
            name: 'Hospital',
            issuer: 'https://id.example.org',
            sealed: 'x',
          },
          ...{ domains: 'example.org', is_required: true, made_at: new Date(), tried_at: new Date(), ended_at: null },
        })
        .execute();
      const before = mailed.length;
      await signIn().askForAddress(session, addressIn(here, 'leader'));
      await signIn().sendLink({ address: `private.${here.program}@example.net`, to: '/home' });
      expect(mailed).toHaveLength(before);
      expect(JSON.stringify(await stage().db.selectFrom('sign_in_links').selectAll().execute())).not.toContain(
        `leader.${here.program}`,
      );
      // A program that is closed guards nothing.
      await stage().db.updateTable('programs').set({ closed_at: new Date() }).where('id', '=', here.program).execute();
      await signIn().sendLink({ address: `private.${here.program}@example.net`, to: '/home' });
      expect(mailed).toHaveLength(before + 1);
    });
  });
}
