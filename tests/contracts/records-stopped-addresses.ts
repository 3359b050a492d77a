// What every kind of records must do for addresses that mails came back from for good, with a real SMTP server. Run by records-*.contract.test.ts on each
// database.
import { beforeEach, describe, expect, test } from 'vitest';
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import { newId } from '../../server/database/new-id.ts';
import { readZone } from '../../server/dates/zones.ts';
import { SqlProgramMails } from '../../server/mail/sql-program-mails.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import { Refused } from '../../server/ports/refused.ts';
import { SqlPeople } from '../../server/programs/sql-people.ts';
import { SqlDates } from '../../server/series/sql-dates.ts';
import type { MailStage } from './records-mail-stage.ts';
import { secret } from './records-stage.ts';

const [minute, day] = [60_000, 86_400_000];

export function stoppedAddressesContract(stage: () => MailStage): void {
  describe('an address that is refused for good', () => {
    let m: MailStage;
    let people: SqlPeople;
    let mails: SqlProgramMails;
    let meeting: string;
    beforeEach(async () => {
      m = stage();
      const dates = new SqlDates(m.db, m.clock, noMail);
      people = new SqlPeople(m.db, { clock: m.clock, mail: noMail, dates, readZone });
      mails = new SqlProgramMails({ db: m.db, outbox: m.outbox });
      [meeting = ''] = await m.world.plan([m.clock.now() + 9 * day]);
      m.smtp.behave('refuse', m.addresses.cid);
      await tell();
      await m.sentUntil('sent', 'refused');
      m.smtp.behave('take', m.addresses.cid);
      m.smtp.taken.length = 0;
    });
    const tell = () => m.world.within((records) => m.outbox.meetingsChanged(records, m.world.group, [meeting]));
    const moved = async () => {
      m.shift += minute;
      await m.world.move(meeting, m.clock.now() + 10 * day);
      await tell();
    };
    const link = async () => {
      const hash = newId();
      const ask = { address: m.addresses.cid, token: `token-${hash}`, hash, to: '/home', language: 'en' };
      await m.world.within((records) => m.outbox.signInLink(records, { ...ask, expiresAt: m.clock.now() + 15 * minute }));
      return () => m.db.selectFrom('mails').select(['state', 'sealed']).where('about', '=', hash).executeTakeFirst();
    };
    const stoppedPeople = async () => (await people.list(m.world.program)).flatMap((one) => (one.isStopped ? [one.name] : []));
    const cid = () => m.world.people['Cid Moreau'] ?? '';
    const whoRuns = { accountId: 'acc', roles: new Set(['coordinator'] as const), programId: null };

    test('gets nothing more, not even a link that signs in; both pages say so, and others get theirs', async () => {
      await moved();
      const asked = await link();
      await m.whileSending(async () => {
        await expect.poll(asked).toEqual({ state: 'stopped', sealed: null });
        await expect
          .poll(m.states)
          .toEqual(expect.arrayContaining(['ann change sent', 'ben change sent', 'cid change stopped', 'cid invitation refused']));
      });
      expect(m.mailTo(m.addresses.cid)).toEqual([]);
      expect(await stoppedPeople()).toEqual(['Cid Moreau']);
      const [row] = await mails.mails(m.world.program, 'stopped');
      expect(row).toMatchObject({
        kind: 'change',
        isStopped: true,
        maySendAgain: true,
        answer: expect.stringMatching(/^550 5\.1\.1 /),
      });
      expect((await mails.mails(m.world.program, 'sent')).some(({ isStopped }) => isStopped)).toBe(false);
      expect((await mails.ofGroup(m.world.group)).find(({ state }) => state === 'stopped')).toMatchObject({ count: 1 });
    });

    test('gets mails again once a coordinator sends one all the same, or says on the card that it is right', async () => {
      await moved();
      await m.whileSending(() => expect.poll(m.states).toContain('cid change stopped'));
      const [row] = await mails.mails(m.world.program, 'stopped');
      expect(await mails.again(m.world.program, row?.id ?? '', 'acc')).toBe('queued');
      await m.whileSending(() => expect.poll(m.states).toContain('cid change sent'));
      expect(m.mailTo(m.addresses.cid)).toHaveLength(1);
      expect(await stoppedPeople()).toEqual([]);
      // It is refused once more, and so stopped once more.
      m.smtp.behave('refuse', m.addresses.cid);
      await moved();
      await m.whileSending(() => expect.poll(m.states).toContain('cid change refused'));
      expect(await stoppedPeople()).toEqual(['Cid Moreau']);
      m.smtp.behave('take', m.addresses.cid);
      expect(await people.change(m.world.program, cid(), { addressIsRight: true }, whoRuns)).toBeNull();
      expect(await stoppedPeople()).toEqual([]);
      const asked = await link();
      await m.whileSending(() => expect.poll(async () => (await asked())?.state).toBe('sent'));
    });

    test('is left behind when it is put right, and stays stopped itself', async () => {
      const right = m.addresses.cid.replace('cid', 'cid.moreau');
      expect(await people.change(m.world.program, cid(), { address: right }, whoRuns)).toBeNull();
      expect(await stoppedPeople()).toEqual([]);
      await moved();
      const asked = await link();
      await m.whileSending(async () => {
        await expect.poll(async () => (await asked())?.state).toBe('stopped');
        await expect.poll(() => m.mailTo(right).length).toBe(1);
      });
      expect(m.mailTo(m.addresses.cid)).toEqual([]);
    });

    test('is confirmed by its owner, and by no other account', async () => {
      const signIn = new SqlSignIn({ db: m.db, secret, clock: m.clock, mail: m.outbox });
      const [own, foreign] = [newId(), newId()];
      for (const id of [own, foreign])
        await m.db
          .insertInto('accounts')
          .values({ id, created_at: new Date(m.clock.now()) })
          .execute();
      const proved = { address: m.addresses.cid, account_id: own, proved_at: new Date(m.clock.now()) };
      await m.db.insertInto('account_addresses').values(proved).execute();
      const as = (accountId: string) => ({ accountId, sessionId: '', endsWithBrowser: false });
      expect((await signIn.me(as(own))).stopped).toEqual([m.addresses.cid]);
      const refused = await signIn.confirmAddress(as(foreign), m.addresses.cid);
      expect(refused instanceof Refused && refused.code).toBe('not-found');
      expect(await stoppedPeople()).toEqual(['Cid Moreau']);
      expect(await signIn.confirmAddress(as(own), m.addresses.cid)).toBeNull();
      expect((await signIn.me(as(own))).stopped).toEqual([]);
      expect(await stoppedPeople()).toEqual([]);
    });
  });
}
